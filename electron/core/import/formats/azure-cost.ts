// Azure Cost Management exports: EA (2021-10-01 and later), MCA (camelCase), the older pay-as-you-go layout, and exports whose
// headers are in another language with the English name in brackets. All rows are taken; AI meters are read for tokens,
// machines with GPUs for GPU-hours, all others are money under their category.
// Actual and amortised exports have the same header and must not be added. Lines that only one of them has tell the file's
// view; an amortised file is of lower standing and has a scope of its own, so that on a day both cover the bill counts.
// The month-to-date file is rewritten daily. Tags may lack their outer braces. Dates are 09/05/2026, seldom ISO.
// Source: Cost Management dataset schemas (EA, MCA, pay-as-you-go), header variants of public test data (2026-11).

import type { ChargeKind } from '../../../../shared/domain/usage.ts'
import { multiplyDecimals } from '../../../../shared/units/decimal.ts'
import { hoursInUnit, readAzureMeter, tokensInMeterUnit } from '../azure-meters.ts'
import { tagsInCell } from '../cloud-tags.ts'
import { tokenMeasures, type Use } from '../cloud-use.ts'
import { dayOf, type Format, type Meaning } from '../format.ts'
import { azureMachine, gpuLabels, type PriceType } from '../gpu-machines.ts'
import { amount, metered, times } from '../measure.ts'
import { currencyCode, type Texts } from '../texts.ts'

const synonyms: Readonly<Record<string, string>> = {
  usagedatetime: 'date',
  usagedate: 'date',
  costinbillingcurrency: 'cost',
  pretaxcost: 'cost',
  extendedcost: 'cost',
  billingcurrencycode: 'currency',
  billingcurrency: 'currency',
  usagequantity: 'quantity',
  consumedquantity: 'quantity',
  resourcegroupname: 'resourcegroup',
  subscriptionguid: 'subscriptionid',
  instanceid: 'resourceid',
  instancename: 'resourceid',
  product: 'productname',
  invoicesection: 'invoicesectionname',
}

/** `Name der Verbrauchseinheit (MeterName)`, `meterName`, `Meter Name` -> `metername`; several names of one thing -> one. */
function azureColumn(header: string): string {
  const name = (/\(([^()]+)\)\s*$/.exec(header)?.[1] ?? header).toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  return synonyms[name] ?? name
}

const billingPeriod = ['billingperiodstartdate', 'billingperiodenddate', 'billingperiod'] as const

const shared = {
  shape: 'csv',
  columnName: azureColumn,
  columns: {
    dates: ['date'],
    counts: [],
    amounts: ['cost', 'quantity', 'paygcostinbillingcurrency'],
    texts: [
      'currency',
      'tags',
      'subscriptionname',
      'subscriptionid',
      'costcenter',
      'productname',
      'planname',
      'billingaccountid',
      'reservationid',
      'benefitid',
      ...billingPeriod,
    ],
    dimensions: [
      'metercategory',
      'metersubcategory',
      'metername',
      'meterregion',
      'unitofmeasure',
      'consumedservice',
      'servicefamily',
      'servicename',
      'servicetier',
      'chargetype',
      'pricingmodel',
      'publishertype',
      'publishername',
      'invoicesectionname',
      'resourcegroup',
      'resourcelocation',
      'resourcetype',
      'provider',
    ],
    ignored: [
      'accountname',
      'accountownerid',
      'accountid',
      'additionalinfo',
      'availabilityzone',
      'benefitname',
      'billingaccountname',
      'billingprofileid',
      'billingprofilename',
      'costallocationrulename',
      'costinpricingcurrency',
      'costinusd',
      'customername',
      'customertenantid',
      'day',
      'effectiveprice',
      'exchangerate',
      'exchangeratedate',
      'exchangeratepricingtobilling',
      'frequency',
      'invoiceid',
      'invoicesectionid',
      'isazurecrediteligible',
      'location',
      'meterid',
      'month',
      'offerid',
      'partnername',
      'partnumber',
      'paygcostinusd',
      'paygprice',
      'previousinvoiceid',
      'pricingcurrency',
      'productid',
      'productorderid',
      'productordername',
      'publisherid',
      'resellermpnid',
      'resellername',
      'reservationname',
      'resourceid',
      'resourcename',
      'resourcerate',
      'serviceadministratorid',
      'serviceinfo1',
      'serviceinfo2',
      'serviceperiodenddate',
      'serviceperiodstartdate',
      'term',
      'unitprice',
      'year',
    ],
  },
  money: { amount: 'cost', currency: { column: 'currency' } },
  zone: 'UTC',
  dateOrder: 'mdy',
  population: 'platform',
  standing: 'bill',
  identity: 'row',
  asks: { 'unit-scale': { quantity: 'quantity' }, currency: {}, 'cost-view': {} },
  idle: ['cost', 'quantity'],
} satisfies Partial<Format>

export const azureCostCsv: Format = {
  ...shared,
  id: 'azure-cost-csv',
  title: 'Azure Cost Management export',
  signature: ['metercategory', ['metername', 'consumedservice'], 'date', ['cost', 'quantity'], billingPeriod],
  replaces: 'scope',
  rule: (texts) => meaningOf(texts, monthOf(texts.first(...billingPeriod))),
}

/** Without a billing period: an export repeats whole days of a subscription. */
export const azureUsageCsv: Format = {
  ...shared,
  id: 'azure-usage-csv',
  title: 'Azure usage export (pay-as-you-go)',
  signature: ['metercategory', ['metername', 'consumedservice'], 'date', ['cost', 'quantity']],
  without: billingPeriod,
  replaces: 'day',
  rule: (texts) => meaningOf(texts, 'days'),
}

