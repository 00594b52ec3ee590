// Which format a header belongs to, with the evidence for it; or the nearest ones and what they lack.
import { fail } from '../../../shared/language/failures.ts'
import type { Format } from './format.ts'
import { formats, genericIds, knownColumns } from './formats/catalogue.ts'
import type { FileInspection } from './options.ts'
import type { Layout } from './row-source.ts'

export interface Recognised {
  /** A format with a layout of its own; null when the file is to be read as a generic table. */
  readonly format: Format | null
  /** Formats that fit equally well; the person chooses. */
  readonly rivals: readonly Format[]
  readonly candidates: FileInspection['candidates']
}

/** Buckets without results name no measure: their time columns alone tell the vendor. */
const idleHeaders: Readonly<Record<string, string>> = {
  'csv start_time,end_time,start_time_iso,end_time_iso': 'openai-usage-csv',
  'json end_time,start_time': 'openai-usage-json',
  'json ending_at,starting_at': 'anthropic-usage-json',
}

export function recognise(layout: Layout, wanted: string | undefined, file: string): Recognised {
  const none = { rivals: [], candidates: [] }
  const header = new Set(layout.header.map((column) => column.toLowerCase()))
  const lacking = (format: Format) => format.signature.filter((column) => !header.has(column))
  const shape = layout.shape === 'csv' ? 'csv' : 'json'
  const idle = idleHeaders[`${shape} ${(shape === 'csv' ? [...header] : [...header].sort()).join(',')}`]
  if (wanted !== undefined) {
    if (genericIds.some((id) => id === wanted)) return { format: null, ...none }
    const format = formats.find(({ id }) => id === wanted)
    if (!format) throw fail('unknown-format', { format: wanted, known: [...formats.map(({ id }) => id), ...genericIds].join(', ') })
    const missing = format.shape === shape ? lacking(format) : [format.shape.toUpperCase()]
    if (missing.length > 0 && idle !== wanted) throw fail('wrong-format', { file, format: format.title, missing: missing.join(', ') })
    return { format, ...none }
  }
  const fitting = formats.filter((format) => format.shape === shape && (lacking(format).length === 0 || format.id === idle))
  const scored = fitting.map((format) => ({ format, known: matchedColumns(format, layout.header) })).sort((a, b) => b.known - a.known)
  const [best] = scored
  if (best) {
    const rivals = scored.filter(({ known }) => known === best.known).map(({ format }) => format)
    return rivals.length === 1 ? { format: best.format, ...none } : { format: null, rivals, candidates: [] }
  }
  const near = formats.filter((format) => format.shape === shape && lacking(format).length * 2 <= format.signature.length)
  return {
    format: null,
    rivals: [],
    candidates: near.map((format) => ({ format: format.id, title: format.title, missing: lacking(format) })),
  }
}

/** How many columns of the header the format knows. */
export function matchedColumns(format: Format, header: readonly string[]): number {
  const known = knownColumns(format)
  return header.filter((column) => known.has(column.toLowerCase())).length
}
