// The period of a file that states no dates: the first and the last day that a person gave for it, both included (UTC).
import { toEpochDay } from '../../../shared/units/calendar.ts'
import { dayMs, type Period } from './format.ts'
import type { Texts } from './texts.ts'

/** Asks for the period while nobody has stated it; what it then returns is never read. The format declares `period` under `asks`. */
export function askedPeriod(texts: Texts): Period {
  const [first = '', last = ''] = texts.answer('period').split('/')
  const fixed = first === '' ? { start: 0, end: dayMs } : { start: toEpochDay(first) * dayMs, end: (toEpochDay(last) + 1) * dayMs }
  return { start: [], end: [], widthMs: dayMs, fixed }
}
