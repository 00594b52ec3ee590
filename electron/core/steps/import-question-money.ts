// What each answer to an open question would cost, where the importer knows tokens only: the uncached input of every model
// at its list price on a day of the file. An indication beside the answer; nothing of it is stored.
import { addDecimals, multiplyDecimals } from '../../../shared/units/decimal.ts'
import type { FileInspection, Question } from '../import/options.ts'
import type { Workspace } from '../ledger/types.ts'
import { libraryPrices } from '../prices/seed.ts'

export async function pricedQuestions(workspace: Workspace, { questions, day }: FileInspection): Promise<readonly Question[]> {
  const priced: Question[] = []
  for (const question of questions) {
    const options: Question['options'][number][] = []
    for (const option of question.options)
      options.push({ ...option, money: { ...option.money, ...(await moneyOf(workspace, option, day)) } })
    priced.push({ ...question, options })
  }
  return priced
}

/** By currency; models without a price add nothing. */
async function moneyOf(
  workspace: Workspace,
  { byModel = [] }: Question['options'][number],
  day: string | null,
): Promise<Record<string, string>> {
  const money: Record<string, string> = {}
  for (const { provider, model, tokens } of byModel) {
    const price = model === '' ? null : await inputPrice(workspace, provider, model, day)
    if (!price) continue
    const amount = multiplyDecimals(multiplyDecimals(tokens, price.perMtok), '0.000001')
    money[price.currency] = addDecimals(money[price.currency] ?? '0', amount)
  }
  return money
}

/** The standard price of uncached input on the day; the firm's own goes before the library's, the first known where no day is. */
async function inputPrice(workspace: Workspace, provider: string, model: string, day: string | null) {
  const own = (await workspace.prices.list({ provider, model })).toSorted(
    (a, b) => Number(b.entered === 'user') - Number(a.entered === 'user'),
  )
  return [...own, ...(libraryPrices(provider, model) ?? [])].find(
    ({ bucket, tier, context = '', slots, validFrom, validTo }) =>
      bucket === 'input' &&
      tier === 'standard' &&
      context === '' &&
      slots === undefined &&
      (day === null || ((validFrom === null || validFrom <= day) && (validTo === null || day < validTo))),
  )
}
