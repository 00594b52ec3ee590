// Commands about the workspace itself: history, integrity, settings, the market's facts.
import { resolve } from 'node:path'
import { fail } from '../../../shared/language/failures.ts'
import { describeNote } from '../../../shared/language/notes.ts'
import { isoDate, oneOf, text, UsageError, wholeNumber } from './arguments.ts'
import { type Outcome, type Run, table } from './run.ts'

export async function undoCommand(run: Run, way: 'undo' | 'redo'): Promise<Outcome> {
  const before = (await run.call('app.info', {})).workspace?.[way] ?? null
  const info = await run.call(`change.${way}`, {})
  const label = before?.params.label ?? null
  return {
    json: { [way === 'undo' ? 'undone' : 'redone']: label, revision: info.revision },
    lines: [label === null ? `There is nothing to ${way}.` : `${way === 'undo' ? 'Undone' : 'Redone'}: ${label}`],
  }
}

export async function logCommand(run: Run): Promise<Outcome> {
  const { entries } = await run.call('change.log', { limit: wholeNumber(run.given, 'limit', 1) ?? 500 })
  const rows = [
    ['n', 'at', 'command', 'what', 'state', 'hash'],
    ...entries.map((entry) => [
      String(entry.n),
      entry.at,
      entry.command,
      entry.params.label ?? '',
      entry.undone ? 'undone' : '',
      entry.hash.slice(0, 12),
    ]),
  ]
  return { json: { entries }, lines: table(rows) }
}

export async function verifyCommand(run: Run): Promise<Outcome> {
  const result = await run.call('workspace.verify', {})
  return {
    json: result,
    lines: [
      result.intact
        ? `Intact: ${result.entries} log entries, ${result.usageRows} usage rows.`
        : `Broken at log entry ${result.firstBroken}.`,
    ],
    ...(result.intact ? {} : { failure: fail('chain-broken', { n: String(result.firstBroken) }).failure }),
  }
}

/** `settings` shows all; `settings liquidity=1500000.00 trials=5000` changes some. Values are JSON, or text when they are not. */
export async function settingsCommand(run: Run): Promise<Outcome> {
  const changes = Object.fromEntries(
    run.given.words.map((word) => {
      const at = word.indexOf('=')
      if (at < 1) throw new UsageError(`"${word}" is not of the form KEY=VALUE.`)
      return [word.slice(0, at), settingValue(word.slice(0, at), word.slice(at + 1))]
    }),
  )
  const settings = run.given.words.length > 0 ? await run.call('settings.set', changes) : await run.call('settings.get', {})
  return { json: settings, lines: Object.entries(settings).map(([key, value]) => `${key} = ${JSON.stringify(value)}`) }
}

/** Money settings stay text, so that "1500000.00" is not turned into a number. */
function settingValue(key: string, value: string): unknown {
  if (key === 'liquidity') return value === 'null' ? null : value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

export async function marketCommand(run: Run): Promise<Outcome> {
  const { given } = run
  const [what, file] = given.words
  const contract = text(given, 'contract')
  switch (what) {
    case 'contracts': {
      const { contracts } = await run.call('market.contracts', {})
      return {
        json: { contracts },
        lines: table([
          ['id', 'name', 'status', 'as of', 'size', 'unit', 'currency'],
          ...contracts.map((spec) => [
            spec.id,
            spec.name,
            spec.status.value,
            spec.status.asOf,
            spec.size ?? 'not known',
            spec.unit,
            spec.currency ?? 'not known',
          ]),
        ]),
      }
    }
    case 'curve': {
      const curve = await run.call('market.curve', { contract })
      return {
        json: curve,
        lines: [
          ...table([['month', 'price', 'origin'], ...curve.points.map((point) => [point.month, point.price, point.origin])]),
          ...curve.notes.map((note) => describeNote(note, 'en')),
        ],
      }
    }
    case 'import': {
      if (file === undefined) throw new UsageError('Usage: ballast market import FILE --contract ID [--kind quotes|history]')
      const id = contract ?? (await run.call('exposure.get', {})).contract
      const pasted = await run.call('market.paste', {
        contract: id,
        kind: oneOf(given, 'kind', ['quotes', 'history']) ?? 'quotes',
        path: resolve(file),
        asOf: isoDate(given, 'as-of'),
        source: text(given, 'source') ?? file,
        commit: true,
      })
      return {
        json: pasted,
        lines: [
          `${pasted.accepted} accepted, ${pasted.rejected} rejected`,
          ...pasted.rows.flatMap((row) => (row.problem ? [`line ${row.line}: ${describeNote(row.problem, 'en')}`] : [])),
        ],
      }
    }
    case 'basis': {
      const exposure = await run.call('exposure.measure', {})
      return {
        json: { contract: exposure.contract, ratio: exposure.ratio },
        lines: exposure.ratio
          ? [
              `ratio ${exposure.ratio.ratio.toFixed(4)} (standard error ${exposure.ratio.standardError.toFixed(4)}), R2 ${exposure.ratio.r2.toFixed(3)}, ${exposure.ratio.observations} months`,
            ]
          : ['No index history: a basis cannot be measured. Import one with market import --kind history.'],
      }
    }
    default:
      throw new UsageError('Usage: ballast market contracts | curve | import FILE | basis')
  }
}
