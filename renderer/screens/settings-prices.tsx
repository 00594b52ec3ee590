// Settings, prices: the price book with its dates and sources, models in use that have no price, and the form that
// enters a price of the firm's own contract over the library's.
import { useState } from 'react'
import type { PriceBookData, PriceRowData } from '../../shared/contract/usage-commands.ts'
import { settingsTexts } from '../../shared/language/settings.ts'
import { notApplicable, type Quantity } from '../../shared/units/quantity.ts'
import { useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { PriceForm } from './price-form.tsx'

interface Entry {
  readonly provider?: string
  readonly model?: string
  readonly firstDay: string
}

export function SettingsPrices({ currency, firstDay }: { currency: string; firstDay: string }) {
  const text = settingsTexts[useDisplay().language].prices
  const book = useCommand('price.list', {})
  const [entry, setEntry] = useState<Entry | null>(null)
  const close = (): void => setEntry(null)
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
        {(data) => (
          <div className="screen-part">
            <Unpriced unpriced={data.unpriced} onEnter={setEntry} />
            <Panel
              title={text.heading}
              note={`${text.meaning} ${text.library(data.library, data.version)}`}
              actions={
                <Button icon="plus" onPress={() => setEntry({ firstDay })}>
                  {text.override}
                </Button>
              }
            >
              <Prices
                prices={data.prices}
                onEnter={(row) => setEntry({ provider: row.provider, model: row.model, firstDay: row.validFrom })}
              />
            </Panel>
          </div>
        )}
      </Loaded>
    </>
  )
}

function Prices({ prices, onEnter }: { prices: readonly PriceRowData[]; onEnter: (row: PriceRowData) => void }) {
  const text = settingsTexts[useDisplay().language].prices
  const last = (row: PriceRowData): Quantity => row.validTo ?? { ...notApplicable, reason: text.open }
  const columns: Column<PriceRowData>[] = [
    { key: 'provider', title: text.provider, kind: 'text', value: (row) => row.provider },
    { key: 'model', title: text.model, kind: 'text', value: (row) => row.model },
    { key: 'bucket', title: text.bucket, kind: 'text', value: (row) => text.buckets[row.bucket] },
    { key: 'tier', title: text.tier, kind: 'text', value: (row) => row.tier },
    { key: 'price', title: text.price, kind: 'price', per: 'million-tokens', value: (row) => row.perMtok },
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
      caption={text.heading}
      rows={prices}
      columns={columns}
      rowKey={(row) => [row.provider, row.model, row.bucket, row.tier, row.currency, row.validFrom, row.entered].join(' ')}
      filterable
      maxHeight={520}
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
