// The signature of a vendor's month: a tolerance in the open, a name, a reason; and what has changed since.
import { useState } from 'react'
import type { ReconcileRowData } from '../../shared/contract/reconcile-commands.ts'
import { comparisonNames } from '../../shared/domain/reconciliation.ts'
import { causes } from '../../shared/domain/reconciliation-reasons.ts'
import { toleranceLimit, usualTolerance } from '../../shared/domain/reconciliation-state.ts'
import { reconcileTexts } from '../../shared/language/reconcile.ts'
import { compareDecimals, Decimal } from '../../shared/units/decimal.ts'
import { quantityText } from '../../shared/units/quantity.ts'
import { useAction } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { AmountField, Field } from '../parts/field.tsx'
import { FailurePanel, MessagePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { showToast } from '../parts/toast.tsx'
import { setReconcileView, useReconcileView } from './reconcile-view.ts'
import { useWording } from './wording.ts'

export function ReconcileSign({ row }: { row: ReconcileRowData }) {
  const text = reconcileTexts[useDisplay().language].sign
  const { signature } = row
  return (
    <Panel title={text.heading} note={text.evidence}>
      {signature && <Signed row={row} signature={signature} />}
      {row.comparisons.length === 0 ? (
        <p className="quiet">{text.none}</p>
      ) : (
        (signature === null || signature.changed.length > 0) && <SignForm row={row} />
      )}
    </Panel>
  )
}

type Signature = NonNullable<ReconcileRowData['signature']>

function Signed({ row, signature }: { row: ReconcileRowData; signature: Signature }) {
  const text = reconcileTexts[useDisplay().language].sign
  const { instant, money, month, percent } = useWording()
  const revoke = useAction('reconcile.revoke')
  const { provider, currency } = row
  const { by, at, reason, tolerance, changed } = signature
  const take = async (): Promise<void> => {
    if (await revoke.run({ provider, month: row.month, currency })) showToast({ message: text.revoked(provider, month(row.month)) })
  }
  return (
    <>
      <MessagePanel
        tone={changed.length === 0 ? 'ok' : 'warning'}
        title={text.signed(by, instant(at))}
        action={{ label: text.revoke, run: () => void take() }}
      >
        {reason !== '' && <p>{reason}</p>}
        <p>
          {text.within(percent(new Decimal(tolerance.percent).div(100).toFixed()), money(tolerance.least, currency))}{' '}
          {changed.length === 0 ? text.holds : text.changed}
        </p>
      </MessagePanel>
      {changed.length > 0 && <Changed signature={signature} currency={currency} />}
      {revoke.failure && <FailurePanel failure={revoke.failure} />}
    </>
  )
}

function Changed({ signature, currency }: { signature: Signature; currency: string }) {
  const text = reconcileTexts[useDisplay().language]
  const format = { kind: 'money', unit: 'one', currency } as const
  type Figure = Signature['changed'][number]
  const columns: Column<Figure>[] = [
    { key: 'figure', title: text.sign.figure, kind: 'text', width: 360, value: (figure) => figureName(figure.figure, text) },
    { ...format, key: 'signed', title: text.sign.asSigned, value: (figure) => quantityText(figure.signed) },
    { ...format, key: 'now', title: text.sign.now, value: (figure) => quantityText(figure.now) },
  ]
  return <DataTable caption={text.sign.changedTable} rows={signature.changed} columns={columns} rowKey={(figure) => figure.figure} />
}

/** A figure's name as reconciliation-state.ts gives it, in words: a side, or a part of a comparison. */
function figureName(figure: string, text: (typeof reconcileTexts)['en']): string {
  if (figure === 'usageAtPrice' || figure === 'costReport' || figure === 'invoice') return text.side[figure]
  const [of, part] = figure.split(' ')
  const comparison = comparisonNames.find((each) => each === of)
  const cause = causes.find((each) => each === part)
  return comparison === undefined
    ? figure
    : text.detail.named(cause === undefined ? text.unexplained : text.cause[cause], text.comparison[comparison])
}

function SignForm({ row }: { row: ReconcileRowData }) {
  const text = reconcileTexts[useDisplay().language].sign
  const { money, month } = useWording()
  const sign = useAction('reconcile.sign')
  const { signer } = useReconcileView()
  const [percent, setPercent] = useState(row.tolerance.percent)
  const [least, setLeast] = useState(row.tolerance.least)
  const [by, setBy] = useState(signer)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const { provider, currency, unexplainedSize } = row
  const tolerance = { percent, least }
  const limit = toleranceLimit(tolerance, row)
  const needsReason = compareDecimals(unexplainedSize, toleranceLimit(usualTolerance, row)) > 0 && reason.trim() === ''
  const save = async (): Promise<void> => {
    setTried(true)
    if (by.trim() === '' || needsReason) return
    const signed = await sign.run({ provider, month: row.month, currency, tolerance, by: by.trim(), reason: reason.trim() })
    if (signed === undefined) return
    setReconcileView({ signer: by.trim() })
    showToast({ message: text.done(provider, month(row.month)) })
  }
  const positive = (set: (value: string) => void) => (typed: string | null) => set(typed ?? '0')
  const check = (typed: string): string | undefined => (typed.startsWith('-') ? text.negative : undefined)
  return (
    <div className="inline-form">
      <p>{text.limit(money(limit, currency), money(unexplainedSize, currency))}</p>
      <div className="form-grid">
        <AmountField
          label={text.percent}
          help={text.percentHelp}
          format={{ kind: 'percent', decimals: 2 }}
          value={new Decimal(percent).div(100).toFixed()}
          check={check}
          onCommit={(typed) => positive(setPercent)(typed === null ? null : new Decimal(typed).times(100).toFixed())}
        />
        <AmountField
          label={text.least}
          unit={currency}
          format={{ kind: 'money' }}
          value={least}
          check={check}
          onCommit={positive(setLeast)}
        />
        <Field label={text.by} value={by} onChange={setBy} {...(tried && by.trim() === '' ? { error: text.needName } : {})} />
      </div>
      <Field
        label={text.reason}
        value={reason}
        onChange={setReason}
        lines={2}
        {...(needsReason ? (tried ? { error: text.reasonNeeded } : { help: text.reasonNeeded }) : {})}
      />
      {sign.failure && <FailurePanel failure={sign.failure} />}
      <div className="actions">
        <Button kind="primary" icon="check" isPending={sign.pending} onPress={() => void save()}>
          {row.signature === null ? text.action : text.again}
        </Button>
      </div>
    </div>
  )
}
