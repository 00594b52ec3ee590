// The sentence for a line that was not imported, one per reject code: where, what stands there, what is needed.
// The money on the line is said when it could be read, so nobody has to look up what a reject is worth.
import { type RejectCode, rejectCodes } from '../domain/usage.ts'
import { type Language, texts } from './text.ts'

/** The fields of a Reject that the sentence needs. */
export interface RejectedLine {
  readonly line: number
  readonly column: string
  readonly value: string
  readonly amount: string
  readonly currency: string
}

const currencyNames: Readonly<Record<string, string>> = { USD: '美元', CNY: '人民币元', EUR: '欧元', GBP: '英镑', JPY: '日元', HKD: '港元' }

const lost = {
  en: (r: RejectedLine) => `The row was not imported${r.amount === '' ? '' : ` (${`${r.currency} ${r.amount}`.trim()})`}.`,
  zh: (r: RejectedLine) => `该行未导入${r.amount === '' ? '' : `（${`${r.amount} ${currencyNames[r.currency] ?? r.currency}`.trim()}）`}。`,
}

const en = (needed: (r: RejectedLine) => string) => (r: RejectedLine) => `Row ${r.line}: ${needed(r)} ${lost.en(r)}`
const zh = (needed: (r: RejectedLine) => string) => (r: RejectedLine) => `第 ${r.line} 行：${needed(r)}${lost.zh(r)}`

export const rejectTexts = texts({
  en: {
    'not-a-number': en((r) => `${r.column} is '${r.value}'. A number is needed.`),
    'negative-tokens': en((r) => `${r.column} is ${r.value}. A count cannot be below zero.`),
    'fractional-tokens': en((r) => `${r.column} is ${r.value}. A whole number is needed.`),
    'too-many-decimals': en((r) => `${r.column} is ${r.value}. It has more decimals than can be kept exactly.`),
    'out-of-range': en((r) => `${r.column} is ${r.value}. That is beyond any real amount.`),
    'missing-value': en((r) => `${r.column} is empty. A value is needed.`),
    'bad-date': en((r) => `${r.column} is '${r.value}'. A date such as 2026-09-05 is needed.`),
    'bad-currency': en((r) => `${r.column} is '${r.value}'. A currency code such as USD is needed.`),
    'cached-exceeds-input': en((r) => `${r.column} is ${r.value}, less than the cached tokens it should include.`),
    'wrong-column-count': en((r) => `it has ${r.value} columns, not ${r.column}.`),
    'bad-json': en((r) => `it is not a complete JSON object, near '${r.value}'.`),
    'broken-encoding': en((r) => `${r.column} holds characters that could not be decoded ('${r.value}').`),
    'unknown-unit': en((r) => `${r.column} is '${r.value}'. How many tokens that unit is, is not known.`),
    'locked-period': en((r) => `its day (${r.value}) lies in a closed period.`),
  } satisfies Record<RejectCode, (r: RejectedLine) => string>,
  zh: {
    'not-a-number': zh((r) => `${r.column} 为“${r.value}”，应为数字。`),
    'negative-tokens': zh((r) => `${r.column} 为 ${r.value}，数量不能为负。`),
    'fractional-tokens': zh((r) => `${r.column} 为 ${r.value}，应为整数。`),
    'too-many-decimals': zh((r) => `${r.column} 为 ${r.value}，小数位数超出可精确保存的范围。`),
    'out-of-range': zh((r) => `${r.column} 为 ${r.value}，超出合理范围。`),
    'missing-value': zh((r) => `${r.column} 为空，必须有值。`),
    'bad-date': zh((r) => `${r.column} 为“${r.value}”，应为 2026-09-05 这样的日期。`),
    'bad-currency': zh((r) => `${r.column} 为“${r.value}”，应为 USD 这样的币种代码。`),
    'cached-exceeds-input': zh((r) => `${r.column} 为 ${r.value}，小于其应包含的缓存 token 数。`),
    'wrong-column-count': zh((r) => `共 ${r.value} 列，应为 ${r.column} 列。`),
    'bad-json': zh((r) => `“${r.value}”附近不是完整的 JSON 对象。`),
    'broken-encoding': zh((r) => `${r.column} 含有无法解码的字符（“${r.value}”）。`),
    'unknown-unit': zh((r) => `${r.column} 为“${r.value}”，不知道该单位对应多少 token。`),
    'locked-period': zh((r) => `日期 ${r.value} 属于已关账的期间。`),
  },
})

/** The sentence for a reject as it comes from the core; '' for a code that is none. */
export function describeReject(reject: RejectedLine & { readonly code: string }, language: Language): string {
  const code = rejectCodes.find((known) => known === reject.code)
  return code === undefined ? '' : rejectTexts[language][code](reject)
}
