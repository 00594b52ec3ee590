import { expect, it } from 'vitest'
import { readChoices, writeChoices } from './choices.ts'

const storageWith = (text: string | null) => {
  let kept = text
  return {
    getItem: () => kept,
    setItem: (_: string, value: string) => {
      kept = value
    },
  }
}

it('the first start follows the language of the system', () => {
  expect(readChoices(storageWith(null), 'zh-CN')).toEqual({
    language: 'zh',
    theme: 'system',
    density: 'default',
    unit: 'auto',
    sign: 'minus',
  })
  expect(readChoices(storageWith(null), 'de-DE')).toMatchObject({ language: 'en', sign: 'accounting' })
})

it('choices survive a restart; what is damaged or unknown falls back', () => {
  const storage = storageWith(null)
  const chosen = { language: 'zh', theme: 'dark', density: 'compact', unit: 'million', sign: 'accounting' } as const
  writeChoices(chosen, storage)
  expect(readChoices(storage, 'en')).toEqual(chosen)
  expect(readChoices(storageWith('{oops'), 'en')).toMatchObject({ theme: 'system' })
  expect(readChoices(storageWith('{"theme":"pink","unit":"auto"}'), 'en')).toMatchObject({ theme: 'system', unit: 'auto' })
})
