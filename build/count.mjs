// Reads the result files of vitest and Playwright into the one form test.mjs adds up.

/** @typedef {{ passed: number, failed: number, skipped: string[] }} Counts */

/** @type {(json: string) => Counts} */
export function vitestCounts(json) {
  const { numPassedTests, numFailedTests, numFailedTestSuites, testResults } = JSON.parse(json)
  const broken = testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  const skipped = testResults.flatMap((/** @type {{ assertionResults: { status: string, fullName: string }[] }} */ file) =>
    file.assertionResults
      .filter(({ status }) => status === 'pending' || status === 'skipped' || status === 'todo')
      .map(({ fullName }) => fullName),
  )
  const failed = numFailedTests + broken.length
  return { passed: numPassedTests, failed: failed === 0 && numFailedTestSuites > 0 ? 1 : failed, skipped }
}

/** @type {(json: string) => Counts} */
export function playwrightCounts(json) {
  const { stats, suites, errors } = JSON.parse(json)
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + (stats.unexpected === 0 ? errors.length : 0),
    skipped: suites.flatMap(skippedIn),
  }
}

/** @typedef {{ title: string, tests: { status: string, annotations: { type: string, description?: string }[] }[] }} Spec */
/** @typedef {{ specs: Spec[], suites?: Suite[] }} Suite */
/** @type {(suite: Suite) => string[]} */
function skippedIn({ specs, suites = [] }) {
  const own = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === 'skipped')
      .map(({ annotations }) => `${title}: ${annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given'}`),
  )
  return [...own, ...suites.flatMap(skippedIn)]
}
