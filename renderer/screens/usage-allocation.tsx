// The Allocation tab: how much usage has no team or cost centre, the rules that give them, and the largest part of what is
// left. Rules are edited as a draft whose effect is shown before it is saved; saving is one change, which can be undone.
import type { AllocationReportData } from '../../shared/contract/allocation-commands.ts'
import type { AllocationRule } from '../../shared/domain/allocation.ts'
import { allocationTexts } from '../../shared/language/allocation.ts'
import { formatExact } from '../../shared/units/format.ts'
import { useAction, useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { type Explanation, useExplain } from '../parts/explain.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { FailurePanel, MessagePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import { useScreenTitle } from '../parts/screen.tsx'
import { Select } from '../parts/select.tsx'
import { showToast } from '../parts/toast.tsx'
import { useApp } from '../state/store.ts'
import { useWorkspace } from '../state/workspace.ts'
import { AllocationLargest } from './allocation-largest.tsx'
import { AllocationRulesTable } from './allocation-rules.tsx'
import { completeRules, isComplete, setAllocationView, useAllocationView } from './allocation-view.ts'
import { setUsageView } from './usage-view.ts'
import { useWording } from './wording.ts'

export function UsageAllocation() {
  const { language } = useDisplay()
  const text = allocationTexts[language]
  const { missing, by, draft: kept } = useAllocationView()
  const path = useWorkspace()?.path ?? ''
  const draft = kept !== null && kept.workspace === path ? kept.rules : null
  const home = useCommand('settings.get', {}).data?.currency ?? 'USD'
  const look = { missing, ...(by === null ? {} : { by }) }
  const stored = useCommand('allocation.read', look)
  const tried = useCommand(
    'allocation.try',
    { rules: draft === null ? [] : plain(completeRules(draft).rules), ...look },
    { enabled: draft !== null },
  )
  // Until the first draft is counted the stored figures stand dimmed, so that the table under the typing hand stays.
  const isFirst = tried.data === undefined && tried.failure === undefined
  const query = draft === null ? stored : isFirst ? { ...stored, stale: true, pending: true } : tried
  const currency = currencyOf(query.data, home)
  const sentence = useSentence(query.data, currency)
  useScreenTitle(draft === null ? sentence : text.title.draft(sentence))
  return (
    <Loaded query={query}>
      {(report) => (
        <div className="screen-part">
          <div className="control-bar">
            <Select
              label={text.missing.label}
              options={(['team', 'costCenter'] as const).map((id) => ({ id, label: text.missing[id] }))}
              value={missing}
              onChange={(id) => setAllocationView({ missing: id, by: null })}
            />
            <MissingShare report={report} currency={currency} />
          </div>
          <Rules
            rules={draft ?? report.rules.map(({ when, team, costCenter }) => ({ when, team, costCenter }))}
            isDraft={draft !== null}
            report={report}
            currency={currency}
            workspace={path}
          />
        </div>
      )}
    </Loaded>
  )
}

interface RulesProps {
  readonly rules: readonly AllocationRule[]
  readonly isDraft: boolean
  readonly report: AllocationReportData
  readonly currency: string
  readonly workspace: string
}

function Rules({ rules, isDraft, report, currency, workspace }: RulesProps) {
  const text = allocationTexts[useDisplay().language]
  const words = text.rules
  const { goTo } = useApp()
  const saving = useAction('allocation.set')
  const change = (next: readonly AllocationRule[]): void => setAllocationView({ draft: { workspace, rules: next } })
  const discard = (): void => {
    saving.reset()
    setAllocationView({ draft: null, open: null })
  }
  const add = (rule: AllocationRule): void => {
    change([...rules, rule])
    setAllocationView({ open: rule.when.length === 0 ? rules.length : null })
  }
  const save = async (): Promise<void> => {
    const saved = await saving.run({ rules: plain(rules) })
    if (saved === undefined) return
    discard()
    showToast({ message: words.saved(String(saved.rules.length)) })
  }
  const show = ({ team, costCenter }: AllocationRule): void => {
    setUsageView({ filter: team !== '' ? { team } : { costCenter }, by: ['team', 'project'], measure: 'spend', drill: null, change: null })
    goTo('usage', { tab: 'explore' })
  }
  const isWhole = rules.every(isComplete)
  return (
    <>
      {isDraft && (
        <MessagePanel tone="info" title={words.unsaved}>
          {isWhole ? null : <p>{words.incomplete}</p>}
        </MessagePanel>
      )}
      {saving.failure && <FailurePanel failure={saving.failure} />}
      <Panel
        title={words.heading}
        note={words.meaning}
        actions={
          <>
            <Button icon="plus" onPress={() => add({ when: [], team: '', costCenter: '' })}>
              {words.add}
            </Button>
            {isDraft && (
              <>
                <Button kind="quiet" onPress={discard}>
                  {words.discard}
                </Button>
                <Button kind="primary" isDisabled={!isWhole} isPending={saving.pending} onPress={() => void save()}>
                  {words.save}
                </Button>
              </>
            )}
          </>
        }
      >
        <AllocationRulesTable rules={rules} report={report} currency={currency} onChange={change} onShow={show} />
      </Panel>
      <AllocationLargest
        report={report}
        currency={currency}
        onAdd={(field, value) => add({ when: [{ field, test: 'equals', values: [value] }], team: '', costCenter: '' })}
      />
    </>
  )
}

/** The share as a figure that explains itself. */
function MissingShare({ report, currency }: { report: AllocationReportData; currency: string }) {
  const text = allocationTexts[useDisplay().language]
  const explain = useExplain()
  const { percent, money } = useWording()
  const { missing } = report.largest
  const none = report.missing[missing]
  const kind = text.kind[missing]
  const shares = Object.entries(none.share).filter(([, share]) => share !== 0)
  const explanation = (code: string, share: number): Explanation => {
    const [part, all] = [none.money[code] ?? '0', report.all.money[code] ?? '0']
    return {
      title: text.explain.missing(kind),
      value: percent(share),
      exact: String(share),
      definition: text.explain.missingMeaning,
      formula: text.explain.missingFormula,
      withValues: `${formatExact(part)} ÷ ${formatExact(all)} = ${String(share)}`,
      inputs: [
        { label: text.explain.missing(kind), value: `${code} ${formatExact(part)}` },
        { label: text.explain.all, value: `${code} ${formatExact(all)}` },
      ],
      basis: text.explain.basis,
    }
  }
  return (
    <p className="missing-shares">
      {shares
        .toSorted(([a], [b]) => Number(b === currency) - Number(a === currency))
        .map(([code, share]) => (
          <button key={code} type="button" className="link number" onClick={() => explain(explanation(code, share))}>
            {text.missing.share(money(none.money[code] ?? '0', code), percent(share))}
          </button>
        ))}
    </p>
  )
}

function useSentence(report: AllocationReportData | undefined, currency: string): string {
  const text = allocationTexts[useDisplay().language].title
  const { kind: kinds } = allocationTexts[useDisplay().language]
  const { percent, money, count } = useWording()
  if (report === undefined) return text.loading
  const { missing } = report.largest
  const none = report.missing[missing]
  const kind = kinds[missing]
  if (none.labels === 0) return text.all(kind)
  const [amount, share] = [none.money[currency] ?? '0', none.share[currency]]
  if (share === undefined || amount === '0') return text.tokens(count(none.tokens), kind)
  return text.share(percent(share), currency, kind, money(amount, currency))
}

/** The hedge currency where there is money in it, otherwise one that there is. */
function currencyOf(report: AllocationReportData | undefined, home: string): string {
  const known = Object.keys(report?.all.money ?? {})
  return known.includes(home) ? home : (known[0] ?? home)
}

/** As the contract takes them: lists that may be written. */
const plain = (rules: readonly AllocationRule[]) =>
  rules.map(({ when, team, costCenter }) => ({
    when: when.map(({ field, test, values }) => ({ field, test, values: [...values] })),
    team,
    costCenter,
  }))
