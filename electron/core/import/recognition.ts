// Which format a header belongs to, with the evidence for it; or the nearest ones and what they lack.
import { fail } from '../../../shared/language/failures.ts'
import type { Format } from './format.ts'
import { formats, genericIds, knownColumns } from './formats/catalogue.ts'
import { headerNames } from './header-names.ts'
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
  'json end_time,end_time_iso,start_time,start_time_iso': 'openai-usage-json',
  'json ending_at,starting_at': 'anthropic-usage-json',
}

export function recognise(layout: Layout, wanted: string | undefined, file: string): Recognised {
  const none = { rivals: [], candidates: [] }
  const header = new Set(layout.header.map((column) => column.toLowerCase()))
  const named = (format: Format) => (format.columnName ? new Set(headerNames(layout.header, format)) : header)
  const lacking = (format: Format) => {
    const names = named(format)
    return format.signature.flatMap((column) => {
      const accepted = typeof column === 'string' ? [column] : column
      return accepted.some((name) => names.has(name)) ? [] : [accepted.join('|')]
    })
  }
  const excluded = (format: Format) => {
    const names = named(format)
    return format.without?.some((column) => names.has(column)) === true
  }
  const shape = layout.shape === 'csv' ? 'csv' : 'json'
  const idle = idleHeaders[`${shape} ${(shape === 'csv' ? [...header] : [...header].sort()).join(',')}`]
  if (wanted !== undefined) {
    if (genericIds.some((id) => id === wanted)) return { format: null, ...none }
    const format = formats.find(({ id }) => id === wanted)
    if (!format) throw fail('unknown-format', { format: wanted, known: [...formats.map(({ id }) => id), ...genericIds].join(', ') })
    const missing =
      format.shape !== shape
        ? [format.shape.toUpperCase()]
        : format.json
          ? layout.claimedBy.includes(wanted)
            ? []
            : [format.title]
          : lacking(format)
    if (missing.length > 0 && idle !== wanted) throw fail('wrong-format', { file, format: format.title, missing: missing.join(', ') })
    return { format, ...none }
  }
  const fits = (format: Format) =>
    format.json ? layout.claimedBy.includes(format.id) : (lacking(format).length === 0 && !excluded(format)) || format.id === idle
  const fitting = formats.filter((format) => format.shape === shape && fits(format))
  const rivals = mostSpecific(fitting)
  const [only] = rivals
  if (only) return rivals.length === 1 ? { format: only, ...none } : { format: null, rivals, candidates: [] }
  const near = formats.filter((format) => format.shape === shape && !format.json && lacking(format).length * 2 <= format.signature.length)
  return {
    format: null,
    rivals: [],
    candidates: near.map((format) => ({ format: format.id, title: format.title, missing: lacking(format) })),
  }
}

/** Without those whose signature is only a part of another's: a file that fits both is the more particular one. */
function mostSpecific(fitting: readonly Format[]): readonly Format[] {
  const names = (format: Format) => format.signature.flat()
  return fitting.filter((format) => {
    const own = names(format)
    return !fitting.some((other) => {
      const theirs = new Set(names(other))
      return other !== format && theirs.size > own.length && own.every((name) => theirs.has(name))
    })
  })
}

/** How many columns of the header the format knows. */
export function matchedColumns(format: Format, header: readonly string[]): number {
  const known = knownColumns(format)
  return headerNames(header, format).filter((column) => known.has(column)).length
}
