// The stepper of the import: four named steps, those already passed can be opened again.
import { importTexts } from '../../shared/language/import.ts'
import { useDisplay } from '../parts/display.tsx'
import { Icon } from '../parts/icon.tsx'
import type { ImportStep } from './import-model.ts'

const steps = ['files', 'mapping', 'check', 'done'] as const satisfies readonly ImportStep[]

export function ImportSteps({
  step,
  onOpen,
  open,
}: {
  step: ImportStep
  open: ReadonlySet<ImportStep>
  onOpen: (step: ImportStep) => void
}) {
  const text = importTexts[useDisplay().language].step
  const at = steps.indexOf(step)
  return (
    <ol className="steps" aria-label={text.label}>
      {steps.map((each, index) => (
        <li key={each} aria-current={each === step ? 'step' : undefined}>
          <button type="button" className="step" disabled={!open.has(each)} onClick={() => onOpen(each)}>
            <span className="step-mark" aria-hidden="true">
              {index < at ? <Icon name="check" size={12} /> : index + 1}
            </span>
            {text[each]}
            {index < at && <span className="for-readers">, {text.ready}</span>}
          </button>
        </li>
      ))}
    </ol>
  )
}
