// Step 2 of the import for the files of one layout: for a table our fields and their columns, for a known export that there
// is nothing to map; for both what else is stored and how the file is read. Every change asks the core for a new preview.
import { useState } from 'react'
import type { FilePreviewData, ImportOptionsData, MappingProfile } from '../../shared/contract/import-commands.ts'
import { importTexts } from '../../shared/language/import.ts'
import { importMappingTexts } from '../../shared/language/import-mapping.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { Panel } from '../parts/panel.tsx'
import { ImportColumns } from './import-columns.tsx'
import { ImportFields } from './import-fields.tsx'
import { nameOf } from './import-files.tsx'
import type { LayoutGroup } from './import-model.ts'
import { ImportReading } from './import-reading.tsx'
import { useWording } from './wording.ts'

interface MappingProps {
  readonly group: LayoutGroup
  readonly isBusy: boolean
  readonly onOptions: (files: readonly string[], options: ImportOptionsData) => void
}

export function ImportMapping({ group: { files }, isBusy, onOptions }: MappingProps) {
  const { language } = useDisplay()
  const text = importMappingTexts[language]
  const frame = importTexts[language]
  const { count } = useWording()
  const [first] = files
  const isAsked = files.some(({ questions }) => questions.length > 0)
  const [isOpen, setOpen] = useState(isAsked || first?.mapping !== null)
  if (!first) return null
  const names = files.map(({ file }) => file)
  const choose = (options: ImportOptionsData): void => onOptions(names, options)
  const { mapping } = first
  const setColumns = (columns: MappingProfile['columns']): void => {
    if (mapping) choose({ mapping: { ...mapping, columns } })
  }
  const note = [mapping ? '' : text.fixed(nameOf(first, language)), files.length > 1 ? text.same(count(files.length)) : ''].filter(
    (part) => part !== '',
  )
  const title = text.heading(frame.names(names.slice(0, 2).join(', '), String(Math.max(0, names.length - 2))))
  return (
    <Panel
      title={title}
      {...(note.length === 0 ? {} : { note: note.join(' ') })}
      actions={
        !isOpen && (
          <Button kind="quiet" icon="down" aria-label={`${text.openColumns}: ${title}`} onPress={() => setOpen(true)}>
            {text.openColumns}
          </Button>
        )
      }
    >
      {isOpen && (
        <>
          {mapping && <ImportFields file={first} columns={mapping.columns} isBusy={isBusy} onColumns={setColumns} />}
          <ImportColumns file={first} isBusy={isBusy} onUse={(column, use) => choose({ columnUse: { ...usesOf(first), [column]: use } })} />
          <ImportReading file={first} isBusy={isBusy} onOptions={choose} />
        </>
      )}
    </Panel>
  )
}

/** The uses of the columns a person may choose about, as they are: what was chosen before is chosen again with the next. */
function usesOf({ columns }: FilePreviewData): NonNullable<ImportOptionsData['columnUse']> {
  const names = { dimension: 'keep', hashed: 'hash', dropped: 'drop' } as const
  return Object.fromEntries(
    columns.flatMap(({ column, use, isFixed }) => (isFixed || use === 'field' ? [] : [[column, names[use]] as const])),
  )
}
