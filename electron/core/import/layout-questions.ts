// Questions that the columns of a file leave open: which of two formats, which column is what, when day 0 was.
import type { Format } from './format.ts'
import type { MappingProfile } from './mapping-profile.ts'
import type { FileInspection, Question } from './options.ts'
import { lacking } from './self-mapping.ts'

export function rivalQuestion(rivals: readonly Format[]): Question[] {
  if (rivals.length === 0) return []
  return [
    {
      id: 'format',
      flag: '--format',
      column: '',
      rows: 0,
      samples: [],
      options: rivals.map(({ id, title }) => ({ value: id, reading: title, tokens: null, money: {} })),
    },
  ]
}

/** Samples of a mapping question are the fields that are missing. */
export function openMapping(mapping: MappingProfile, candidates: FileInspection['candidates']): Question[] {
  const missing = lacking(mapping.columns)
  if (missing.length === 0) return []
  const options = candidates.map(({ format, title, missing: columns }) => ({
    value: format,
    reading: `${title}: ${columns.join(', ')}`,
    tokens: null,
    money: {},
  }))
  return [{ id: 'mapping', flag: '--map', column: '', rows: 0, samples: missing, options }]
}

export function dayIndexQuestion(mapping: MappingProfile, samples: (column: string) => readonly string[], rows: number): Question[] {
  const column = mapping.columns.dayIndex ?? mapping.columns.hourIndex
  if (mapping.columns.date !== undefined || column === undefined || mapping.dayIndexStart !== undefined) return []
  return [{ id: 'day-index', flag: '--day-index-start', column, rows, samples: [...new Set(samples(column))].slice(0, 3), options: [] }]
}
