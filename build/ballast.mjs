#!/usr/bin/env node
// The command line of a checkout: builds dist/node when a source is newer, then runs it in this process.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { compileWhenStale, hasDependencies, root } from './compile.mjs'

if (!hasDependencies()) {
  process.stderr.write('The dependencies are not installed. Run: npm ci\n')
  process.exit(1)
}
await compileWhenStale('node')
if (['serve', 'bench'].includes(process.argv[2] ?? '')) await compileWhenStale('page')
await import(pathToFileURL(join(root, 'dist/node/cli.js')).href)
