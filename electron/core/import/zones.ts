// From a civil time in a zone to UTC. A zone is UTC, a fixed offset such as +08:00, or an IANA name.
import { fail } from '../../../shared/language/failures.ts'

export interface Zone {
  readonly name: string
  /** Minutes east of UTC at a UTC instant in milliseconds. */
  readonly offsetAt: (ms: number) => number
}

const minuteMs = 60_000

export function zoneOf(name: string): Zone {
  const text = name.trim()
  if (/^(?:utc|gmt|z)$/i.test(text)) return { name: 'UTC', offsetAt: () => 0 }
  const minutes = offsetMinutes(text)
  if (minutes !== null) return { name: text, offsetAt: () => minutes }
  try {
    const clock = new Intl.DateTimeFormat('en-CA', {
      timeZone: text,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    return { name: text, offsetAt: (ms) => (civilMs(clock, ms) - Math.floor(ms / 1000) * 1000) / minuteMs }
  } catch {
    throw fail('bad-zone', { zone: name })
  }
}

/** `+08:00`, `-0530`, `+8` as minutes east of UTC. */
export function offsetMinutes(text: string): number | null {
  const parts = /^(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(text)
  if (!parts) return null
  const minutes = Number(parts[2]) * 60 + Number(parts[3] ?? 0)
  return minutes > 14 * 60 ? null : parts[1] === '-' ? -minutes : minutes
}

/**
 * The UTC instant of a civil time, given as the milliseconds it would have were it UTC. In the hour that a clock
 * skips or repeats, the offset in force before the change is used.
 */
export function utcOf(civil: number, zone: Zone): number {
  const before = civil - zone.offsetAt(civil - 86_400_000) * minuteMs
  const after = civil - zone.offsetAt(civil + 86_400_000) * minuteMs
  if (before === after) return before
  return before + zone.offsetAt(before) * minuteMs === civil ? before : after + zone.offsetAt(after) * minuteMs === civil ? after : before
}

function civilMs(clock: Intl.DateTimeFormat, ms: number): number {
  const part: Record<string, number> = {}
  for (const { type, value } of clock.formatToParts(ms)) part[type] = Number(value)
  return Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second)
}
