// Compiles the WebAssembly kernel and writes it as text into shared/kernel/kernel-code.ts. Run by hand after a change
// of shared/kernel/assembly; a test compiles it again and compares. `node build/kernel.mjs`
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
export const codePath = join(root, 'shared/kernel/kernel-code.ts')

/** The text of kernel-code.ts for the sources as they are. */
export function kernelCode() {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-kernel-'))
  try {
    const out = join(folder, 'kernel.wasm')
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/assemblyscript/bin/asc.js'),
        'shared/kernel/assembly/index.ts',
        ...['--outFile', out, '-O3', '--converge', '--runtime', 'stub', '--noAssert', '--enable', 'simd', '--use', 'abort='],
      ],
      { cwd: root, encoding: 'utf8' },
    )
    if (status !== 0) throw new Error(`The kernel does not compile:\n${stderr}`)
    const text = readFileSync(out).toString('base64')
    const lines = text.match(/.{1,130}/g) ?? []
    return `// Made by build/kernel.mjs from shared/kernel/assembly: the WebAssembly kernel, base 64. Not to be edited.
export const kernelCode =
${lines.map((line) => `  '${line}'`).join(' +\n')}
`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(codePath, kernelCode())
