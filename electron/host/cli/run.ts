// What a command works with: the typed client to the core, progress on stderr, and the way it ends.

import type { Client } from '../../../shared/contract/client.ts'
import type { CommandName, commands, events, Input, Output, ProgressData } from '../../../shared/contract/commands.ts'
import type { Failure } from '../../../shared/result/failure.ts'
import { moneyEntries } from '../../../shared/units/money-order.ts'
import type { Given } from './arguments.ts'

type Table = { commands: typeof commands; events: typeof events }

export interface Run {
  readonly given: Given
  readonly client: Client<Table>
  readonly signal: AbortSignal
  call<K extends CommandName>(name: K, args: Input<K>): Promise<Output<K>>
}

/** What a command leaves: the JSON document, the same in words, and an expected failure that still has a result. */
export interface Outcome {
  readonly json: unknown
  readonly lines: readonly string[]
  readonly failure?: Failure
}

export function runOf(given: Given, client: Client<Table>, signal: AbortSignal, onProgress: (progress: ProgressData) => void): Run {
  return { given, client, signal, call: (name, args) => client.call(name, args, { signal, onProgress }) }
}

/** Columns padded to their widest cell; numbers to the right. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const isNumber = (column: number) => rows.slice(1).every((row) => /^-?[\d.,]*( ?%)?$/.test(row[column] ?? ''))
  const numeric = widths.map((_, column) => isNumber(column))
  return rows.map((row) =>
    row
      .map((cell, column) => (numeric[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}

/** The currency that stands first among several. */
export async function homeCurrency(run: Run): Promise<string> {
  return (await run.call('settings.get', {})).currency
}

export function moneyText(money: Readonly<Record<string, string>>, home: string): string {
  const entries = moneyEntries(money, home)
  return entries.length === 0 ? '0' : entries.map(([currency, amount]) => `${currency} ${amount}`).join(', ')
}
