// A formula of one variable z as people write it: numbers, z, + - * / ^ (or **), brackets, a product without its sign, and
// exp, log, ln, sqrt, abs, max, min. Read by recursive descent into a function; nothing of the text is run as code.
import { exp, log, power } from '../math/numerics/elementary.ts'

export type Formula = (z: number) => number

/** What `formulaOf` reads, for a message. */
export const formulaRule = 'a formula of z of at most 300 characters, with numbers, + - * / ^, brackets, exp, log, sqrt, abs, max and min'

const longest = 300
const number = /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/
const token = /(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|[a-z]+|\*\*|\S/g

const ofOne: Readonly<Record<string, (x: number) => number>> = { exp, log, ln: log, sqrt: Math.sqrt, abs: Math.abs }
const ofSeveral: Readonly<Record<string, (...x: number[]) => number>> = { max: Math.max, min: Math.min }

class Unreadable extends Error {}

/** Undefined for a text that is no such formula. */
export function formulaOf(text: string): Formula | undefined {
  if (text.length > longest) return undefined
  const tokens = text.toLowerCase().match(token) ?? []
  let next = 0
  const taken = (...wanted: string[]) => (wanted.includes(tokens[next] ?? '') ? tokens[next++] : undefined)
  const need = (wanted: string) => {
    if (!taken(wanted)) throw new Unreadable(wanted)
  }

  function sum(): Formula {
    let left = product()
    for (let sign = taken('+', '-'); sign; sign = taken('+', '-')) {
      const [a, b, side] = [left, product(), sign === '+' ? 1 : -1]
      left = (z) => a(z) + side * b(z)
    }
    return left
  }

  function product(): Formula {
    let left = signed()
    for (;;) {
      const [a, sign] = [left, taken('*', '/')]
      if (!sign && !/^[a-z(]/.test(tokens[next] ?? '')) return left
      const b = signed()
      left = sign === '/' ? (z) => a(z) / b(z) : (z) => a(z) * b(z)
    }
  }

  function signed(): Formula {
    const sign = taken('+', '-')
    if (!sign) return raised()
    const value = signed()
    return sign === '+' ? value : (z) => -value(z)
  }

  function raised(): Formula {
    const base = atom()
    if (!taken('^', '**')) return base
    const exponent = signed()
    return (z) => raisedTo(base(z), exponent(z))
  }

  function atom(): Formula {
    const word = tokens[next++] ?? ''
    if (number.test(word)) {
      const value = Number(word)
      return () => value
    }
    if (word === 'z') return (z) => z
    if (word === '(') {
      const inner = sum()
      need(')')
      return inner
    }
    const one = Object.hasOwn(ofOne, word) ? ofOne[word] : undefined
    const several = Object.hasOwn(ofSeveral, word) ? ofSeveral[word] : undefined
    if (!one && !several) throw new Unreadable(word)
    need('(')
    const first = sum()
    const rest: Formula[] = []
    while (several && taken(',')) rest.push(sum())
    need(')')
    return one ? (z) => one(first(z)) : (z) => several?.(first(z), ...rest.map((each) => each(z))) ?? NaN
  }

  try {
    const formula = sum()
    return next === tokens.length ? formula : undefined
  } catch (thrown) {
    if (thrown instanceof Unreadable) return undefined
    throw thrown
  }
}

/** Whole exponents by products, so that a negative base has its powers; others by the logarithm. */
function raisedTo(base: number, exponent: number): number {
  if (!Number.isInteger(exponent) || Math.abs(exponent) > 64) return base === 0 && exponent > 0 ? 0 : power(base, exponent)
  let result = 1
  for (let i = 0; i < Math.abs(exponent); i++) result *= base
  return exponent < 0 ? 1 / result : result
}
