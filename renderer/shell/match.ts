// Finds actions by what people type: letters in order, in either language, or the first letters of the pinyin.
// The pinyin of a character is read off its place in the system's own Chinese sort order, so no table is needed.

/** First characters of each pinyin letter in GB order; the sort order places every other character between them. */
const firsts = [...'阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨它穵夕丫帀']
const letters = 'abcdefghjklmnopqrstwxyz'
const collator = new Intl.Collator('zh-u-co-pinyin')

/** 'tbgzt' for '套保工作台'; Latin letters stay, other characters are dropped. */
export function pinyinInitials(text: string): string {
  return [...text]
    .map((character) => {
      if (/[a-z0-9]/i.test(character)) return character.toLowerCase()
      if (!/\p{Script=Han}/u.test(character)) return ''
      const at = firsts.findLastIndex((first) => collator.compare(first, character) <= 0)
      return letters[at] ?? ''
    })
    .join('')
}

/** Higher is better; null when the letters do not occur in order. Word starts and runs of letters count more. */
export function matchScore(typed: string, text: string): number | null {
  const wanted = typed.toLowerCase().replace(/\s+/g, '')
  const found = text.toLowerCase()
  let score = 0
  let at = -1
  for (const letter of wanted) {
    const next = found.indexOf(letter, at + 1)
    if (next < 0) return null
    score += next === at + 1 ? 3 : /[\s:：/]/.test(found[next - 1] ?? ' ') ? 2 : 0
    at = next
  }
  return score - found.length / 100
}

/** The best score over all names of an action. */
export function bestScore(typed: string, names: readonly string[]): number | null {
  const scores = names
    .flatMap((name) => [matchScore(typed, name), matchScore(typed, pinyinInitials(name))])
    .filter((score) => score !== null)
  return scores.length === 0 ? null : Math.max(...scores)
}
