// How many GPUs of what kind a rented machine has: clouds bill hours of machines, GPU-hours are counted. Shares of a GPU are
// given as decimals; thirds and sixths are none, so those sizes are left out. Sources: AWS accelerated computing instance types and Azure GPU VM sizes, as documented in 2026-10.

export interface GpuMachine {
  readonly gpu: string
  /** GPUs per machine, decimal text. */
  readonly count: string
}

/** GPU -> family -> sizes by their number of GPUs. */
const awsFamilies: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>>> = {
  K80: { p2: { '1': ['xlarge'], '8': ['8xlarge'], '16': ['16xlarge'] } },
  V100: { p3: { '1': ['2xlarge'], '4': ['8xlarge'], '8': ['16xlarge'] }, p3dn: { '8': ['24xlarge'] } },
  A100: { p4d: { '8': ['24xlarge'] }, p4de: { '8': ['24xlarge'] } },
  H100: { p5: { '1': ['4xlarge'], '8': ['48xlarge'] } },
  H200: { p5e: { '8': ['48xlarge'] }, p5en: { '8': ['48xlarge'] } },
  B200: { 'p6-b200': { '8': ['48xlarge'] } },
  B300: { 'p6-b300': { '8': ['48xlarge'] } },
  GB200: { 'p6e-gb200': { '4': ['36xlarge'] } },
  M60: { g3s: { '1': ['xlarge'] }, g3: { '1': ['4xlarge'], '2': ['8xlarge'], '4': ['16xlarge'] } },
  T4: { g4dn: { '1': ['xlarge', '2xlarge', '4xlarge', '8xlarge', '16xlarge'], '4': ['12xlarge'], '8': ['metal'] } },
  V520: { g4ad: { '1': ['xlarge', '2xlarge', '4xlarge'], '2': ['8xlarge'], '4': ['16xlarge'] } },
  A10G: { g5: { '1': ['xlarge', '2xlarge', '4xlarge', '8xlarge', '16xlarge'], '4': ['12xlarge', '24xlarge'], '8': ['48xlarge'] } },
  T4G: { g5g: { '1': ['xlarge', '2xlarge', '4xlarge', '8xlarge'], '2': ['16xlarge', 'metal'] } },
  L4: {
    g6: { '1': ['xlarge', '2xlarge', '4xlarge', '8xlarge', '16xlarge'], '4': ['12xlarge', '24xlarge'], '8': ['48xlarge'] },
    gr6: { '1': ['4xlarge', '8xlarge'] },
    g6f: { '0.125': ['large', 'xlarge'], '0.25': ['2xlarge'], '0.5': ['4xlarge'] },
    gr6f: { '0.5': ['4xlarge'] },
  },
  L40S: { g6e: { '1': ['xlarge', '2xlarge', '4xlarge', '8xlarge', '16xlarge'], '4': ['12xlarge', '24xlarge'], '8': ['48xlarge'] } },
  'RTX PRO 6000': { g7e: { '1': ['2xlarge', '4xlarge', '8xlarge'], '2': ['12xlarge'], '4': ['24xlarge'], '8': ['48xlarge'] } },
}