/** `periodName`: what the scope of a delivery is beside account and subscription; '' when the line does not say. */
function meaningOf(texts: Texts, periodName: string): Meaning {
  const isAmortized = texts.answer('cost-view') === 'amortized'
  const charge = chargeOf(texts)
  const use = readUse(texts, charge)
  const tags = tagsInCell(texts.text('tags'))
  const account = [texts.text('billingaccountid'), texts.text('subscriptionid')]
  return {
    provider: 'azure',
    ...use,
    team: tags.team || texts.text('costcenter'),
    project: texts.first('subscriptionname', 'subscriptionid'),
    ...currencyOf(texts),
    kind: charge.kind,
    ...(charge.costView ? { costView: charge.costView } : {}),
    ...(isAmortized ? { standing: 'roundedBill' } : {}),
    scope: periodName === '' ? '' : [...account, periodName, ...(isAmortized ? ['amortized'] : [])].join(' '),
    dimensions: { ...tags.dimensions, ...use.dimensions },
    period: dayOf('date'),
    measures: { ...use.measures, billed: amount('cost'), list: amount('paygcostinbillingcurrency') },
  }
}

/** A month's name where the period begins on its first day, in whatever order it is written; otherwise the text as it is. */
function monthOf(period: string): string {
  const iso = /^(\d{4})-(\d\d)-01\b/.exec(period)
  if (iso) return `${iso[1]}-${iso[2]}`
  const [, a, b, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})\b/.exec(period) ?? []
  const month = Number(b) === 1 ? a : Number(a) === 1 ? b : undefined
  return month === undefined ? period : `${year}-${month.padStart(2, '0')}`
}

function currencyOf(texts: Texts): Pick<Meaning, 'currency' | 'currencyColumn'> {
  if (!texts.has('currency')) return texts.has('cost') ? { currency: texts.answer('currency') } : {}
  return { currency: currencyCode(texts.text('currency')) ?? '', currencyColumn: 'currency' }
}

interface Charge {
  readonly type: string
  readonly kind: ChargeKind
  readonly costView?: Meaning['costView']
  readonly priceType: PriceType
}

/** The kind of a line, and what it tells of the file: purchases of commitments stand in actual exports only, unused ones in amortised. */
function chargeOf(texts: Texts): Charge {
  const type = texts.text('chargetype')
  const model = texts.text('pricingmodel')
  const isCommitment = /reserv|savings/i.test(model) || texts.first('reservationid', 'benefitid') !== ''
  const priceType: PriceType = /^unused/i.test(type)
    ? 'unused reservation'
    : isCommitment
      ? 'reserved'
      : /low priority/i.test(texts.text('metername'))
        ? 'low priority'
        : /spot/i.test(`${model} ${texts.text('metername')}`)
          ? 'spot'
          : 'on-demand'
  const charge = { type, priceType }
  if (/^unused/i.test(type)) return { ...charge, kind: 'usage', costView: 'amortized' }
  if (/^(?:purchase|refund)$/i.test(type))
    return { ...charge, kind: /^p/i.test(type) ? 'purchase' : 'refund', ...(isCommitment ? { costView: 'actual' } : {}) }
  if (type === '' || /^usage$/i.test(type)) return { ...charge, kind: 'usage', ...(isCommitment ? { costView: 'covered' } : {}) }
  return { ...charge, kind: /tax/i.test(type) ? 'tax' : /credit/i.test(type) ? 'credit' : /adjust/i.test(type) ? 'adjustment' : 'usage' }
}

function readUse(texts: Texts, charge: Charge): Use {
  const isUsage = charge.type === '' || /^usage$/i.test(charge.type)
  const meterName = texts.text('metername')
  const hours = hoursInUnit(texts.text('unitofmeasure'))
  const machine = hours === null ? null : azureMachine(meterName)
  const plain = { charge: isUsage ? texts.first('metercategory', 'consumedservice') : charge.type, measures: {} }
  if (machine && charge.kind === 'usage') {
    const gpuHours = times(amount('quantity'), multiplyDecimals(hours ?? '1', machine.count))
    return { ...plain, dimensions: gpuLabels(machine.gpu, charge.priceType), measures: { gpuHours } }
  }
  return isAi(texts) ? aiUse(texts, meterName, hours, isUsage ? '' : charge.type) : plain
}

const isAi = (texts: Texts): boolean =>
  /cognitive|foundry|openai|machine ?learning|\bai\b/i.test(
    `${texts.text('metercategory')} ${texts.text('consumedservice')} ${texts.text('metersubcategory')}`,
  ) || /\btokens?\b/i.test(texts.text('metername'))

/** `otherCharge`: a line of an AI meter that is no use of it, such as a refund. */
function aiUse(texts: Texts, meterName: string, hours: string | null, otherCharge: string): Use {
  const meter = readAzureMeter(
    meterName,
    ['metersubcategory', 'productname', 'metercategory'].map((column) => texts.text(column)).join(' '),
  )
  const scale = otherCharge === '' && meter.bucket ? tokensInMeterUnit(texts.text('unitofmeasure'), meterName) : null
  const { tier, context, dimensions } = meter
  if (meter.bucket === null || scale === null) {
    const annotations =
      hours !== null && /ptu|provision/i.test(meterName) ? { provisionedHours: times(amount('quantity'), hours) } : undefined
    const model = meter.bucket === null ? '' : meter.model
    return { model, charge: otherCharge || meterName, dimensions, measures: annotations ? { annotations } : {} }
  }
  const tokens = metered('quantity', scale || texts.answer('unit-scale') || '1')
  return {
    model: meter.model || texts.first('planname', 'productname'),
    tier,
    context,
    charge: '',
    dimensions,
    measures: tokenMeasures(meter.bucket, tokens, meter.modality),
  }
}
