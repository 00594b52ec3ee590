// The terms of a contract one by one: how each is written, read back from typing, and where its provenance stands.
// A typed term is marked as the user's own. Pure; the details table and the form for an own contract use it.
import { type ContractSpecData, contractStatuses } from '../../shared/contract/market-commands.ts'
import type { ProvenanceData } from '../../shared/contract/scalars.ts'
import { marketTexts } from '../../shared/language/market.ts'
import type { Language } from '../../shared/language/text.ts'
import { Decimal } from '../../shared/units/decimal.ts'
import { formatExact } from '../../shared/units/format.ts'
import { formatMonth } from '../../shared/units/format-date.ts'
import { parseTyped } from '../../shared/units/typed.ts'

export type TermKey = keyof (typeof marketTexts)['en']['field']

type Words = (typeof marketTexts)['en']

export interface ContractTerm {
  readonly key: TermKey
  /** Key in the contract's provenance; several terms may share one. */
  readonly provenance: string
  /** Raw text for typing; '' where unknown. */
  readonly raw: (spec: ContractSpecData) => string
  /** As read by a person; null where unknown. */
  readonly shown?: (spec: ContractSpecData, words: Words, language: Language) => string | null
  /** The contract with the typed term, or null when it cannot be read. */
  readonly typed: (spec: ContractSpecData, text: string) => ContractSpecData | null
  /** One of a few, in words. */
  readonly options?: (words: Words) => readonly { readonly id: string; readonly label: string }[]
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** A number above zero; empty is "not known". */
function amount(text: string): string | null | undefined {
  if (text.trim() === '') return null
  const value = parseTyped(text)
  return value === null || !new Decimal(value).gt(0) ? undefined : value
}

function whole(text: string): number | null | undefined {
  const value = amount(text)
  if (value === null || value === undefined) return value
  return new Decimal(value).isInteger() ? Number(value) : undefined
}

const kinds = ['future', 'swap', 'template'] as const
const methods = ['month-average-business-days', 'month-average-calendar-days', 'unknown'] as const
const units = ['GPU-hour', 'Mtok'] as const

const among = <T extends string>(all: readonly T[], text: string): T | undefined => all.find((each) => each === text)

export const contractTerms: readonly ContractTerm[] = [
  {
    key: 'name',
    provenance: 'name',
    raw: (spec) => spec.name,
    typed: (spec, text) => (text.trim() === '' ? null : { ...spec, name: text.trim() }),
  },
  { key: 'venue', provenance: 'venue', raw: (spec) => spec.venue, typed: (spec, text) => ({ ...spec, venue: text.trim() }) },
  {
    key: 'kind',
    provenance: 'kind',
    raw: (spec) => spec.kind,
    shown: (spec, words) => words.kind[spec.kind],
    options: (words) => kinds.map((id) => ({ id, label: words.kind[id] })),
    typed: (spec, text) => withKey(spec, 'kind', among(kinds, text)),
  },
  {
    key: 'status',
    provenance: 'status',
    raw: (spec) => spec.status.value,
    shown: (spec, words) => words.status[spec.status.value],
    options: (words) => contractStatuses.map((id) => ({ id, label: words.status[id] })),
    typed(spec, text) {
      const value = among(contractStatuses, text)
      return value === undefined ? null : { ...spec, status: { ...spec.status, value } }
    },
  },
  {
    key: 'underlying',
    provenance: 'underlying',
    raw: (spec) => spec.underlying,
    typed: (spec, text) => ({ ...spec, underlying: text.trim() }),
  },
  {
    key: 'unit',
    provenance: 'unit',
    raw: (spec) => spec.unit,
    shown: (spec, words) => words.unit[spec.unit],
    options: (words) => units.map((id) => ({ id, label: words.unit[id] })),
    typed: (spec, text) => withKey(spec, 'unit', among(units, text)),
  },
  { key: 'size', provenance: 'size', raw: (spec) => spec.size ?? '', typed: (spec, text) => withKey(spec, 'size', amount(text)) },
  {
    key: 'currency',
    provenance: 'currency',
    raw: (spec) => spec.currency ?? '',
    typed: (spec, text) =>
      text.trim() === ''
        ? { ...spec, currency: null }
        : /^[A-Za-z]{3}$/.test(text.trim())
          ? { ...spec, currency: text.trim().toUpperCase() }
          : null,
  },
  { key: 'tick', provenance: 'tick', raw: (spec) => spec.tick ?? '', typed: (spec, text) => withKey(spec, 'tick', amount(text)) },
  {
    key: 'tickValue',
    provenance: 'tickValue',
    raw: (spec) => spec.tickValue ?? '',
    typed: (spec, text) => withKey(spec, 'tickValue', amount(text)),
  },
  {
    key: 'settlement',
    provenance: 'settlement',
    raw: (spec) => spec.settlement.method,
    shown: (spec, words) => (spec.settlement.method === 'unknown' ? null : words.method[spec.settlement.method]),
    options: (words) => methods.map((id) => ({ id, label: words.method[id] })),
    typed(spec, text) {
      const method = among(methods, text)
      return method === undefined ? null : { ...spec, settlement: { ...spec.settlement, method } }
    },
  },
  {
    key: 'index',
    provenance: 'settlement',
    raw: (spec) => (spec.settlement.index === 'unknown' ? '' : spec.settlement.index),
    typed: (spec, text) => ({ ...spec, settlement: { ...spec.settlement, index: orNull(text) ?? 'unknown' } }),
  },
  {
    key: 'missingDay',
    provenance: 'missingDay',
    raw: (spec) => spec.settlement.missingDay ?? '',
    typed: (spec, text) => ({ ...spec, settlement: { ...spec.settlement, missingDay: orNull(text) } }),
  },
  {
    key: 'lastTrade',
    provenance: 'lastTrade',
    raw: (spec) => spec.lastTrade ?? '',
    typed: (spec, text) => ({ ...spec, lastTrade: orNull(text) }),
  },
  {
    key: 'firstMonth',
    provenance: 'firstMonth',
    raw: (spec) => spec.firstMonth ?? '',
    shown: (spec, _words, language) => (spec.firstMonth === null ? null : formatMonth(spec.firstMonth, language)),
    typed: (spec, text) =>
      orNull(text) === null || /^\d{4}-(0[1-9]|1[0-2])$/.test(text.trim()) ? { ...spec, firstMonth: orNull(text) } : null,
  },
  {
    key: 'listedMonths',
    provenance: 'listedMonths',
    raw: (spec) => String(spec.listedMonths ?? ''),
    typed: (spec, text) => withKey(spec, 'listedMonths', whole(text)),
  },
  {
    key: 'feePerContract',
    provenance: 'feePerContract',
    raw: (spec) => spec.feePerContract ?? '',
    typed: (spec, text) => withKey(spec, 'feePerContract', amount(text)),
  },
  {
    key: 'marginRate',
    provenance: 'marginRate',
    raw: (spec) => (spec.marginRate === null ? '' : `${new Decimal(spec.marginRate).times(100).toFixed()} %`),
    typed(spec, text) {
      const rate = amount(text)
      if (rate === undefined || rate === null) return rate === null ? { ...spec, marginRate: null } : null
      return new Decimal(rate).lte(1) ? { ...spec, marginRate: Number(rate) } : null
    },
  },
  limit('spotMonth'),
  limit('accountabilitySingle'),
  limit('accountabilityAll'),
  { key: 'hours', provenance: 'hours', raw: (spec) => spec.hours ?? '', typed: (spec, text) => ({ ...spec, hours: orNull(text) }) },
]

function limit(key: keyof ContractSpecData['limits']): ContractTerm {
  return {
    key,
    provenance: 'limits',
    raw: (spec) => String(spec.limits[key] ?? ''),
    shown: (spec) => (spec.limits[key] === null ? null : formatExact(String(spec.limits[key]))),
    typed(spec, text) {
      const value = whole(text)
      return value === undefined ? null : { ...spec, limits: { ...spec.limits, [key]: value } }
    },
  }
}

/** undefined is what could not be read. */
function withKey<K extends keyof ContractSpecData>(
  spec: ContractSpecData,
  key: K,
  value: ContractSpecData[K] | undefined,
): ContractSpecData | null {
  return value === undefined ? null : { ...spec, [key]: value }
}

/** As a person reads it; null where nobody has published it. */
export function shownTerm(term: ContractTerm, spec: ContractSpecData, language: Language): string | null {
  const words = marketTexts[language]
  return term.shown ? term.shown(spec, words, language) : orNull(term.raw(spec))
}

/** The contract with a term as typed, marked as the user's own at `asOf`; null when the text cannot be read. */
export function withTerm(spec: ContractSpecData, term: ContractTerm, text: string, source: string, asOf: string): ContractSpecData | null {
  const changed = term.typed(spec, text)
  if (changed === null) return null
  const mark: ProvenanceData = { kind: 'user', source, asOf }
  return { ...changed, provenance: { ...changed.provenance, [term.provenance]: mark } }
}

/** May a position be opened at all: listed, or agreed between two parties. */
export function isTradable({ status }: ContractSpecData): boolean {
  return status.value === 'listed' || status.value === 'otc'
}
