// Whose usage it is: the rules that give teams and cost centres, what they take, and what they leave without.
import type { AllocationReportData } from '../../../shared/contract/allocation-commands.ts'
import type { Parsed } from '../../../shared/contract/commands.ts'
import type { AllocationRule } from '../../../shared/domain/allocation.ts'
import { Decimal } from '../../../shared/units/decimal.ts'
import type { AllocatedUsage } from '../ledger/types.ts'
import type { Session } from './session.ts'
import { readSettings } from './settings.ts'

type Look = Omit<Parsed<'allocation.try'>, 'rules'>

export const readAllocation = async (session: Session, look: Look): Promise<AllocationReportData> =>
  tryAllocation(session, { rules: await storedRules(session), ...look })

export async function setAllocation(session: Session, { rules }: Parsed<'allocation.set'>): Promise<AllocationReportData> {
  const count = String(rules.length)
  await session.workspace.change('allocation.set', { label: `Allocation by ${count} rules`, params: { rules: count } }, (write) =>
    write.put('allocation', 'rules', rules),
  )
  return readAllocation(session, { missing: 'team', limit: 20 })
}

export async function tryAllocation(
  session: Session,
  { rules, missing, by, limit }: Look & { readonly rules: readonly AllocationRule[] },
): Promise<AllocationReportData> {
  const { currency } = await readSettings(session)
  const report = await session.workspace.usage.allocation({ rules, missing, by, currency, limit })
  const share = (part: AllocatedUsage) => ({ ...usage(part), share: shares(part, report.all) })
  return {
    rules: rules.map((rule, at) => {
      const { fits = 0, takenBy = [], ...taken } = report.rules[at] ?? {}
      return { team: rule.team, costCenter: rule.costCenter, when: rule.when.map(writable), ...usage(taken), fits, takenBy: [...takenBy] }
    }),
    all: usage(report.all),
    missing: { team: share(report.missing.team), costCenter: share(report.missing.costCenter) },
    largest: {
      missing,
      by: report.by,
      values: report.values.map(({ value, ...part }) => ({ value, ...usage(part) })),
      others: usage(report.others),
    },
    fields: [...report.fields],
    dimensions: [...report.dimensions],
  }
}

const usage = ({ labels = 0, lines = 0, tokens = '0', money = {} }: Partial<AllocatedUsage>) => ({
  labels,
  lines,
  tokens,
  money: { ...money },
})

const writable = ({ field, test, values }: AllocationRule['when'][number]) => ({ field, test, values: [...values] })

/** By currency; none where there is no money to have a share of. */
function shares(part: AllocatedUsage, all: AllocatedUsage): Record<string, number> {
  const money = Object.entries(all.money).filter(([, amount]) => !new Decimal(amount).isZero())
  return Object.fromEntries(money.map(([currency, amount]) => [currency, new Decimal(part.money[currency] ?? '0').div(amount).toNumber()]))
}

async function storedRules(session: Session): Promise<AllocationRule[]> {
  const stored = await session.workspace.documents.get('allocation', 'rules')
  return stored ? (stored.body as AllocationRule[]) : []
}
