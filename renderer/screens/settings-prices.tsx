// Settings, prices: the price book with its dates and sources, what contracts take off it, months that were repriced, models
// in use that have no price, and the form that enters a price of the firm's own contract over the library's.
import { useState } from 'react'
import type { PriceBookData, PriceRowData } from '../../shared/contract/book-commands.ts'
import { bookTexts } from '../../shared/language/book.ts'
import { settingsTexts } from '../../shared/language/settings.ts'
import { Decimal } from '../../shared/units/decimal.ts'
import { formatExact } from '../../shared/units/format.ts'
import { notApplicable, type Quantity } from '../../shared/units/quantity.ts'
import { useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import type { Explanation } from '../parts/explain.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { PriceForm } from './price-form.tsx'
import { clockOf } from './price-hours.ts'
import { SettingsDiscounts } from './settings-discounts.tsx'
import { RepricedMonths } from './settings-repriced.tsx'
import { useWording } from './wording.ts'

interface Entry {
  readonly provider?: string
  readonly model?: string
  readonly firstDay: string
}

export function SettingsPrices({ currency, firstDay }: { currency: string; firstDay: string }) {
  const { language } = useDisplay()
  const text = settingsTexts[language].prices
  const words = bookTexts[language].prices
  const { date } = useWording()
  const book = useCommand('price.list', {})
  const [entry, setEntry] = useState<Entry | null>(null)
  const close = (): void => setEntry(null)
  const enter = (row: PriceRowData): void => setEntry({ provider: row.provider, model: row.model, firstDay: row.validFrom })
  return (
    <>
      {entry && (
        <Panel title={entry.model ?? text.override}>
          <PriceForm
            key={`${entry.provider} ${entry.model}`}
            currency={currency}
            validFrom={entry.firstDay}
            onSaved={close}
            onClose={close}
            {...(entry.provider === undefined ? {} : { provider: entry.provider })}
            {...(entry.model === undefined ? {} : { model: entry.model })}
          />
        </Panel>
      )}
      <Loaded query={book}>
        {(data) => {
          const announced = data.prices.filter((price) => price.announced)
          return (
            <div className="screen-part">
              <Unpriced unpriced={data.unpriced} onEnter={setEntry} />
              <SettingsDiscounts firstDay={firstDay} />
              {announced.length > 0 && (
                <Panel title={words.announcedHeading} note={words.announcedMeaning}>
                  <Prices caption={words.announcedHeading} prices={announced} onEnter={enter} maxHeight={240} />
                </Panel>
              )}
              <Panel
                title={text.heading}
                note={`${text.meaning} ${data.asOf === null ? '' : `${words.onDay(date(data.asOf))} `}${text.library(data.library, data.version)}`}
                actions={
                  <Button icon="plus" onPress={() => setEntry({ firstDay })}>
                    {text.override}
                  </Button>
                }
              >
                <Prices caption={text.heading} prices={data.prices} onEnter={enter} maxHeight={520} />
              </Panel>
              {data.repricings.length > 0 && <RepricedMonths repricings={data.repricings} />}
            </div>
          )
        }}
      </Loaded>
    </>
  )
}

interface PricesProps {
  readonly caption: string
  readonly prices: readonly PriceRowData[]
  readonly onEnter: (row: PriceRowData) => void
  readonly maxHeight: number
}

function Prices({ caption, prices, onEnter, maxHeight }: PricesProps) {
  const { language } = useDisplay()
  const text = settingsTexts[language].prices
  const words = bookTexts[language].prices
  const last = (row: PriceRowData): Quantity => row.validTo ?? { ...notApplicable, reason: text.open }
  const off = (row: PriceRowData): Quantity => (row.discountPercent === null ? '0' : new Decimal(row.discountPercent).div(100).toFixed())
  const forWhat = ({ context, hours }: PriceRowData): string =>
    [...(context === 'long' ? [words.long] : []), ...(hours === null ? [] : [words.hours(clockOf(hours.from), clockOf(hours.to))])].join(
      ', ',
    )
  const explain = (row: PriceRowData): Explanation => ({
    title: words.explain([row.model, text.buckets[row.bucket], forWhat(row)].filter(Boolean).join(', ')),
    value: `${row.currency} ${formatExact(row.effective)}`,
    definition: words.meaning,
    formula: words.formula,
    withValues: `${formatExact(row.perMtok)} × (1 − ${formatExact(row.discountPercent ?? '0')} %) = ${formatExact(row.effective)}`,
    inputs: [
      { label: words.list, value: `${row.currency} ${formatExact(row.perMtok)}` },
      { label: text.source, value: row.source },
    ],
  })
  const state = (row: PriceRowData): string => (row.announced ? words.announced : row.current ? '' : words.earlier)
  const columns: Column<PriceRowData>[] = [
    { key: 'model', title: text.model, kind: 'text', value: (row) => row.model },
    { key: 'provider', title: text.provider, kind: 'text', value: (row) => row.provider },
    { key: 'bucket', title: text.bucket, kind: 'text', value: (row) => text.buckets[row.bucket] },
    { key: 'tier', title: text.tier, kind: 'text', value: (row) => words.tiers[row.tier] },
    { key: 'for', title: words.forWhat, kind: 'text', value: forWhat },
    { key: 'list', title: words.list, kind: 'price', per: 'million-tokens', value: (row) => row.perMtok },
    { key: 'discount', title: words.discount, kind: 'percent', value: off },
    { key: 'price', title: words.effective, kind: 'price', per: 'million-tokens', value: (row) => row.effective, explain },
    { key: 'currency', title: text.currency, kind: 'text', value: (row) => row.currency },
    { key: 'from', title: text.from, kind: 'date', value: (row) => row.validFrom },
    {
      key: 'to',
      title: text.to,
      kind: 'date',
      value: last,
      render: (row) => (row.validTo === null ? <span className="quiet">{text.open}</span> : undefined),
    },
    {
      key: 'state',
      title: words.state,
      kind: 'text',
      value: state,
      render: (row) =>
        row.announced ? (
          <Tag tone="info">{words.announced}</Tag>
        ) : row.current ? undefined : (
          <span className="quiet" title={words.earlierMeaning}>
            {words.earlier}
          </span>
        ),
    },
    {
      key: 'entered',
      title: text.entered,
      kind: 'text',
      value: (row) => (row.entered === 'user' ? text.byUser : text.byLibrary),
      render: (row) => (row.entered === 'user' ? <Tag tone="info">{text.byUser}</Tag> : text.byLibrary),
    },
    { key: 'source', title: text.source, kind: 'text', value: (row) => row.source },
  ]
  return (
    <DataTable
      caption={caption}
      rows={prices}
      columns={columns}
      rowKey={(row) =>
        [
          row.provider,
          row.model,
          row.bucket,
          row.tier,
          row.context,
          row.hours?.from ?? '',
          row.currency,
          row.validFrom,
          row.entered,
          row.current,
          row.perMtok,
        ].join(' ')
      }
      filterable
      maxHeight={maxHeight}
      onOpen={onEnter}
      empty={<EmptyState title={text.empty} reason={text.meaning} />}
    />
  )
}

function Unpriced({ unpriced, onEnter }: { unpriced: PriceBookData['unpriced']; onEnter: (entry: Entry) => void }) {
  const text = settingsTexts[useDisplay().language].prices
  const columns: Column<PriceBookData['unpriced'][number]>[] = [
    { key: 'provider', title: text.provider, kind: 'text', value: (row) => row.provider },
    { key: 'model', title: text.model, kind: 'text', value: (row) => row.model },
    { key: 'tokens', title: text.tokens, kind: 'count', value: (row) => row.tokens, total: 'sum' },
    { key: 'first', title: text.firstDay, kind: 'date', value: (row) => row.firstDay },
    { key: 'last', title: text.lastDay, kind: 'date', value: (row) => row.lastDay },
    {
      key: 'enter',
      title: '',
      kind: 'text',
      width: 140,
      value: () => '',
      render: (row) => (
        <Button kind="quiet" icon="plus" onPress={() => onEnter(row)}>
          {text.override}
        </Button>
      ),
    },
  ]
  return (
    <Panel title={text.unpriced}>
      <DataTable
        caption={text.unpriced}
        rows={unpriced}
        columns={columns}
        rowKey={(row) => `${row.provider} ${row.model}`}
        totals
        maxHeight={260}
        empty={<p className="quiet">{text.unpricedNone}</p>}
      />
    </Panel>
  )
}
