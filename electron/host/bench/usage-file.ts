// A made-up request log of any size, the same at every run: about 110 bytes a row, with ids, broken cells and repeated lines as
// real exports have them.
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'

/** Of so many rows one has a word where its output tokens should stand, and one is its predecessor once more. */
const brokenEvery = 100_000
const repeatedEvery = 40_000

export interface UsageFile {
  readonly path: string
  readonly rows: number
  readonly broken: number
  readonly repeated: number
}

const models: readonly (readonly [provider: string, model: string])[] = [
  ['openai', 'gpt-5'],
  ['openai', 'gpt-5-mini'],
  ['openai', 'gpt-4.1'],
  ['openai', 'o3'],
  ['anthropic', 'claude-opus-4-5'],
  ['anthropic', 'claude-sonnet-4-5'],
  ['anthropic', 'claude-haiku-4-5'],
  ['google', 'gemini-2.5-pro'],
  ['deepseek', 'deepseek-chat'],
  ['mistral', 'mistral-large-latest'],
]
const header = 'request_id,timestamp,provider,model,team,project,input_tokens,cached_input_tokens,output_tokens,cost_usd,currency\n'

/** Writes the log: eighteen months, ten models, forty teams with five projects each. */
export async function writeUsageFile(path: string, rows: number): Promise<UsageFile> {
  const out = createWriteStream(path, { highWaterMark: 1 << 20 })
  const random = generator(12_345)
  const from = Date.UTC(2025, 0, 1)
  const step = (540 * 86_400_000) / rows
  let text = header
  let line = ''
  let [broken, repeated] = [0, 0]
  for (let row = 0; row < rows; row++) {
    const isRepeated = row % repeatedEvery === repeatedEvery - 1
    const isBroken = row % brokenEvery === brokenEvery / 2
    if (isRepeated) repeated++
    else {
      const [provider, model] = models[Math.floor(random() * models.length)] ?? ['', '']
      const team = Math.floor(random() * 40)
      const project = team * 5 + Math.floor(random() * 5)
      const input = Math.floor(random() * random() * 20_000)
      const cached = Math.floor(random() * input)
      const output = Math.floor(random() * 3_000)
      const id = `req_${((row * 2_654_435_761) % 4_294_967_296).toString(16).padStart(8, '0')}${row.toString(36)}`
      const time = new Date(from + Math.floor(row * step)).toISOString()
      const cost = (input * 3e-6 + output * 15e-6).toFixed(8)
      line = `${id},${time},${provider},${model},team-${team},project-${project},${input},${cached},${isBroken ? 'lost' : output},${cost},USD\n`
      if (isBroken) broken++
    }
    text += line
    if (text.length < 1 << 20) continue
    if (!out.write(text)) await once(out, 'drain')
    text = ''
  }
  out.end(text)
  await once(out, 'finish')
  await reachDisk(path)
  return { path, rows, broken, repeated }
}

/** The first rows of a log as a file of its own. */
export async function writeHead(log: UsageFile, path: string, rows: number): Promise<UsageFile> {
  const out = createWriteStream(path, { highWaterMark: 1 << 20 })
  const file = await open(log.path)
  let count = -1 // the header
  for await (const line of file.readLines()) {
    if (!out.write(`${line}\n`)) await once(out, 'drain')
    if (++count === rows) break
  }
  await file.close()
  out.end()
  await once(out, 'finish')
  await reachDisk(path)
  const upTo = (every: number, first: number) => Math.max(0, Math.floor((rows - 1 - first) / every) + 1)
  return { path, rows, broken: upTo(brokenEvery, brokenEvery / 2), repeated: upTo(repeatedEvery, repeatedEvery - 1) }
}

/** What is written behind a measurement would be part of it. */
async function reachDisk(path: string): Promise<void> {
  const file = await open(path, 'r+')
  await file.sync()
  await file.close()
}

/** A linear congruential generator of numbers in [0, 1): what the rows are does not matter, that they stay the same does. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return state / 4_294_967_296
  }
}
