// From the texts of a row to what the row means, by the format's rule. Rows that say the same in all their texts share one
// answer, so the rule is asked once per kind of line, not once per line.
import type { SkipCode, UsageLabel } from '../../../shared/domain/usage.ts'
import type { Format, Meaning } from './format.ts'
import { headerNames, headerPlaces } from './header-names.ts'
import type { Hasher } from './privacy.ts'
import { type Answers, cellText, type Fault, Texts } from './texts.ts'

export interface DimensionColumn {
  readonly name: string
  readonly use: 'keep' | 'hash'
}

export type Understanding =
  | { readonly kind: 'meant'; readonly meaning: Meaning; readonly label: UsageLabel; readonly asked: keyof Answers | null }
  | { readonly kind: 'skipped'; readonly code: SkipCode }
  | { readonly kind: 'idle' }
  | { readonly kind: 'faulty'; readonly fault: Fault }

const idle: Understanding = { kind: 'idle' }
const remembered = 50_000

export class Meanings {
  readonly #format: Format
  readonly #texts: Texts
  readonly #dimensions: readonly (DimensionColumn & { readonly at: number })[]
  readonly #hasher: Hasher
  /** Places of all cells that an answer depends on. */
  readonly places: readonly number[]
  readonly #known = new Map<string, Understanding>()
  #lastCells: readonly string[] = []
  #last: Understanding = idle

  constructor(format: Format, header: readonly string[], dimensions: readonly DimensionColumn[], hasher: Hasher, answers: Answers = {}) {
    const place = headerPlaces(header, format)
    const nameOf = ({ name }: DimensionColumn) => headerNames([name], format)[0] ?? ''
    const readable = new Set([...format.columns.texts, ...format.columns.dimensions, ...dimensions.map(nameOf)])
    this.#format = format
    this.#texts = new Texts(header, readable, format, answers)
    this.#dimensions = dimensions.map((column) => ({ ...column, at: header.indexOf(column.name) }))
    this.#hasher = hasher
    const read = [...readable].flatMap((name) => place.get(name) ?? [])
    this.places = [...new Set([...read, ...this.#dimensions.map(({ at }) => at)])].sort((a, b) => a - b)
  }

  of(cells: readonly string[]): Understanding {
    const { places } = this
    const before = this.#lastCells
    let isSame = before.length > 0
    for (let at = 0; isSame && at < places.length; at += 1) {
      const place = places[at] ?? 0
      isSame = cells[place] === before[place]
    }
    if (isSame) return this.#last
    let key = ''
    for (const place of places) key += `${cells[place] ?? ''}\u001f`
    let answer = this.#known.get(key)
    if (!answer) {
      answer = this.#ask(cells)
      if (this.#known.size >= remembered) this.#known.clear()
      this.#known.set(` ${key}`.slice(1), answer)
    }
    this.#lastCells = cells
    this.#last = answer
    return answer
  }

  #ask(cells: readonly string[]): Understanding {
    const texts = this.#texts.lay(cells)
    const meaning = this.#format.rule(texts)
    if (meaning === null) return idle
    if (typeof meaning === 'string') return { kind: 'skipped', code: meaning }
    if (texts.fault) return { kind: 'faulty', fault: texts.fault }
    return { kind: 'meant', meaning, label: this.#label(meaning, cells), asked: texts.asked }
  }

  #label(meaning: Meaning, cells: readonly string[]): UsageLabel {
    const format = this.#format
    return {
      source: format.id,
      role: meaning.role ?? 'usage',
      population: meaning.population ?? format.population,
      standing: meaning.standing ?? format.standing,
      provider: meaning.provider,
      model: meaning.model ?? '',
      team: this.#hasher.guard(meaning.team ?? ''),
      project: this.#hasher.guard(meaning.project ?? ''),
      tier: meaning.tier ?? 'standard',
      context: meaning.context ?? '',
      currency: meaning.currency ?? '',
      costIsEstimate: meaning.isEstimate ?? format.isEstimate ?? false,
      charge: meaning.charge ?? '',
      kind: meaning.kind ?? 'usage',
      identity: meaning.identity ?? format.identity,
      scope: meaning.scope ?? '',
      dimensions: { ...this.#dimensionsOf(cells), ...this.#found(meaning) },
    }
  }

  /** The columns that are neither quantity, money nor time; personal ones hashed, blank ones left out. */
  #dimensionsOf(cells: readonly string[]): Record<string, string> {
    const values: Record<string, string> = {}
    for (const { name, use, at } of this.#dimensions) {
      const cell = cellText(cells[at])
      if (cell !== '') values[name] = use === 'hash' ? this.#hasher.hash(cell) : this.#hasher.guard(cell)
    }
    return values
  }

  /** What the rule found inside texts: personal labels hashed, and plain ones that are a key or an address after all. */
  #found({ dimensions = {}, personal = {} }: Meaning): Record<string, string> {
    const values: Record<string, string> = {}
    for (const [name, value] of Object.entries(dimensions)) values[name] = this.#hasher.guard(value)
    for (const [name, value] of Object.entries(personal)) if (value !== '') values[name] = this.#hasher.hash(value)
    return values
  }
}
