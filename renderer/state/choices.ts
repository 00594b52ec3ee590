// Display choices between two starts, in the page's own storage. A damaged or foreign entry is ignored.
// The first start follows the system's language.
import { languages } from '../../shared/language/text.ts'
import type { DisplayChoices } from './store.ts'

const key = 'ballast-display'

const allowed = {
  language: languages,
  theme: ['system', 'light', 'dark'],
  density: ['compact', 'default'],
  unit: ['one', 'thousand', 'million', 'auto'],
  sign: ['accounting', 'minus'],
} as const

export function readChoices(storage: Pick<Storage, 'getItem'> = localStorage, system = navigator.language): DisplayChoices {
  const stored = parsed(storage.getItem(key))
  const pick = <const T extends readonly string[]>(values: T, value: unknown, otherwise: T[number]): T[number] =>
    values.find((each) => each === value) ?? otherwise
  const language = pick(allowed.language, stored.language, system.toLowerCase().startsWith('zh') ? 'zh' : 'en')
  return {
    language,
    theme: pick(allowed.theme, stored.theme, 'system'),
    density: pick(allowed.density, stored.density, 'default'),
    unit: pick(allowed.unit, stored.unit, 'auto'),
    sign: pick(allowed.sign, stored.sign, language === 'zh' ? 'minus' : 'accounting'),
  }
}

export function writeChoices(choices: DisplayChoices, storage: Pick<Storage, 'setItem'> = localStorage): void {
  storage.setItem(key, JSON.stringify(choices))
}

function parsed(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
