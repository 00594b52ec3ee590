// FOCUS 1.0 to 1.4 cost and usage CSV. Lenient: literal NULL, times without T or Z (UTC by the specification), extra columns.
// BilledCost is the invoice, EffectiveCost the amortised figure (kept as an annotation); exactly one is ever summed.
// FOCUS has no token column: tokens are ConsumedQuantity with a token unit. Source: focus.finops.org, versions 1.0-1.4.
import { multiplyDecimals } from '../../../../shared/units/decimal.ts'
import type { ChargeKind } from '../../../../shared/domain/usage.ts'
import { between, type Format, type Measures } from '../format.ts'
import { jsonMember, organisationalTags } from '../json-cells.ts'
import { amount, metered } from '../measure.ts'
import type { Texts } from '../texts.ts'
import { bucketNamed } from '../token-words.ts'
import { providerSlug } from '../words.ts'

export const focusCsv: Format = {
  id: 'focus-csv',
  title: 'FOCUS cost and usage',
  shape: 'csv',
  signature: ['billedcost', 'billingcurrency', 'chargeperiodstart'],
  columns: {
    dates: ['chargeperiodstart', 'chargeperiodend'],
    counts: [],
    amounts: ['billedcost', 'listcost', 'contractedcost', 'effectivecost', 'consumedquantity', 'pricingquantity'],
    texts: ['billingcurrency', 'providername', 'serviceprovidername', 'subaccountname', 'tags', 'x_model', 'x_modelname', 'x_modelid', 'x_skumetername'],
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
    ignored: [
      'listunitprice',
      'contractedunitprice',
      'pricingcurrencycontractedunitprice',
      'pricingcurrencyeffectivecost',
      'pricingcurrencylistunitprice',
      'commitmentdiscountquantity',
      'id',
    ],
  },
  money: { amount: 'billedcost', currency: { column: 'billingcurrency' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'focus',
  identity: 'row',
  replaces: 'scope',
  rule: (texts) => {
    const quantity = quantityOf(texts)
    const category = texts.text('chargecategory').toLowerCase()
    const tags = texts.text('tags')
    const provider = providerSlug(texts.first('providername', 'serviceprovidername'))
    return {
      provider,
      model: modelOf(texts, tags, quantity.isTokens),
      team: jsonMember(tags, /^(?:x_)?(?:team|cost[_\s-]?cent(?:er|re)|department|business[_\s-]?unit)$/i),
      project: texts.text('subaccountname'),
      currency: virtualOrIso(texts),
      charge: category === '' || category === 'usage' ? texts.text('skumeter') : category,
      kind: kindOf(category),
      scope: ['billingaccountid', 'billingperiodstart', 'subaccountid'].map((column) => texts.text(column)).concat(provider).join(' '),
      dimensions: organisationalTags(tags),
      period: between('chargeperiodstart', 'chargeperiodend'),
      measures: {
        ...quantity.measures,
        billed: amount('billedcost'),
        list: amount('listcost'),
        contracted: amount('contractedcost'),
        annotations: { effectiveCost: amount('effectivecost'), consumedQuantity: amount('consumedquantity'), pricingQuantity: amount('pricingquantity') },
      },
    }
  },
}

const kindOf = (category: string): ChargeKind =>
  category === 'tax' || category === 'credit' || category === 'adjustment' || category === 'purchase' ? category : 'usage'

const tokenUnit = /^(?:([\d,]+)?\s*([km])?)\s*tokens?$/i
const gpuUnit = /gpu[\s-]*(?:hours?|hrs?)/i
const unitScale: Readonly<Record<string, string>> = { k: '1000', m: '1000000' }

/** Tokens or GPU hours that the unit names; a token quantity that fits no bucket is kept as an annotation only. */
function quantityOf(texts: Texts): { measures: Measures; isTokens: boolean } {
  const unit = texts.text('consumedunit')
  if (gpuUnit.test(unit)) return { measures: { gpuHours: amount('consumedquantity') }, isTokens: false }
  const parts = tokenUnit.exec(unit)
  if (!parts) return { measures: {}, isTokens: false }
  const scale = multiplyDecimals((parts[1] ?? '1').replaceAll(',', ''), unitScale[parts[2]?.toLowerCase() ?? ''] ?? '1')
  const words = ['skumeter', 'x_skumetername', 'chargedescription', 'skupricedetails', 'resourcename'].map((column) => texts.text(column))
  const bucket = bucketNamed(words.join(' '))
  return { measures: bucket === null ? {} : { [bucket]: metered('consumedquantity', scale) }, isTokens: true }
}

function modelOf(texts: Texts, tags: string, isTokens: boolean): string {
  const named = texts.first('x_model', 'x_modelname', 'x_modelid') || jsonMember(texts.text('skupricedetails'), /model/i)
  if (named !== '' || !isTokens) return named
  return jsonMember(tags, /^(?:x_)?model$/i) || texts.text('resourcename')
}

/** FOCUS allows a virtual currency: its name is kept when it is one word of letters. */
function virtualOrIso(texts: Texts): string {
  const name = texts.text('billingcurrency')
  return /^[A-Za-z][A-Za-z ]{3,29}$/.test(name) ? name : texts.currency('billingcurrency')
}
