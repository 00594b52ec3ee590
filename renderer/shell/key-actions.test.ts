import { expect, it } from 'vitest'
import { actionOf } from './key-actions.ts'

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) =>
  actionOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held })

it('Ctrl and a digit lead along the rail', () => {
  expect(['1', '4', '9', '0'].map((digit) => press(digit, { ctrlKey: true }))).toEqual(['go-overview', 'go-forecast', 'go-reports', null])
})

it('undo and redo have their usual keys on every system', () => {
  expect([press('z', { ctrlKey: true }), press('Z', { metaKey: true, shiftKey: true }), press('y', { ctrlKey: true })]).toEqual([
    'undo',
    'redo',
    'redo',
  ])
})

it('a letter alone is text, and Ctrl+Shift or Alt belongs to others', () => {
  expect([
    press('k'),
    press('c', { ctrlKey: true, shiftKey: true }),
    press('e', { ctrlKey: true, altKey: true }),
    press('constructor', { ctrlKey: true }),
  ]).toEqual([null, null, null, null])
})

it('F1 and Esc need no Ctrl', () => {
  expect([press('F1'), press('Escape')]).toEqual(['glossary', 'close-dock'])
})
