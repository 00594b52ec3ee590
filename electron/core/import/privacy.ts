// Which columns are never stored, and which only as a hash: prompts and answers, secrets, people.
// Works by column name, and for single values that look like a key or an e-mail address whatever their column is called.
import { createHmac } from 'node:crypto'

export type PrivacyUse = 'keep' | 'hash' | 'drop'

const content =
  /^(?:prompts?|messages?|responses?|completion|content|(?:input|output|request|response|prompt|completion)_?(?:text|body|content|messages?)|body|query|answer|transcript)$/
const secret = /(?:^|_)(?:secret|password|passwd|authorization|bearer|credentials?|access_token|refresh_token|private_key)(?:_|$)/
const person =
  /(?:^|_)(?:e_?mail|email_address|user|users|username|user_?(?:name|id|email|hash)|end_?user|actor|employee|person|owner|full_?name|first_?name|last_?name|requester|ip|ip_address|phone)(?:_|$)/
const apiKey = /^(?:.*_)?api_?key(?:_value|_redacted|_secret|_hash)?$/
const secretValue = /^(?:(?:sk|pk|rk)[-_][\w-]{8,}|AKIA\w{12,}|AIza[\w-]{20,}|gh[pousr]_\w{20,}|xox[abprs]-|Bearer |claude_code_key_)/
const emailValue = /^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/

/** The default for a column that is not one of ours. */
export function defaultUse(column: string): PrivacyUse {
  const name = column
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
  if (content.test(name) || secret.test(name)) return 'drop'
  return person.test(name) || apiKey.test(name) ? 'hash' : 'keep'
}

/** Turns values into short hashes. The salt belongs to the workspace, so the same person keeps the same code there and only there. */
export class Hasher {
  readonly #salt: string
  readonly #known = new Map<string, string>()

  constructor(salt: string) {
    this.#salt = salt
  }

  hash(value: string): string {
    const known = this.#known.get(value)
    if (known !== undefined) return known
    const code = `#${createHmac('sha256', this.#salt).update(value).digest('hex').slice(0, 16)}`
    if (this.#known.size >= 50_000) this.#known.clear()
    this.#known.set(` ${value}`.slice(1), code)
    return code
  }

  /** The value itself unless it is plainly a key or an address. */
  guard(value: string): string {
    return (value.length > 10 && secretValue.test(value)) || (value.includes('@') && emailValue.test(value)) ? this.hash(value) : value
  }
}
