// Oracle Cloud cost report CSV. All rows are taken, each with an id of its own. Costs are often in E notation, starts lack
// their seconds, tags are columns `tags/Namespace.Key` that may hold names and addresses of people: only those naming a part of
// the firm are kept. A correction is a line of its own that points back to the one it corrects.
// Source: real cost report of 2023-11; Oracle documentation of cost and usage reports (2026).
import { tagColumn, tagColumns, tagsInColumns } from '../cloud-tags.ts'
import type { Use } from '../cloud-use.ts'
import { between, type Format, hourMs } from '../format.ts'
import { gpuLabels, gpuNamed } from '../gpu-machines.ts'
import { amount, metered } from '../measure.ts'
import type { Texts } from '../texts.ts'
import { bucketNamed, modelBeforeBucket, tokensInUnit } from '../token-words.ts'

const quantity = 'usage/billedquantity'

export const oracleCostCsv: Format = {
  id: 'oracle-cost-csv',
  title: 'Oracle Cloud cost report',
  shape: 'csv',
  signature: ['lineitem/referenceno', 'lineitem/intervalusagestart', 'cost/mycost'],
  columnName: (header) => (/^tags\//i.test(header) ? tagColumn(header.slice('tags/'.length)) : header.toLowerCase()),
  columns: {
    dates: ['lineitem/intervalusagestart', 'lineitem/intervalusageend'],
    counts: [],
    amounts: ['cost/mycost', 'cost/mycostoverage', quantity],
    texts: ['cost/currencycode', 'product/compartmentname', ...tagColumns],
    dimensions: [
      'cost/billingunitreadable',
      'cost/overageflag',
      'cost/productsku',
      'cost/skuunitdescription',
      'lineitem/iscorrection',
      'lineitem/tenantid',
      'product/availabilitydomain',
      'product/description',
      'product/region',
      'product/service',
    ],
    ids: ['lineitem/referenceno'],
    ignored: [
      'cost/attributedcost',
      'cost/subscriptionid',
      'cost/unitprice',
      'cost/unitpriceoverage',
      'lineitem/backreferenceno',
      'product/compartmentid',
      'product/resource',
      'product/resourceid',
      'tag',
      'usage/attributedusage',
      'usage/billedquantityoverage',
    ],
  },
  money: { amount: 'cost/mycost', currency: { column: 'cost/currencycode' } },
  zone: 'UTC',
  population: 'platform',
  standing: 'bill',
  identity: 'id',
  rule: (texts) => {
    const isCorrection = /^true$/i.test(texts.text('lineitem/iscorrection'))
    const tags = tagsInColumns(texts)
    const use = readUse(texts, isCorrection)
    return {
      provider: 'oracle',
      ...use,
      team: tags.team,
      project: texts.text('product/compartmentname'),
      currency: texts.currency('cost/currencycode'),
      kind: isCorrection ? 'adjustment' : 'usage',
      dimensions: { ...tags.dimensions, ...use.dimensions },
      period: between('lineitem/intervalusagestart', 'lineitem/intervalusageend', hourMs),
      measures: { ...use.measures, billed: amount('cost/mycost'), annotations: { overageCost: amount('cost/mycostoverage') } },
    }
  },
}

/** Quantities are in the unit of the SKU, such as `1000000 NONE NONE TOKENS` or `1 NONE HOURS GPUS`. */
function readUse(texts: Texts, isCorrection: boolean): Use {
  const charge = isCorrection ? 'correction' : texts.text('product/service')
  if (isCorrection) return { charge, measures: {} }
  const words = texts.text('product/description')
  const units = [texts.text('cost/skuunitdescription'), texts.text('cost/billingunitreadable').replaceAll(/\s+NONE\b/gi, '')]
  const isGpuHour = units.some((unit) => /\bgpus?\b/i.test(unit) && /\bhours?\b/i.test(unit))
  if (isGpuHour) return { charge, dimensions: gpuLabels(gpuNamed(words), 'on-demand'), measures: { gpuHours: amount(quantity) } }
  const scale = units.map(tokensInUnit).find((tokens) => tokens !== null)
  const bucket = scale ? bucketNamed(words) : null
  if (!scale || bucket === null) return { charge, measures: {} }
  return {
    model: modelBeforeBucket(words.replace(/^.*generative ai\s*[-–]\s*/i, '')).replace(/\s*[-–]$/, ''),
    charge: '',
    measures: { [bucket]: metered(quantity, scale) },
  }
}
