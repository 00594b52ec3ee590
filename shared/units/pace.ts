// How fast work goes and how long it may still take, from what it reports on the way. Pure: the time is given.

export interface Pace {
  /** Of what is counted, in a second. */
  readonly perSecond: number
  /** null: the end is not known. */
  readonly secondsLeft: number | null
}

const soonestMs = 1000

/** Measures one piece of work after the other; a new key begins anew, so that what came before it does not count. */
export class PaceMeter {
  #key = ''
  #from = { at: 0, done: 0 }

  /** null in the first second, and while nothing is done. `nowMs`: any clock that only goes forward. */
  at(nowMs: number, key: string, done: number, total: number): Pace | null {
    if (key !== this.#key || done < this.#from.done) {
      this.#key = key
      this.#from = { at: nowMs, done }
    }
    const elapsed = nowMs - this.#from.at
    const gained = done - this.#from.done
    if (elapsed < soonestMs || gained <= 0) return null
    const perSecond = (gained / elapsed) * 1000
    return { perSecond, secondsLeft: total > done ? (total - done) / perSecond : null }
  }
}
