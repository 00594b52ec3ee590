// The workspace's settings: one document, with the defaults of a first day.
import { Settings, type SettingsData } from '../../../shared/contract/workspace-commands.ts'
import { fail } from '../../../shared/language/failures.ts'
import { firstDayOf, toIsoDate, toMonth } from '../../../shared/units/calendar.ts'
import type { Session } from './session.ts'

/**
 * Policy bands by months ahead as commonly published for treasury programmes; volatility between the published
 * figures of one chip (26 % to 84 % a year); margin where the venue has published none: 10 % of contract value.
 */
const defaultSettings: SettingsData = {
  company: '',
  fiscalYearStartMonth: 1,
  currency: 'USD',
  asOf: null,
  lockedThrough: null,
  horizonMonths: 12,
  trials: 10_000,
  seed: 42,
  policy: [
    { from: 1, to: 6, minPercent: 60, maxPercent: 100 },
    { from: 7, to: 12, minPercent: 40, maxPercent: 80 },
    { from: 13, to: 18, minPercent: 0, maxPercent: 60 },
    { from: 19, to: 24, minPercent: 0, maxPercent: 40 },
  ],
  liquidity: null,
  budget: {},
  volatility: 0.45,
  basisSigma: 0.05,
  marginRate: 0.1,
  halfSpread: 0.01,
}

export async function readSettings(session: Session): Promise<SettingsData> {
  return { ...(await storedSettings(session)), ...session.around.overrides }
}

export async function changeSettings(session: Session, part: Partial<SettingsData>): Promise<SettingsData> {
  const settings = Settings.parse({ ...(await storedSettings(session)), ...part })
  if (Object.keys(part).length === 0) return settings
  for (const band of settings.policy) {
    if (band.minPercent > band.maxPercent || band.from > band.to) throw fail('bad-policy', { from: String(band.from), to: String(band.to) })
  }
  const fields = Object.keys(part).join(', ')
  await session.workspace.change('settings.set', { label: `Change settings: ${fields}`, params: { fields } }, (write) =>
    write.put('settings', 'main', settings),
  )
  return settings
}

/** Last day of the closed periods; null when none is closed. */
export async function lockedThrough(session: Session): Promise<string | null> {
  const { lockedThrough: month } = await readSettings(session)
  return month === null ? null : toIsoDate(firstDayOf(toMonth(month) + 1) - 1)
}

async function storedSettings(session: Session): Promise<SettingsData> {
  const stored = await session.workspace.documents.get('settings', 'main')
  return stored ? Settings.parse({ ...defaultSettings, ...(stored.body as object) }) : defaultSettings
}
