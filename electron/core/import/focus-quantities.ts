// What a FOCUS line counts. FOCUS has no token column: tokens are a consumed quantity whose unit says so, and which bucket
// and model they are stands in the meter: of FOCUS itself, of Azure (`x_SkuMeterName`) or of AWS (`x_UsageType`). Machines
// with GPUs are hours of the machine. A quantity that fits no bucket is kept as an annotation only.
import type { Tier, TokenBucket } from '../../../shared/domain/usage.ts'
import { readAzureMeter, tokensInMeterUnit } from './azure-meters.ts'
import { bedrockEdition, readBedrockUsage } from './bedrock-usage-types.ts'
import type { Measures } from './format.ts'
import { awsMachine, azureMachine, type GpuMachine, gpuLabels, gpuNamed, type PriceType } from './gpu-machines.ts'
import { jsonMember } from './json-cells.ts'
import { amount, metered, times } from './measure.ts'
import type { Texts } from './texts.ts'
import { bucketNamed, modelBeforeBucket, tokensInUnit } from './token-words.ts'

export interface Counted {
  readonly measures: Measures
  readonly model?: string
  readonly tier?: Tier
  readonly context?: '' | 'long'
  readonly dimensions?: Readonly<Record<string, string>>
}

/** Texts that `countedOf` reads. */
export const countedTexts = [
  'chargedescription',
  'consumedunit',
  'resourcename',
  'resourcetype',
  'skumeter',
  'skupricedetails',
  'x_servicecode',
  'x_skudescription',
  'x_skumetercategory',
  'x_skumetername',
  'x_skumetersubcategory',
  'x_usagetype',
] as const

const consumed = 'consumedquantity'

export function countedOf(texts: Texts, priceType: PriceType): Counted {
  const unit = texts.text('consumedunit')
  const machine = machineHours(texts, unit, priceType)
  if (machine) return machine
  const tokens = tokensOf(texts, unit) ?? { measures: {} }
  return isRequest(texts, unit) ? { ...tokens, measures: { ...tokens.measures, requests: metered(consumed, '1') } } : tokens
}

/** Requests of other services are not ours to count. */
const isRequest = (texts: Texts, unit: string): boolean =>
  /^requests?$/i.test(unit) && /\bAI\b|machine learning/i.test(`${texts.text('servicecategory')} ${texts.text('servicesubcategory')}`)

function machineHours(texts: Texts, unit: string, priceType: PriceType): Counted | null {
  const meter = texts.first('x_skumetername', 'skumeter')
  if (/gpu[\s_-]*(?:hours?|hrs?)/i.test(unit)) {
    const gpu = gpuNamed(
      [meter, ...['resourcetype', 'chargedescription', 'skupricedetails', 'resourcename'].map((column) => texts.text(column))].join(' '),
    )
    return { measures: { gpuHours: amount(consumed) }, dimensions: gpuLabels(gpu, priceType) }
  }
  const machine = /^(?:instance[\s-]*)?(?:hours?|hrs?)$/i.test(unit) ? machineOf(texts, meter) : null
  return machine && { measures: { gpuHours: times(amount(consumed), machine.count) }, dimensions: gpuLabels(machine.gpu, priceType) }
}

const machineOf = (texts: Texts, meter: string): GpuMachine | null =>
  azureMachine(meter) ??
  // Services on top of machines repeat their hours.
  (/^$|ec2|elastic compute|sagemaker/i.test(texts.first('x_servicecode', 'servicename'))
    ? awsMachine(/(?:BoxUsage|SpotUsage|UnusedBox|DedicatedUsage|Host):([\w.-]+)$/.exec(texts.text('x_usagetype') || meter)?.[1] ?? '')
    : null)

/** Tokens consumed; where something else is said to be consumed, the tokens that were priced. */
function tokensOf(texts: Texts, unit: string): Counted | null {
  const azure = azureTokens(texts, unit)
  if (azure) return azure
  const own = tokensInUnit(unit)
  const scale = own ?? tokensInUnit(texts.text('pricingunit'))
  if (scale === null) return null
  const usage = readBedrockUsage(texts.text('x_usagetype'))
  const words = countedTexts.filter((column) => column !== 'consumedunit').map((column) => texts.text(column))
  const bucket = usage?.bucket ?? bucketNamed(words.join(' '))
  return {
    measures: bucket === null ? {} : { [bucket]: metered(own === null ? 'pricingquantity' : consumed, scale) },
    model: modelOf(texts, usage?.model ?? ''),
    ...(usage ? { tier: usage.tier, context: usage.context } : {}),
  }
}

/** Azure names model and bucket in its own meter; its consumed unit is often a bare `Units`, of unknown size. */
function azureTokens(texts: Texts, unit: string): Counted | null {
  const name = texts.text('x_skumetername')
  const family = ['x_skumetersubcategory', 'x_skumetercategory', 'x_skudescription'].map((column) => texts.text(column)).join(' ')
  if (name === '' || !/cognitive|foundry|openai|\bai\b/i.test(family)) return null
  const meter = readAzureMeter(name, family)
  if (meter.bucket === null) return null
  const scale = tokensInMeterUnit(unit, '')
  if (scale === null && !/^(?:units?|1)$/i.test(unit)) return null
  const bucket: TokenBucket = meter.bucket
  return {
    measures: { [bucket]: metered(consumed, scale ?? (texts.answer('unit-scale') || '1')) },
    model: meter.model,
    tier: meter.tier,
    context: meter.context,
    dimensions: meter.dimensions,
  }
}

function modelOf(texts: Texts, ofUsageType: string): string {
  const named = texts.first('x_model', 'x_modelname', 'x_modelid') || jsonMember(texts.text('skupricedetails'), /model/i) || ofUsageType
  if (named !== '') return named
  const tagged = jsonMember(texts.text('tags'), /^(?:x_)?model$/i)
  const described = texts.text('chargedescription')
  return (
    tagged ||
    bedrockEdition(described) ||
    modelBeforeBucket(described) ||
    modelBeforeBucket(texts.text('skumeter')) ||
    texts.text('resourcename')
  )
}
