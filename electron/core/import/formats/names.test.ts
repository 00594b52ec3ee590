// A person reads the name of an export, never its id.
import { expect, it } from 'vitest'
import { formatName } from '../../../../shared/language/import-formats.ts'
import { languages } from '../../../../shared/language/text.ts'
import { formats, genericIds } from './catalogue.ts'

const ids = [...formats.map(({ id }) => id), ...genericIds]

it.each(languages)('every format has a name of its own (%s)', (language) => {
  expect(ids.filter((id) => formatName(id, language) === id)).toEqual([])
  expect(new Set(ids.map((id) => formatName(id, language))).size).toBe(ids.length)
})