/** GPU -> number of GPUs -> sizes, without `Standard` and separators. */
const azureSizes: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  K80: { '1': ['nc6', 'nc6promo'], '2': ['nc12', 'nc12promo'], '4': ['nc24', 'nc24r', 'nc24promo', 'nc24rpromo'] },
  M60: {
    '1': ['nv6', 'nv6promo', 'nv12sv3', 'nv12v3'],
    '2': ['nv12', 'nv12promo', 'nv24sv3', 'nv24v3'],
    '4': ['nv24', 'nv24promo', 'nv48sv3', 'nv48v3'],
  },
  P100: { '1': ['nc6sv2'], '2': ['nc12sv2'], '4': ['nc24sv2', 'nc24rsv2'] },
  P40: { '1': ['nd6s'], '2': ['nd12s'], '4': ['nd24s', 'nd24rs'] },
  V100: { '1': ['nc6sv3'], '2': ['nc12sv3'], '4': ['nc24sv3', 'nc24rsv3'], '8': ['nd40rsv2', 'nd40sv2'] },
  MI25: { '0.125': ['nv4asv4'], '0.25': ['nv8asv4'], '0.5': ['nv16asv4'], '1': ['nv32asv4'] },
  T4: { '1': ['nc4ast4v3', 'nc8ast4v3', 'nc16ast4v3'], '4': ['nc64ast4v3'] },
  A10: { '0.5': ['nv18adsa10v5'], '1': ['nv36adsa10v5', 'nv36admsa10v5'], '2': ['nv72adsa10v5'] },
  A100: {
    '1': ['nc24adsa100v4'],
    '2': ['nc48adsa100v4'],
    '4': ['nc96adsa100v4'],
    '8': [
      'nd96asrv4',
      'nd96asrav4',
      'nd96asra100v4',
      'nd96amsrv4',
      'nd96amsra100v4',
      'nd96amsv4',
      'nd96amsa100v4',
      'nd96asv4',
      'nd96asa100v4',
    ],
  },
  H100: { '1': ['nc40adsh100v5', 'ncc40adsh100v5'], '2': ['nc80adish100v5'], '8': ['nd96isrh100v5', 'nd96ish100v5'] },
  H200: { '8': ['nd96isrh200v5', 'nd96ish200v5'] },
  MI300X: { '8': ['nd96isrmi300xv5', 'nd96ismi300xv5'] },
  GB200: { '4': ['nd128isrndrgb200v6', 'nd128isrgb200v6'] },
  GB300: { '4': ['nd128isrndrgb300v6', 'nd128isrgb300v6'] },
}

const awsMachines = new Map(
  Object.entries(awsFamilies).flatMap(([gpu, families]) =>
    Object.entries(families).flatMap(([family, counts]) =>
      Object.entries(counts).flatMap(([count, sizes]) => sizes.map((size): [string, GpuMachine] => [`${family}.${size}`, { gpu, count }])),
    ),
  ),
)

const azureMachines = new Map(
  Object.entries(azureSizes).flatMap(([gpu, counts]) =>
    Object.entries(counts).flatMap(([count, sizes]) => sizes.map((size): [string, GpuMachine] => [size, { gpu, count }])),
  ),
)

export type PriceType = 'on-demand' | 'spot' | 'low priority' | 'reserved' | 'unused reservation'

/** The labels of GPU-hours; the GPU is left out where nothing names it. */
export const gpuLabels = (gpu: string, priceType: PriceType): Record<string, string> => ({
  ...(gpu === '' ? {} : { gpu }),
  'price type': priceType,
})

/** By instance type, such as `p5.48xlarge` or `ml.p5.48xlarge`; null when it has no GPU that is known. */
export const awsMachine = (type: string): GpuMachine | null => awsMachines.get(type.toLowerCase().replace(/^ml\./, '')) ?? null

/** By VM size, such as `ND96isr H100 v5`, `Standard_ND96isr_H100_v5` or `NC6s v3 Spot`. */
export function azureMachine(size: string): GpuMachine | null {
  const key = size
    .toLowerCase()
    .replace(/\b(?:spot|low priority)\b.*$/, '')
    .replace(/^standard/, '')
    .replace(/[^a-z0-9]/g, '')
  return azureMachines.get(key) ?? null
}

const gpuName =
  /\b(GB[23]00|B[23]00|G?H[12]00|A100|A10G?|A[36]0|A[456]000|L40S?|L4|T4G?|V100|P100|P40|P4|K80|M60|MI\d{3}X?|RTX[\s_-]?(?:PRO[\s_-]?)?[A\d]\d{3}\w*)\b/i

/** The GPU that words name, such as `Nvidia H100 80GB GPU running in Americas`; '' when they name none. */
export const gpuNamed = (words: string): string =>
  gpuName
    .exec(words)?.[1]
    ?.toUpperCase()
    .replace(/[\s_-]+/g, ' ') ?? ''
