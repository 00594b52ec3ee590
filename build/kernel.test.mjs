// The committed WebAssembly must be what its sources say.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { codePath, kernelCode } from './kernel.mjs'

it('the kernel is what its sources compile to; after a change of them run node build/kernel.mjs', () => {
  expect(readFileSync(codePath, 'utf8')).toBe(kernelCode())
})
