// Enters a price of the user's own contract: from a date on, per million tokens. Inline in the import check for a
// model without a price, and in Settings. Writes one change of its own (price.set), which can be undone.
import { useState } from 'react'
import { settingsTexts } from '../../shared/language/settings.ts'
import { isIsoDate } from '../../shared/units/calendar.ts'
import { noData, type Quantity } from '../../shared/units/quantity.ts'
import { useAction } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { AmountField, Field } from '../parts/field.tsx'
import { FailurePanel } from '../parts/message-panel.tsx'
import { showToast } from '../parts/toast.tsx'

interface PriceFormProps {
  /** Fixed when given, typed otherwise. */
  readonly provider?: string
  readonly model?: string
  readonly currency: string
  /** First day the price is needed for. */
  readonly validFrom: string
  readonly onSaved: () => void
  readonly onClose: () => void
}

export function PriceForm({ onSaved, onClose, ...given }: PriceFormProps) {
  const { prices: text, company } = settingsTexts[useDisplay().language]
  const set = useAction('price.set')
  const [provider, setProvider] = useState(given.provider ?? '')
  const [model, setModel] = useState(given.model ?? '')
  const [currency, setCurrency] = useState(given.currency)
  const [validFrom, setValidFrom] = useState(given.validFrom)
  const [source, setSource] = useState(text.sourceDefault)
  const [prices, setPrices] = useState<{ input: Quantity; output: Quantity; cacheRead: Quantity }>({
    input: noData,
    output: noData,
    cacheRead: noData,
  })
  const [tried, setTried] = useState(false)

  const missing = {
    // A model that came with the data may have no vendor; one typed here needs both.
    model: given.model === undefined && (provider.trim() === '' || model.trim() === '') ? text.needModel : undefined,
    price: typeof prices.input !== 'string' || typeof prices.output !== 'string' ? text.needPrice : undefined,
    date: isIsoDate(validFrom) ? undefined : company.badDate,
  }
  const save = async (): Promise<void> => {
    setTried(true)
    const { input, output, cacheRead } = prices
    if (missing.model !== undefined || missing.date !== undefined || typeof input !== 'string' || typeof output !== 'string') return
    const perMtok = { input, output, ...(typeof cacheRead === 'string' ? { cacheRead } : {}) }
    const saved = await set.run({
      provider: provider.trim(),
      model: model.trim(),
      currency: currency.trim().toUpperCase(),
      validFrom,
      perMtok,
      source: source.trim() === '' ? text.sourceDefault : source.trim(),
    })
    if (saved === undefined) return
    showToast({ message: text.saved(model) })
    onSaved()
  }
  const amount = (key: keyof typeof prices, label: string, isOptional: boolean) => (
    <AmountField
      label={label}
      unit={text.perMtok(currency)}
      format={{ kind: 'price', per: 'million-tokens' }}
      value={prices[key]}
      isOptional
      help={isOptional ? text.optional : undefined}
      check={(typed) => (typed.startsWith('-') ? text.negative : undefined)}
      {...(tried && !isOptional && typeof prices[key] !== 'string' && missing.price !== undefined ? { error: missing.price } : {})}
      onCommit={(typed) => setPrices((before) => ({ ...before, [key]: typed ?? noData }))}
    />
  )
  return (
    <div className="inline-form">
      <p className="panel-note">{text.overrideMeaning}</p>
      <div className="form-grid">
        {given.provider === undefined && (
          <Field
            label={text.provider}
            value={provider}
            onChange={setProvider}
            {...(tried && missing.model !== undefined ? { error: missing.model } : {})}
          />
        )}
        {given.model === undefined && <Field label={text.model} value={model} onChange={setModel} />}
        {amount('input', text.buckets.input, false)}
        {amount('output', text.buckets.output, false)}
        {amount('cacheRead', text.buckets.cacheRead, true)}
        <Field label={text.currency} value={currency} onChange={setCurrency} />
        <Field
          label={text.from}
          value={validFrom}
          onChange={setValidFrom}
          {...(tried && missing.date !== undefined ? { error: missing.date } : {})}
        />
        <Field label={text.source} value={source} onChange={setSource} />
      </div>
      {set.failure && <FailurePanel failure={set.failure} />}
      <div className="actions">
        <Button kind="primary" isPending={set.pending} onPress={() => void save()}>
          {text.save}
        </Button>
        <Button kind="quiet" onPress={onClose}>
          {text.close}
        </Button>
      </div>
    </div>
  )
}
