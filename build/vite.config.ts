// The page, and the tests. The page is built for a strict content policy: no inline script, no data: font.
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))

export default defineConfig({
  root: process.env.VITEST ? root : `${root}renderer`,
  base: './',
  publicDir: false,
  plugins: [react()],
  // The page's worker loads the linear solver when a question needs it: a file of its own.
  worker: { format: 'es', rolldownOptions: { external: ['node:module'] } }, // asked for by the solver in Node only
  build: {
    target: 'chrome120',
    outDir: `${root}dist/page`,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4000,
  },
  test: {
    include: ['shared/**/*.test.ts', 'electron/**/*.test.ts', 'renderer/**/*.test.{ts,tsx}', 'build/**/*.test.{ts,mjs}'],
    environment: 'node',
    env: { TZ: 'UTC' },
    testTimeout: 30_000,
  },
})
