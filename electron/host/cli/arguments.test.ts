// The command line's words, as a newcomer types them: help for one command, dates that are none.
import { describe, expect, it } from 'vitest'
import { helpText, isoDate, parseCommandLine, UsageError } from './arguments.ts'

const given = (...args: string[]) => {
  const parsed = parseCommandLine(args)
  return 'help' in parsed ? expect.fail('help was not asked for') : parsed
}

describe('help', () => {
  it('lists all commands, or the options of one, whichever way it is asked for', () => {
    expect(parseCommandLine([])).toEqual({ help: null })
    expect(parseCommandLine(['help', 'import'])).toEqual(parseCommandLine(['import', '--help']))
    expect(helpText(null)).toContain('plan FILE... --out DIR')
    expect(helpText('import')).toContain('--day-index-start YYYY-MM-DD')
    expect(helpText('import')).not.toContain('--trials')
  })
})

describe('a date', () => {
  it('is a day of the calendar, or wrong usage', () => {
    expect(isoDate(given('usage', '--from', '2024-02-29'), 'from')).toBe('2024-02-29')
    for (const wrong of ['2026-13-40', '2026-02-29', '5.9.2026'])
      expect(() => isoDate(given('usage', '--from', wrong), 'from')).toThrow(UsageError)
  })
})
