// FOCUS 1.0 to 1.4 cost and usage CSV. Lenient: literal NULL, times without T or Z (UTC by the specification), extra columns.
// BilledCost is the invoice, EffectiveCost the amortised figure (kept as a dimension); exactly one is ever summed.
// FOCUS has no token column: tokens are ConsumedQuantity with a token unit. Source: focus.finops.org, versions 1.0-1.4.
import { emptyTokens, type TokenBucket } from '../../../../shared/domain/usage.ts'
import { multiplyDecimals } from '../../../../shared/units/decimal.ts'
import { blankRecord, bucketOf, dayMs, type Format, providerSlug } from '../format.ts'
import { isJsonObject, parseJson } from '../json-text.ts'
import type { Line } from '../line.ts'
import { bucketNamed } from '../token-words.ts'

export const focusCsv: Format = {
  id: 'focus-csv',
  title: 'FOCUS cost and usage',
  shape: 'csv',
  signature: ['billedcost', 'billingcurrency', 'chargeperiodstart'],
  columns: {
    dates: ['chargeperiodstart', 'chargeperiodend'],
    counts: [],
    amounts: [
      'billedcost',
      'listcost',
      'contractedcost',
      'effectivecost',
      'consumedquantity',
      'pricingquantity',
      'listunitprice',
      'contractedunitprice',
    ],
    texts: ['billingcurrency', 'providername', 'serviceprovidername', 'subaccountname', 'tags'],
    dimensions: [
      'availabilityzone',
      'billingaccountid',
      'billingaccountname',
      'billingaccounttype',
      'billingperiodstart',
      'billingperiodend',
      'chargecategory',
      'chargeclass',
      'chargedescription',
      'chargefrequency',
      'commitmentdiscountcategory',
      'commitmentdiscountid',
      'commitmentdiscountname',
      'commitmentdiscountstatus',
      'commitmentdiscounttype',
      'consumedunit',
      'hostprovidername',
      'invoiceid',
      'invoiceissuername',
      'pricingcategory',
      'pricingcurrency',
      'pricingunit',
      'publishername',
      'regionid',
      'regionname',
      'resourceid',
      'resourcename',
      'resourcetype',
      'servicecategory',
      'servicename',
      'servicesubcategory',
      'skuid',
      'skumeter',
      'skupricedetails',
      'skupriceid',
      'subaccountid',
      'subaccounttype',
    ],
    ignored: [],
  },
  money: { amount: 'billedcost', currency: { column: 'billingcurrency' } },
  utc: true,
  read: (line) => {
    const record = blankRecord('focus-csv', line, bucketOf(line, 'chargeperiodstart', 'chargeperiodend', dayMs))
    const billed = line.amount('billedcost')
    const quantity = consumed(line)
    if (billed === '' && line.text('consumedquantity') === '') line.reject('missing-value', 'billedcost')
    const category = line.text('chargecategory').toLowerCase()
    const tags = tagged(line.text('tags'))
    return {
      ...record,
      role: billed === '' ? 'usage' : 'both',
      provider: providerSlug(line.text('providername') || line.text('serviceprovidername')),
      model: modelOf(line, quantity.isToken),
      team: tags.team,
      project: line.text('subaccountname'),
      dimensions: { ...record.dimensions, ...stated(line), ...(line.text('tags') === '' ? {} : { Tags: line.text('tags') }) },
      tokens: quantity.tokens,
      gpuHours: quantity.gpuHours,
      currency: virtualOrIso(line),
      billed,
      list: line.amount('listcost'),
      contracted: line.amount('contractedcost'),
      charge: category === '' || category === 'usage' ? line.text('skumeter') : category,
      identity: 'row',
      totalMismatch: quantity.unreadable,
    }
  },
}

/** Amounts that have no field of their own; the identity of a row is the whole line, so they may stand as dimensions. */
function stated(line: Line): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, column] of [
    ['EffectiveCost', 'effectivecost'],
    ['ConsumedQuantity', 'consumedquantity'],
    ['PricingQuantity', 'pricingquantity'],
  ] as const) {
    const value = line.amount(column)
    if (value !== '') kept[name] = value
  }
  return kept
}

const tokenUnit = /^(?:([\d,]+)?\s*([km])?)\s*tokens?$/i
const gpuUnit = /gpu[\s-]*(?:hours?|hrs?)/i
const unitScale: Readonly<Record<string, string>> = { k: '1000', m: '1000000' }

/** Tokens or GPU hours that the unit names; a token quantity that fits no bucket is reported, and its money kept. */
function consumed(line: Line): { tokens: Readonly<Record<TokenBucket, string>>; gpuHours: string; unreadable: string; isToken: boolean } {
  const none = { tokens: emptyTokens, gpuHours: '', unreadable: '', isToken: false }
  const unit = line.text('consumedunit')
  const quantity = unit === '' ? '' : line.amount('consumedquantity')
  if (quantity === '') return none
  if (gpuUnit.test(unit)) return { ...none, gpuHours: quantity }
  const parts = tokenUnit.exec(unit)
  if (!parts) return none
  const scale = multiplyDecimals((parts[1] ?? '1').replaceAll(',', ''), unitScale[parts[2]?.toLowerCase() ?? ''] ?? '1')
  const count = multiplyDecimals(quantity, scale)
  const bucket = bucketNamed(
    [line.text('skumeter'), line.text('chargedescription'), line.text('skupricedetails'), line.text('resourcename')].join(' '),
  )
  if (bucket === null || count.includes('.') || count.startsWith('-')) return { ...none, unreadable: count, isToken: true }
  return { ...none, tokens: { ...emptyTokens, [bucket]: count }, isToken: true }
}

function modelOf(line: Line, isToken: boolean): string {
  const named = line.text('x_model') || line.text('x_modelname') || line.text('x_modelid') || member(line.text('skupricedetails'), /model/i)
  if (named !== '' || !isToken) return named
  return tagged(line.text('tags')).model || line.text('resourcename')
}

function tagged(tags: string): { team: string; model: string } {
  return {
    team: member(tags, /^(?:x_)?(?:team|cost[_\s-]?cent(?:er|re)|department|business[_\s-]?unit)$/i),
    model: member(tags, /^(?:x_)?model$/i),
  }
}

/** The first text member of a JSON cell whose key fits; '' for anything else, since tags are free text in many files. */
function member(cell: string, key: RegExp): string {
  if (!cell.startsWith('{')) return ''
  try {
    const [value] = parseJson(cell)
    if (!isJsonObject(value)) return ''
    for (const [name, content] of value) if (key.test(name) && typeof content === 'string') return content
  } catch {
    // Not JSON: no member, and the cell stays readable as a dimension.
  }
  return ''
}

/** FOCUS allows a virtual currency: its name is kept when it is one word of letters. */
function virtualOrIso(line: Line): string {
  const name = line.text('billingcurrency')
  return /^[A-Za-z][A-Za-z ]{3,29}$/.test(name) ? name : line.currency('billingcurrency')
}
