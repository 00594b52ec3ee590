// The table of rules: what each asks for, what it gives, what it takes, and why it is never reached. Edited in place; the
// order is moved by button or by Alt with an arrow key.
import type { KeyboardEvent } from 'react'
import type { AllocationReportData } from '../../shared/contract/allocation-commands.ts'
import type { AllocationRule, RuleCondition } from '../../shared/domain/allocation.ts'
import { allocationTexts, fieldName } from '../../shared/language/allocation.ts'
import { formatExact } from '../../shared/units/format.ts'
import { moneyEntries } from '../../shared/units/money-order.ts'
import { noData, type Quantity } from '../../shared/units/quantity.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import type { Explanation } from '../parts/explain.tsx'
import { NumberCell } from '../parts/number-cell.tsx'
import { Tag } from '../parts/tag.tsx'
import { TextCell } from '../parts/text-cell.tsx'
import { Conditions } from './allocation-condition.tsx'
import { completeRules, isComplete, moved, setAllocationView, useAllocationView } from './allocation-view.ts'
import { useWording } from './wording.ts'

interface RulesProps {
  readonly rules: readonly AllocationRule[]
  /** What the complete ones take. */
  readonly report: AllocationReportData
  readonly currency: string
  readonly onChange: (rules: readonly AllocationRule[]) => void
  readonly onShow: (rule: AllocationRule) => void
}

export function AllocationRulesTable({ rules, report, currency, onChange, onShow }: RulesProps) {
  const { language } = useDisplay()
  const text = allocationTexts[language].rules
  const { open } = useAllocationView()
  const { placeOf } = completeRules(rules)
  const teams = [...new Set(rules.map(({ team }) => team))].filter((team) => team !== '')
  const centers = [...new Set(rules.map(({ costCenter }) => costCenter))].filter((center) => center !== '')
  const set = (at: number, part: Partial<AllocationRule>): void =>
    onChange(rules.map((rule, place) => (place === at ? { ...rule, ...part } : rule)))
  const move = (at: number, by: 1 | -1): void => {
    onChange(moved(rules, at, by))
    if (open !== null && moved(rules, at, by) !== rules) setAllocationView({ open: open === at ? at + by : open === at + by ? at : open })
  }
  const onKeyDown = (at: number) => (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    move(at, event.key === 'ArrowUp' ? -1 : 1)
  }
  if (rules.length === 0) return <p className="quiet">{text.empty}</p>
  return (
    <>
      <div className="table-scroller">
        <table className="plain-table allocation-rules" aria-label={text.heading}>
          <thead>
            <tr>
              <th scope="col" className="number">
                {text.number}
              </th>
              <th scope="col">{text.when}</th>
              <th scope="col">{text.team}</th>
              <th scope="col">{text.costCenter}</th>
              <th scope="col" className="number" title={text.labelsMeaning}>
                {text.labels}
              </th>
              <th scope="col" className="number">
                {text.lines}
              </th>
              <th scope="col" className="number">
                {text.money} <small>{currency}</small>
              </th>
              <th scope="col">{text.state}</th>
              <th scope="col">{text.actions}</th>
            </tr>
          </thead>
          <tbody>
            {rules.map((rule, at) => {
              const place = placeOf(at)
              const taken = place === null ? undefined : report.rules[place]
              const name = String(at + 1)
              const isOpen = open === at
              return [
                // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no identity but its place
                <tr key={at} onKeyDown={onKeyDown(at)}>
                  <td className="number">{name}</td>
                  <td className="rule-when">
                    <button
                      type="button"
                      className="link"
                      aria-expanded={isOpen}
                      aria-label={`${text.edit(name)}: ${conditionsText(rule.when, language)}`}
                      onClick={() => setAllocationView({ open: isOpen ? null : at })}
                    >
                      {conditionsText(rule.when, language)}
                    </button>
                  </td>
                  <td>
                    <TextCell
                      value={rule.team}
                      label={text.teamOf(name)}
                      suggestions={teams}
                      autoFocus={rule.team === '' && rule.costCenter === ''}
                      onCommit={(team) => set(at, { team })}
                      {...(rule.team === '' && rule.costCenter === '' ? { error: text.give } : {})}
                    />
                  </td>
                  <td>
                    <TextCell
                      value={rule.costCenter}
                      label={text.costCenterOf(name)}
                      suggestions={centers}
                      onCommit={(costCenter) => set(at, { costCenter })}
                    />
                  </td>
                  <td className="number">
                    <NumberCell value={taken === undefined ? noData : String(taken.labels)} format={{ kind: 'count' }} />
                  </td>
                  <td className="number">
                    <NumberCell value={taken === undefined ? noData : String(taken.lines)} format={{ kind: 'count' }} />
                  </td>
                  <td className="number">
                    <TakenMoney taken={taken} rule={name} currency={currency} onShow={() => onShow(rule)} />
                  </td>
                  <td>
                    <State rule={rule} taken={taken} nameOf={(each) => nameOfPlace(rules, each)} />
                  </td>
                  <td>
                    <span className="row-actions">
                      <Button kind="quiet" icon="ascending" aria-label={text.up(name)} isDisabled={at === 0} onPress={() => move(at, -1)}>
                        {''}
                      </Button>
                      <Button
                        kind="quiet"
                        icon="descending"
                        aria-label={text.down(name)}
                        isDisabled={at === rules.length - 1}
                        onPress={() => move(at, 1)}
                      >
                        {''}
                      </Button>
                      <Button
                        kind="quiet"
                        icon="close"
                        aria-label={text.remove(name)}
                        onPress={() => {
                          setAllocationView({ open: null })
                          onChange(rules.filter((_, other) => other !== at))
                        }}
                      >
                        {''}
                      </Button>
                    </span>
                  </td>
                </tr>,
                isOpen && (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <tr key={`${at} open`} className="rule-open">
                    <td />
                    <td colSpan={8}>
                      <Conditions
                        rule={name}
                        when={rule.when}
                        dimensions={report.dimensions}
                        onChange={(when) => set(at, { when })}
                        onClose={() => setAllocationView({ open: null })}
                      />
                    </td>
                  </tr>
                ),
              ]
            })}
          </tbody>
        </table>
      </div>
      <p className="panel-note">{text.keys}</p>
    </>
  )
}

