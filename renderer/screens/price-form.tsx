// Enters a price of the user's own contract: from a date on, per million tokens. Inline in the import check for a
// model without a price, and in Settings. Writes one change of its own (price.set), which can be undone.
import { useState } from 'react'
import type { PriceBucket } from '../../shared/domain/price.ts'
import { tiers } from '../../shared/domain/usage.ts'
import { bookTexts } from '../../shared/language/book.ts'
import { settingsTexts } from '../../shared/language/settings.ts'
import { isIsoDate } from '../../shared/units/calendar.ts'
import { noData } from '../../shared/units/quantity.ts'
import { useAction } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { AmountField, Check, Field } from '../parts/field.tsx'
import { FailurePanel } from '../parts/message-panel.tsx'
import { Select } from '../parts/select.tsx'
import { showToast } from '../parts/toast.tsx'
import { hoursOf } from './price-hours.ts'
import { useWording } from './wording.ts'

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

type Tier = (typeof tiers)[number]

/** It may open far from the button that asked for it. */
function comeForward(form: HTMLElement | null): void {
  form?.scrollIntoView({ block: 'center' })
  form?.querySelector('input')?.focus({ preventScroll: true })
}

export function PriceForm({ onSaved, onClose, ...given }: PriceFormProps) {
  const { language } = useDisplay()
  const { prices: text, company } = settingsTexts[language]
  const { form: words, prices: names, order } = bookTexts[language]
  const { month } = useWording()
  const set = useAction('price.set')
  const [provider, setProvider] = useState(given.provider ?? '')
  const [model, setModel] = useState(given.model ?? '')
  const [currency, setCurrency] = useState(given.currency)
  const [validFrom, setValidFrom] = useState(given.validFrom)
  const [source, setSource] = useState(text.sourceDefault)
  const [prices, setPrices] = useState<Readonly<Partial<Record<PriceBucket, string>>>>({})
  const [more, setMore] = useState({ tier: 'standard' as Tier, context: '' as '' | 'long', hours: '', validTo: '' })
  const [isMore, showMore] = useState(false)
  const [reprices, setReprices] = useState(false)
  const [tried, setTried] = useState(false)

  const hours = hoursOf(more.hours)
  const errors = {
    // A model that came with the data may have no vendor; one typed here needs both.
    model: given.model === undefined && (provider.trim() === '' || model.trim() === '') ? text.needModel : undefined,
    price: Object.keys(prices).length === 0 ? words.needOne : undefined,
    from: isIsoDate(validFrom) ? undefined : company.badDate,
    to:
      more.validTo === '' || isIsoDate(more.validTo)
        ? more.validTo === '' || more.validTo > validFrom
          ? undefined
          : order
        : company.badDate,
    hours: hours === null ? words.badHours : undefined,
  }
  const error = (of: keyof typeof errors) => (tried && errors[of] !== undefined ? { error: errors[of] } : {})
  const save = async (): Promise<void> => {
    setTried(true)
    if (Object.values(errors).some((each) => each !== undefined) || hours === null) return
    const saved = await set.run({
      provider: provider.trim(),
      model: model.trim(),
      currency: currency.trim(),
      validFrom,
      perMtok: prices,
      tier: more.tier,
      context: more.context,
      hours,
      validTo: more.validTo === '' ? undefined : more.validTo,
      reprices,
      source: source.trim() === '' ? text.sourceDefault : source.trim(),
    })
    if (saved === undefined) return
    const months = [...new Set(saved.repriced.map((each) => month(each.month)))].join(', ')
    showToast({ message: months === '' ? text.saved(model) : `${text.saved(model)} ${words.repriced(months)}` })
    onSaved()
  }
  const amount = (bucket: PriceBucket, isMain = false) => (
    <AmountField
      label={text.buckets[bucket]}
      unit={text.perMtok(currency)}
      format={{ kind: 'price', per: 'million-tokens' }}
      value={prices[bucket] ?? noData}
      isOptional
      help={isMain ? undefined : text.optional}
      check={(typed) => (typed.startsWith('-') ? text.negative : undefined)}
      {...(isMain ? error('price') : {})}
      onCommit={(typed) => setPrices(({ [bucket]: _, ...rest }) => (typed === null ? rest : { ...rest, [bucket]: typed }))}
    />
  )
  return (
    <div className="inline-form" ref={comeForward}>
      <p className="panel-note">{text.overrideMeaning}</p>
      <div className="form-grid">
        {given.provider === undefined && <Field label={text.provider} value={provider} onChange={setProvider} {...error('model')} />}
        {given.model === undefined && <Field label={text.model} value={model} onChange={setModel} />}
        {amount('input', true)}
        {amount('output', true)}
        {amount('cacheRead')}
        <Field label={text.currency} value={currency} onChange={setCurrency} />
        <Field label={text.from} value={validFrom} onChange={setValidFrom} {...error('from')} />
        <Field label={text.source} value={source} onChange={setSource} />
        {isMore && (
          <>
            {amount('cacheWrite5m')}
            {amount('cacheWrite1h')}
            <Select
              label={words.tier}
              options={tiers.map((id) => ({ id, label: names.tiers[id] }))}
              value={more.tier}
              onChange={(tier) => setMore({ ...more, tier })}
            />
            <Select
              label={words.applies}
              help={words.longHelp}
              options={[
                { id: 'all', label: words.all },
                { id: 'long', label: words.long },
              ]}
              value={more.context === '' ? 'all' : 'long'}
              onChange={(id) => setMore({ ...more, context: id === 'long' ? 'long' : '' })}
            />
            <Field
              label={words.hours}
              help={words.hoursHelp}
              value={more.hours}
              onChange={(typed) => setMore({ ...more, hours: typed })}
              {...error('hours')}
            />
            <Field
              label={words.to}
              help={words.toHelp}
              value={more.validTo}
              onChange={(typed) => setMore({ ...more, validTo: typed.trim() })}
              {...error('to')}
            />
          </>
        )}
      </div>
      <Check label={words.reprice} checked={reprices} onChange={setReprices} />
      <p className="panel-note">{words.repriceHelp}</p>
      {set.failure && <FailurePanel failure={set.failure} />}
      <div className="actions">
        <Button kind="primary" isPending={set.pending} onPress={() => void save()}>
          {text.save}
        </Button>
        {!isMore && (
          <Button kind="quiet" icon="plus" onPress={() => showMore(true)}>
            {words.more}
          </Button>
        )}
        <Button kind="quiet" onPress={onClose}>
          {text.close}
        </Button>
      </div>
    </div>
  )
}
