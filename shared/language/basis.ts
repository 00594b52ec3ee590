// The line that says what a result was made from, under titles, in Explain panels and in documents.
import { texts } from './text.ts'

export const basisTexts = texts({
  en: {
    run: (run: string) => `Run ${run}`,
    asOf: (day: string) => `as of ${day}`,
    trials: (trials: string, seed: string) => `${trials} trials, seed ${seed}`,
    scenario: (name: string) => `scenario ${name}`,
    curve: (id: string) => `curve ${id}`,
    prices: (version: string) => `prices ${version}`,
    separator: ', ',
  },
  zh: {
    run: (run) => `运行 ${run}`,
    asOf: (day) => `截至 ${day}`,
    trials: (trials, seed) => `模拟 ${trials} 次，种子 ${seed}`,
    scenario: (name) => `情景 ${name}`,
    curve: (id) => `曲线 ${id}`,
    prices: (version) => `价格版本 ${version}`,
    separator: '，',
  },
})
