// The sum at the end of `npm test` must not be able to hide a failure.
import { describe, expect, it } from 'vitest'
import { playwrightCounts, vitestCounts } from './count.mjs'

const vitest = (/** @type {object} */ over) =>
  vitestCounts(JSON.stringify({ numPassedTests: 4, numFailedTests: 0, numFailedTestSuites: 0, testResults: [], ...over }))

const playwright = (/** @type {object} */ over) =>
  playwrightCounts(JSON.stringify({ stats: { expected: 3, unexpected: 0, flaky: 0 }, suites: [], errors: [], ...over }))

describe('unit tests', () => {
  it('counts passed and failed', () => {
    expect(vitest({ numFailedTests: 2, numFailedTestSuites: 1 })).toEqual({ passed: 4, failed: 2, skipped: [] })
  })

  it('counts a file that could not even be loaded as a failure', () => {
    expect(vitest({ numFailedTestSuites: 1, testResults: [{ status: 'failed', assertionResults: [] }] }).failed).toBe(1)
  })

  it('names what was skipped', () => {
    const file = { status: 'passed', assertionResults: [{ status: 'skipped', fullName: 'finding a Chromium' }] }
    expect(vitest({ testResults: [file] }).skipped).toEqual(['finding a Chromium'])
  })
})

describe('user stories', () => {
  it('counts an error outside any story as a failure', () => {
    expect(playwright({ errors: [{ message: 'no browser' }] })).toEqual({ passed: 3, failed: 1, skipped: [] })
  })

  it('gives the reason of a skipped story, however deep it stands', () => {
    const spec = {
      title: 'the window opens',
      tests: [{ status: 'skipped', annotations: [{ type: 'skip', description: 'no Electron binary' }] }],
    }
    expect(playwright({ suites: [{ specs: [], suites: [{ specs: [spec] }] }] }).skipped).toEqual(['the window opens: no Electron binary'])
  })
})