type Taken = AllocationReportData['rules'][number] | undefined

function TakenMoney({ taken, rule, currency, onShow }: { taken: Taken; rule: string; currency: string; onShow: () => void }) {
  const { language } = useDisplay()
  const { rules, explain } = allocationTexts[language]
  const { money } = useWording()
  const value: Quantity = taken === undefined ? noData : (taken.money[currency] ?? '0')
  const others = moneyEntries(taken?.money ?? {}, currency).filter(([code]) => code !== currency)
  const explanation: Explanation = {
    title: explain.rule(rule),
    value: money(taken?.money[currency] ?? '0', currency),
    exact: `${currency} ${formatExact(taken?.money[currency] ?? '0')}`,
    definition: explain.ruleMeaning,
    inputs: others.map(([code, amount]) => ({ label: rules.others, value: `${code} ${formatExact(amount)}` })),
    basis: explain.basis,
    showSources: onShow,
  }
  return (
    <>
      <NumberCell
        value={value}
        format={{ kind: 'money', currency, unit: 'one' }}
        {...(taken === undefined ? {} : { explain: explanation })}
      />
      {others.map(([code, amount]) => (
        <small key={code}>{money(amount, code)}</small>
      ))}
    </>
  )
}

function State({ rule, taken, nameOf }: { rule: AllocationRule; taken: Taken; nameOf: (place: number) => string }) {
  const text = allocationTexts[useDisplay().language].rules
  if (!isComplete(rule)) return <Tag tone="warning">{text.incompleteState}</Tag>
  if (taken === undefined) return null
  const by = taken.takenBy.map(nameOf).join(', ')
  if (taken.fits === 0) return <span className="quiet">{text.fitsNothing}</span>
  if (taken.labels === 0) return <Tag tone="warning">{text.neverReached(by)}</Tag>
  return by === '' ? null : <span className="quiet">{text.partly(by)}</span>
}

/** The number on the page of the rule that the core counted as the nth. */
const nameOfPlace = (rules: readonly AllocationRule[], place: number): string => {
  const complete = rules.flatMap((rule, at) => (isComplete(rule) ? [at + 1] : []))
  return String(complete[place - 1] ?? place)
}

function conditionsText(when: readonly RuleCondition[], language: 'en' | 'zh'): string {
  const text = allocationTexts[language]
  if (when.length === 0) return text.rules.always
  const shown = (value: string): string => (value === '' ? text.rules.nothing : text.quoted(value))
  return when
    .map(({ field, test, values }) => {
      const [first = '', ...rest] = values.slice(0, 3).map(shown)
      const more = values.length > 3 ? ` … (${values.length})` : ''
      return `${fieldName(field, language)} ${text.test[test]} ${[first, ...rest].join(text.rules.or)}${more}`
    })
    .join(text.rules.and)
}
