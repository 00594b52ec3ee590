// How days, months and instants are written. Days are ISO text ('2026-09-30'), months 'YYYY-MM', instants ISO UTC.
// Never the ambiguous 03/04/26; never the machine's clock or zone: the zone of an instant is an argument.

type Language = 'en' | 'zh'

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** '2026-09-30' as '30 Sep 2026' or '2026年9月30日'; text that is no ISO day is returned as it is. */
export function formatDate(day: string, language: Language): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(day)
  if (!parts) return day
  const [, year = '', month = '', date = ''] = parts
  if (language === 'zh') return `${year}年${Number(month)}月${Number(date)}日`
  return `${Number(date)} ${monthName(month)} ${year}`
}

/** '2026-09-30' as '30 Sep' or '9月30日', where the year is said elsewhere. */
export function formatDay(day: string, language: Language): string {
  const parts = /^\d{4}-(\d{2})-(\d{2})/.exec(day)
  if (!parts) return day
  const [, month = '', date = ''] = parts
  return language === 'zh' ? `${Number(month)}月${Number(date)}日` : `${Number(date)} ${monthName(month)}`
}

/** '2027-03' as 'Mar 2027' or '2027年3月'; short, for an axis: 'Mar 27' or '27年3月'. */
export function formatMonth(month: string, language: Language, short = false): string {
  const parts = /^(\d{4})-(\d{2})/.exec(month)
  if (!parts) return month
  const [, year = '', number = ''] = parts
  const shownYear = short ? year.slice(2) : year
  return language === 'zh' ? `${shownYear}年${Number(number)}月` : `${monthName(number)} ${shownYear}`
}

/** '2026-09-30T14:02:11Z' as '30 Sep 2026, 14:02' in the zone given (IANA name). */
export function formatInstant(instant: string, language: Language, zone: string): string {
  const at = new Date(instant)
  if (Number.isNaN(at.getTime())) return instant
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? ''
  const day = formatDate(`${part('year')}-${part('month')}-${part('day')}`, language)
  return `${day}${language === 'zh' ? ' ' : ', '}${part('hour')}:${part('minute')}`
}

function monthName(number: string): string {
  return monthNames[Number(number) - 1] ?? number
}
