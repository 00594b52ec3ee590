// Arguments a formula has no answer for. Every function of this library that is called from outside checks what it is
// given by these and throws OutOfDomain, which names the argument, the value and what is allowed; so no NaN travels.
// The callers at the border (calc, jobs) turn it into a failure in the user's words.

/** An argument outside the domain of a formula. */
export class OutOfDomain extends RangeError {
  readonly argument: string
  readonly value: string
  readonly allowed: string
  constructor(argument: string, value: number | string, allowed: string) {
    super(`${argument} is ${value}; allowed is ${allowed}`)
    this.name = 'OutOfDomain'
    this.argument = argument
    this.value = String(value)
    this.allowed = allowed
  }
}

/** An iteration that did not arrive; says of what, and how far it was. */
export class NoConvergence extends Error {
  readonly search: string
  constructor(search: string, detail: string) {
    super(`${search} did not converge: ${detail}`)
    this.name = 'NoConvergence'
    this.search = search
  }
}

export function requireFinite(argument: string, value: number): void {
  if (!Number.isFinite(value)) throw new OutOfDomain(argument, value, 'a finite number')
}

export function requirePositive(argument: string, value: number): void {
  if (!(value > 0 && value < Infinity)) throw new OutOfDomain(argument, value, 'a number above 0')
}

export function requireNotNegative(argument: string, value: number): void {
  if (!(value >= 0 && value < Infinity)) throw new OutOfDomain(argument, value, 'a number from 0')
}

/** Between `low` and `high`, both included. */
export function requireBetween(argument: string, value: number, low: number, high: number): void {
  if (!(value >= low && value <= high)) throw new OutOfDomain(argument, value, `a number from ${low} to ${high}`)
}

/** Strictly between 0 and 1: levels and probabilities of quantiles. */
export function requireLevel(argument: string, value: number): void {
  if (!(value > 0 && value < 1)) throw new OutOfDomain(argument, value, 'a number between 0 and 1')
}

export function requireWhole(argument: string, value: number, low: number, high: number = Number.MAX_SAFE_INTEGER): void {
  if (!Number.isSafeInteger(value) || value < low || value > high)
    throw new OutOfDomain(
      argument,
      value,
      high === Number.MAX_SAFE_INTEGER ? `a whole number from ${low}` : `a whole number from ${low} to ${high}`,
    )
}

/** +1 for a call, -1 for a put. */
export function requireSide(argument: string, value: number): void {
  if (value !== 1 && value !== -1) throw new OutOfDomain(argument, value, '+1 (call) or -1 (put)')
}

/** At least `least` values, all finite. */
export function requireSeries(argument: string, values: ArrayLike<number>, least = 1): void {
  if (values.length < least) throw new OutOfDomain(argument, `${values.length} values`, `at least ${least} values`)
  // The name is put together for the value at fault alone: this runs over every price of every path.
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i]!)) requireFinite(`${argument}[${i}]`, values[i]!)
}

/** The same check for every value; the argument named is that of the value. */
export function requireEach(argument: string, values: ArrayLike<number>, check: (argument: string, value: number) => void): void {
  let i = 0
  try {
    for (; i < values.length; i++) check(argument, values[i]!)
  } catch {
    // The place is put into the name for the value at fault alone.
    check(`${argument}[${i}]`, values[i]!)
  }
}

export function requireLength(argument: string, values: ArrayLike<unknown>, length: number): void {
  if (values.length !== length) throw new OutOfDomain(argument, `${values.length} values`, `${length} values`)
}

/** Each value above the one before. */
export function requireRising(argument: string, values: ArrayLike<number>): void {
  for (let i = 1; i < values.length; i++)
    if (!(values[i]! > values[i - 1]!)) throw new OutOfDomain(`${argument}[${i}]`, values[i]!, `a number above ${values[i - 1]!}`)
}
