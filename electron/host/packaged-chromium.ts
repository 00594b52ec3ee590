// Unpacks the headless Chromium that comes as a package: a Linux x64 shell as one Brotli file, and the three
// system libraries it needs as another, for machines that lack them. Called by chromium.ts.
import { execFile } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { access, constants, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createBrotliDecompress } from 'node:zlib'

const run = promisify(execFile)

/** The pinned version of @sparticuz/chromium; another version is unpacked beside, never over. */
const packagedVersion = '147.0.0'

/**
 * The path of the unpacked browser, or null where there is none that runs. It goes into the user's own cache
 * folder (a place under /tmp could be prepared by somebody else) and by a rename, so two starts at the same moment
 * never run half a file.
 */
export async function unpackChromium(env: NodeJS.ProcessEnv): Promise<string | null> {
  const packed = packedFiles()
  if (packed === null || process.platform !== 'linux' || process.arch !== 'x64') return null
  const cache = await cacheFolder(env)
  const path = join(cache, 'chromium')
  if (await isExecutable(path)) return path
  const work = await mkdtemp(join(cache, 'unpack-'))
  try {
    const program = join(work, 'program')
    await pipeline(createReadStream(packed.program), createBrotliDecompress(), createWriteStream(program, { mode: 0o700 }))
    const start = (await runs(program)) ? program : await bringLibraries(packed.libraries, work, cache)
    if (start === null) return null
    await rename(start, path)
    return path
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** A small script that starts the program with the libraries from the package; null when that does not run either. */
async function bringLibraries(packed: string, work: string, cache: string): Promise<string | null> {
  const kept = await mkdtemp(join(cache, 'program-'))
  await rename(join(work, 'program'), join(kept, 'program'))
  const archive = join(work, 'libraries.tar')
  await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(archive))
  await run('tar', ['-xf', archive, '-C', kept]).catch(() => null) // without tar the next line says no
  const start = join(work, 'start')
  await writeFile(start, `#!/bin/sh\nLD_LIBRARY_PATH='${kept}/lib' exec '${kept}/program' "$@"\n`, { mode: 0o700 })
  if (await runs(start)) return start
  await rm(kept, { recursive: true, force: true })
  return null
}

function packedFiles(): { program: string; libraries: string } | null {
  try {
    const folder = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../../bin')
    const files = { program: join(folder, 'chromium.br'), libraries: join(folder, 'al2023.tar.br') }
    return existsSync(files.program) ? files : null
  } catch {
    return null
  }
}

async function cacheFolder(env: NodeJS.ProcessEnv): Promise<string> {
  const folder = join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ballast', `chromium-${packagedVersion}`)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return folder
  } catch {
    return mkdtemp(join(tmpdir(), 'ballast-chromium-')) // no home to write to: unpacked again at each start
  }
}

async function runs(program: string): Promise<boolean> {
  return run(program, ['--version'], { timeout: 30_000 }).then(
    () => true,
    () => false,
  )
}

export async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}
