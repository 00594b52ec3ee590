// Hours of the day as people write them: '0-8', '16:30-00:30', in UTC and steps of half an hour.
export interface Hours {
  readonly from: number
  readonly to: number
}

/** undefined: nothing typed, all day; null: not hours. */
export function hoursOf(typed: string): Hours | null | undefined {
  if (typed.trim() === '') return undefined
  const parts = typed.split(/[-–]/).map((part) => part.trim())
  const [from, to] = parts.map(hourOf)
  if (parts.length !== 2 || from === undefined || to === undefined || Number.isNaN(from) || Number.isNaN(to) || from === to) return null
  return { from, to }
}

function hourOf(part: string): number {
  const parsed = /^(\d{1,2})(?::(00|30)|\.(5|0))?$/.exec(part)
  if (!parsed) return Number.NaN
  const hour = Number(parsed[1]) + (parsed[2] === '30' || parsed[3] === '5' ? 0.5 : 0)
  return hour <= 24 ? hour : Number.NaN
}

/** 16.5 is '16:30'. */
export const clockOf = (hour: number): string => `${String(Math.floor(hour)).padStart(2, '0')}:${hour % 1 === 0 ? '00' : '30'}`
