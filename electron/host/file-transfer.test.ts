import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safeName } from './file-transfer.ts'

describe('the name of an uploaded file', () => {
  it.each([
    ['june usage.csv', 'june usage.csv'],
    ['用量 2026-09.csv', '用量 2026-09.csv'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['..\\..\\boot.ini', '_.._boot.ini'],
    ['C:evil.csv', 'C_evil.csv'],
    ['.bashrc', 'bashrc'],
    ['a\u0000b.csv', 'a_b.csv'],
    ['gnp\u202Evsc.exe', 'gnp_vsc.exe'],
    ['nul.csv', '_nul.csv'],
    ['..', 'file'],
    ['', 'file'],
  ])('%j becomes %j', (name, safe) => {
    expect(safeName(name)).toBe(safe)
  })

  it('keeps the end of a name that is too long', () => {
    expect(safeName(`${'用'.repeat(300)}.csv`)).toMatch(/^用+\.csv$/)
  })

  it('is always one name in one folder, at most 200 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const safe = safeName(name)
        expect(safe).not.toMatch(/[/\\\p{Cc}]|^\.|^$/u)
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200)
      }),
    )
  })
})
