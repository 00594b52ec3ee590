// Fonts for a document that must look the same on a machine without them, above all Chinese: the subsets of Inter and
// Noto Sans SC (both under the Open Font License) that cover the characters present, as data addresses. Nothing else.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

interface Family {
  readonly name: string
  readonly stem: string
  readonly folder: string
}

const require = createRequire(import.meta.url)
type Range = readonly [number, number]

/** The @font-face rules for a text. Chinese text keeps its own punctuation: Inter then serves Latin only. */
export async function fontFaces(text: string, language: 'en' | 'zh'): Promise<string> {
  const inter: Family = { name: 'Inter', stem: 'inter', folder: dirname(require.resolve('@fontsource/inter/package.json')) }
  const noto: Family = {
    name: 'Noto Sans SC',
    stem: 'noto-sans-sc',
    folder: dirname(require.resolve('@fontsource/noto-sans-sc/package.json')),
  }
  const present = new Set([...text].map((mark) => mark.codePointAt(0) ?? 0))
  const latin = await subsetsOf(inter)
  const serves = (point: number): boolean =>
    (language === 'en' || point < 0x2000 || point === 0x2212) && latin.some((subset) => covers(subset.ranges, point))
  const latinPoints = new Set([...present].filter(serves))
  const others = new Set([...present].filter((point) => point > 0x7f && !latinPoints.has(point)))
  const chinese = (await subsetsOf(noto)).filter((subset) => subset.id.startsWith('['))
  const weights = language === 'zh' ? ['400', '500'] : ['400', '600']
  const faces = [
    ...weights.flatMap((weight) => needed(latin, latinPoints).map((subset) => face(inter, weight, subset, latinPoints))),
    ...(language === 'zh' ? weights : ['400']).flatMap((weight) =>
      needed(chinese, others).map((subset) => face(noto, weight, subset, others)),
    ),
  ]
  return (await Promise.all(faces)).join('\n')
}

interface Subset {
  readonly id: string
  readonly ranges: readonly Range[]
}

async function subsetsOf(family: Family): Promise<Subset[]> {
  const table: unknown = JSON.parse(await readFile(join(family.folder, 'unicode.json'), 'utf8'))
  return Object.entries(table as Record<string, string>).map(([id, ranges]) => ({ id, ranges: ranges.split(',').map(parseRange) }))
}

/** 'U+4E00-4E10' or 'U+20AC'. */
function parseRange(text: string): Range {
  const [from = '', to = from] = text.trim().replace(/^U\+/i, '').split('-')
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)]
}

const covers = (ranges: readonly Range[], point: number): boolean => ranges.some(([from, to]) => point >= from && point <= to)

const needed = (subsets: readonly Subset[], points: ReadonlySet<number>): Subset[] =>
  subsets.filter((subset) => [...points].some((point) => covers(subset.ranges, point)))

async function face(family: Family, weight: string, subset: Subset, points: ReadonlySet<number>): Promise<string> {
  const file = join(family.folder, 'files', `${family.stem}-${subset.id.replace(/[[\]]/g, '')}-${weight}-normal.woff2`)
  const bytes = await readFile(file)
  const range = [...points]
    .filter((point) => covers(subset.ranges, point))
    .sort((a, b) => a - b)
    .map((point) => `U+${point.toString(16)}`)
  return `@font-face{font-family:"${family.name}";font-weight:${weight};src:url(data:font/woff2;base64,${bytes.toString('base64')}) format("woff2");unicode-range:${range.join(',')}}`
}
