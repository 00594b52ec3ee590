// Bundles the Node side: command line, core for the desktop's utility process, worker, window process, preload.
// Packages stay outside (a native module cannot be bundled); all files land flat in one folder, because the
// core finds its worker and the window finds its core and preload beside themselves. Built by compile.mjs in
// two passes: mode 'node', and mode 'preload' because a sandboxed preload must be one CommonJS file.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const entries = {
  cli: 'electron/host/cli/entry.ts',
  core: 'electron/host/utility.ts',
  'read-csv': 'electron/host/bench/read-csv.ts',
  worker: 'electron/core/node-worker.ts',
  shell: 'electron/shell/main.ts',
}

/** A bare name is a package or a part of Node; a path is ours. */
const isPackage = (id: string): boolean => /^(node:|@?[a-z])/.test(id) && !/^([a-z]:|shared\/|electron\/)/.test(id)

export default defineConfig(({ mode }) => ({
  root: fileURLToPath(new URL('..', import.meta.url)),
  publicDir: false,
  build: {
    target: 'node20',
    ssr: true,
    emptyOutDir: false,
    minify: false,
    reportCompressedSize: false,
    rolldownOptions:
      mode === 'preload'
        ? {
            input: { preload: 'electron/shell/preload.ts' },
            external: ['electron'],
            output: { format: 'cjs', entryFileNames: '[name].cjs' },
          }
        : {
            input: entries,
            external: isPackage,
            output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
          },
  },
}))
