// Where the shared fixtures lie, and the figures computed by hand for them (shared/fixtures/README.md).
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const fixture = (name: string): string => fileURLToPath(new URL(`../shared/fixtures/${name}`, import.meta.url))

interface Expected {
  readonly import: Readonly<Record<'read' | 'new' | 'updated' | 'unchanged' | 'rejected', string>>
  readonly usage: {
    readonly months: Readonly<Record<string, string>>
    readonly models: Readonly<Record<string, string>>
    readonly total: string
    readonly tokens: string
  }
  readonly hedge: {
    readonly month: string
    readonly price: string
    readonly coverPercent: string
    readonly contracts: number
    readonly contractValue: string
    readonly vsNone: Readonly<Record<'expected' | 'down60' | 'up60' | 'stress' | 'costs', string>>
  }
}

export const expected = JSON.parse(readFileSync(fixture('expected.json'), 'utf8')) as Expected
