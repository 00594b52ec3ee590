// Docs drift: the README's route table must name every command of the contract, and none that is gone.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../shared/contract/commands.ts'
import { root } from './compile.mjs'

const readme = readFileSync(join(root, 'README.md'), 'utf8')

describe('README', () => {
  it('opens with the two commands', () => {
    expect(readme.indexOf('npm start')).toBeLessThan(readme.indexOf('npm test'))
    expect(readme.indexOf('npm test')).toBeLessThan(400)
  })

  it('names every command of the contract once, and no other', () => {
    const route = readme.slice(readme.indexOf('## The route'), readme.indexOf('## The house'))
    const named = [...route.matchAll(/`([a-z]+\.[a-z-]+)`/g)]
      .map(([, name]) => name)
      .filter((name) => name !== undefined && !name.endsWith('.ts'))
    expect(named.sort()).toEqual(Object.keys(commands).sort())
  })
})
