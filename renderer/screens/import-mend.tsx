// A refused row as it stands in the file, cell by cell, to be mended: Enter takes it in, Esc leaves it. A row that is
// still refused says why.
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { RejectRowData } from '../../shared/contract/import-commands.ts'
import { importCheckTexts } from '../../shared/language/import-check.ts'
import type { Failure } from '../../shared/result/failure.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { FailurePanel } from '../parts/message-panel.tsx'
import { Tag } from '../parts/tag.tsx'
import { useWording } from './wording.ts'

interface MendProps {
  readonly reject: RejectRowData
  readonly isBusy: boolean
  readonly failure: Failure | undefined
  readonly onApply: (cells: readonly { readonly column: string; readonly value: string }[]) => Promise<void>
  readonly onCancel: () => void
}

export function ImportMend({ reject, isBusy, failure, onApply, onCancel }: MendProps) {
  const { language } = useDisplay()
  const text = importCheckTexts[language].mend
  const { count } = useWording()
  const { file, line, column, cells } = reject
  const [typed, setTyped] = useState(() => cells.map((cell) => cell.value))
  const box = useRef<HTMLElement>(null)
  const id = useId()
  const faulty = cells.findIndex((cell) => cell.column === column)
  useEffect(() => {
    const field = box.current?.querySelectorAll('input')[Math.max(0, faulty)]
    field?.focus()
    field?.select()
  }, [faulty])
  // The foot of the wizard must not cover the row, nor what is said of it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refusal makes the row taller
  useEffect(() => box.current?.scrollIntoView({ block: 'center' }), [failure])
  const apply = (): void => {
    if (isBusy) return
    const changed = cells.flatMap((cell, at) => (typed[at] === cell.value ? [] : [{ column: cell.column, value: typed[at] ?? '' }]))
    const [first] = cells
    // Nothing changed: the row is judged as it is shown, which for a row of too many cells is without the last ones.
    void onApply(changed.length > 0 || !first ? changed : [{ column: first.column, value: first.value }])
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    if (event.key === 'Enter' && !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') onCancel()
    else apply()
  }
  return (
    <section ref={box} className="mend" aria-labelledby={id} onKeyDown={onKeyDown}>
      <h3 id={id}>{text.heading(count(line), file)}</h3>
      {cells.length === 0 ? (
        <p className="quiet">{text.notHere}</p>
      ) : (
        <>
          <div className="mend-cells">
            {cells.map((cell, at) => {
              const key = `${cell.column} ${at}`
              return (
                <label key={key} className={at === faulty ? 'mend-cell faulty' : 'mend-cell'}>
                  <span>
                    {cell.column} {at === faulty && <Tag tone="warning">{text.faulty}</Tag>}
                  </span>
                  <input
                    type="text"
                    className="cell-text"
                    autoComplete="off"
                    spellCheck={false}
                    value={typed[at] ?? ''}
                    onChange={(event) => setTyped(typed.map((value, index) => (index === at ? event.target.value : value)))}
                  />
                </label>
              )
            })}
          </div>
          {failure && <FailurePanel failure={failure} />}
        </>
      )}
      <div className="actions">
        {cells.length > 0 && (
          <Button kind="secondary" isPending={isBusy} onPress={apply}>
            {text.apply}
          </Button>
        )}
        <Button kind="quiet" onPress={onCancel}>
          {text.cancel}
        </Button>
        {cells.length > 0 && <span className="quiet">{text.hint}</span>}
      </div>
    </section>
  )
}
