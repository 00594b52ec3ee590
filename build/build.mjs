// Builds dist/node and dist/page when their sources are newer; a first step of test.mjs.
import { compileWhenStale } from './compile.mjs'

await compileWhenStale('node')
await compileWhenStale('page')
