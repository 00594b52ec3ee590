// Builds dist/node, dist/page and the sample when their sources are newer; a first step of test.mjs.
import { compileWhenStale, makeSampleWhenStale } from './compile.mjs'

await compileWhenStale('node')
await compileWhenStale('page')
await makeSampleWhenStale()
