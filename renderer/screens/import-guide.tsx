// How to get an export out of each vendor, as text that can be copied to whoever has the console open.
import { type GuideVendor, guideChecked, importGuideTexts } from '../../shared/language/import-guide.ts'
import { formatMonth } from '../../shared/units/format-date.ts'
import { Button } from '../parts/button.tsx'
import { copyText } from '../parts/clipboard.ts'
import { useDisplay, usePartsText } from '../parts/display.tsx'
import { Panel } from '../parts/panel.tsx'
import { showToast } from '../parts/toast.tsx'

export function ImportGuide() {
  const { language } = useDisplay()
  const text = importGuideTexts[language]
  const { chart } = usePartsText()
  const copy = (steps: string): void => void copyText(steps).then(() => showToast({ message: chart.copied }))
  return (
    <Panel title={text.heading} note={text.note}>
      <div className="guide">
        {(Object.keys(text.vendor) as GuideVendor[]).map((vendor) => {
          const { name, steps } = text.vendor[vendor]
          const checked = guideChecked[vendor]
          return (
            <details key={vendor}>
              <summary>
                {name}{' '}
                {vendor !== 'other' && (
                  <span className="quiet">{checked === undefined ? text.unchecked : text.checked(formatMonth(checked, language))}</span>
                )}
              </summary>
              <ul>
                {steps.split('\n').map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ul>
              <Button kind="quiet" icon="copy" aria-label={`${text.copy}: ${name}`} onPress={() => copy(steps)}>
                {text.copy}
              </Button>
            </details>
          )
        })}
      </div>
    </Panel>
  )
}
