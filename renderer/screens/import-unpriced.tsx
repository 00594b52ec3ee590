// Models of the import that no price is known for, each with a price form in place.
import { useState } from 'react'
import type { ImportPreviewData } from '../../shared/contract/import-commands.ts'
import { importTexts } from '../../shared/language/import.ts'
import { importCheckTexts } from '../../shared/language/import-check.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { Panel } from '../parts/panel.tsx'
import { PriceForm } from './price-form.tsx'
import { useWording } from './wording.ts'

interface UnpricedProps {
  readonly preview: ImportPreviewData
  readonly currency: string
  /** A price was added: count again. */
  readonly onPriced: () => void
}

export function ImportUnpriced({ preview, currency, onPriced }: UnpricedProps) {
  const { language } = useDisplay()
  const { unpriced: text } = importCheckTexts[language]
  const { rows: rowsText } = importTexts[language]
  const { count } = useWording()
  const [open, setOpen] = useState<string | null>(null)
  if (preview.unpriced.length === 0) return null
  const firstDay = preview.files.flatMap((file) => file.firstDay ?? []).toSorted()[0] ?? ''
  return (
    <Panel title={text.heading} note={text.meaning}>
      <ul className="unpriced">
        {preview.unpriced.map(({ provider, model, tokens, rows }) => {
          const key = `${provider} ${model}`
          return (
            <li key={key}>
              <span>
                {model === '' ? <i>{text.noModel}</i> : <b>{model}</b>} <span className="quiet">{provider}</span>
              </span>
              <span className="number">
                {count(tokens)} {text.tokens}, {rowsText(count(rows))}
              </span>
              {model !== '' && open !== key && (
                <Button kind="quiet" icon="plus" aria-label={`${text.addPrice}: ${model}`} onPress={() => setOpen(key)}>
                  {text.addPrice}
                </Button>
              )}
              {open === key && (
                <PriceForm
                  provider={provider}
                  model={model}
                  currency={currency}
                  validFrom={firstDay}
                  onClose={() => setOpen(null)}
                  onSaved={() => {
                    setOpen(null)
                    onPriced()
                  }}
                />
              )}
            </li>
          )
        })}
      </ul>
      <p className="panel-note">{text.written}</p>
    </Panel>
  )
}
