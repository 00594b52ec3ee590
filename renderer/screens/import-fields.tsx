// Our fields on the left, their columns with the first values, as they stand and as understood, on the right.
import type { FilePreviewData } from '../../shared/contract/import-commands.ts'
import { importMappingTexts } from '../../shared/language/import-mapping.ts'
import { formatExact } from '../../shared/units/format.ts'
import { useDisplay } from '../parts/display.tsx'
import { Select } from '../parts/select.tsx'
import { Tag } from '../parts/tag.tsx'
import { useWording } from './wording.ts'

type MappedField = keyof (typeof importMappingTexts)['en']['field']
type Columns = Readonly<Record<string, string>>

const fieldNames = Object.keys(importMappingTexts.en.field) as MappedField[]
const required: ReadonlySet<string> = new Set<MappedField>(['date'])
/** Stand in sight while the file's columns do not yet say what it counts. */
const central: ReadonlySet<string> = new Set<MappedField>(['model', 'inputTokens', 'outputTokens', 'cost'])
/** The Select's id for "not in this file": no column is called this, because a header is trimmed. */
const absent = ' '

interface FieldsProps {
  readonly file: FilePreviewData
  readonly columns: Columns
  readonly isBusy: boolean
  readonly onColumns: (columns: Record<string, string>) => void
}

export function ImportFields({ file, columns, isBusy, onColumns }: FieldsProps) {
  const text = importMappingTexts[useDisplay().language]
  const setColumn = (field: MappedField, column: string): void => {
    // A column feeds one field.
    const free = Object.fromEntries(Object.entries<string>(columns).filter(([name, theirs]) => name !== field && theirs !== column))
    onColumns(column === absent ? free : { ...free, [field]: column })
  }
  const isOpen = file.questions.some((question) => question.id === 'mapping')
  const isTimed = columns.dayIndex !== undefined || columns.hourIndex !== undefined
  const isWanted = (field: MappedField): boolean =>
    columns[field] !== undefined || (required.has(field) && !isTimed) || (isOpen && central.has(field))
  const shared = { file, columns, isBusy, onChange: setColumn }
  const rest = fieldNames.filter((field) => !isWanted(field))
  return (
    <>
      {isOpen && <p className="asked-columns">{text.question.needed}</p>}
      <FieldTable {...shared} fields={fieldNames.filter(isWanted)} />
      <details className="more-fields">
        <summary>{text.otherFields(String(rest.length))}</summary>
        <FieldTable {...shared} fields={rest} />
      </details>
    </>
  )
}

interface FieldTableProps {
  readonly file: FilePreviewData
  readonly columns: Columns
  readonly fields: readonly MappedField[]
  readonly isBusy: boolean
  readonly onChange: (field: MappedField, column: string) => void
}

function FieldTable({ file, columns, fields, isBusy, onChange }: FieldTableProps) {
  const text = importMappingTexts[useDisplay().language]
  const options = [{ id: absent, label: text.notInFile }, ...file.columns.map((each) => ({ id: each.column, label: each.column }))]
  return (
    <table className="plain-table mapped-fields" aria-label={text.heading(file.file)}>
      <thead>
        <tr>
          <th scope="col">{text.ours}</th>
          <th scope="col">{text.theirs}</th>
          <th scope="col">{text.samples}</th>
          <th scope="col">{text.understood}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => {
          const column = file.columns.find((each) => each.column === columns[field])
          return (
            <tr key={field}>
              <th scope="row">
                {text.field[field]} {required.has(field) && <Tag>{text.required}</Tag>}
              </th>
              <td>
                <Select
                  isCompact
                  isDisabled={isBusy}
                  label={text.field[field]}
                  options={options}
                  value={columns[field] ?? absent}
                  onChange={(chosen) => onChange(field, chosen)}
                />
              </td>
              <td>
                <Samples values={column?.samples ?? []} />
              </td>
              <td>
                <Understood column={column} isAsked={file.questions.length > 0} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

export const Samples = ({ values }: { values: readonly string[] }) => (
  <span className="sample-text" title={values.join('\n')}>
    {values.join('   ')}
  </span>
)

interface UnderstoodProps {
  readonly column: FilePreviewData['columns'][number] | undefined
  /** A question about the file is open: what cannot be read yet may be read with its answer. */
  readonly isAsked: boolean
}

/** Dates in words, numbers with every digit; what cannot be read says so. */
export function Understood({ column, isAsked }: UnderstoodProps) {
  const text = importMappingTexts[useDisplay().language]
  const { date } = useWording()
  if (!column) return null
  return column.understood.map((value, at) => {
    const isLost = value === '' && (column.samples[at] ?? '').trim() !== ''
    const key = `${at} ${value}`
    return (
      <span key={key} className={isLost ? `understood ${isAsked ? 'quiet' : 'lost'}` : 'understood'}>
        {isLost ? (isAsked ? text.notYet : text.unreadable) : shown(value, date)}
      </span>
    )
  })
}

/** '2026-09-05T00:00:00Z' is a day; with a time of day the time is said, always UTC. */
function shown(value: string, date: (day: string) => string): string {
  const instant = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d(?:\.\d+)?)Z$/.exec(value)
  if (instant)
    return instant[2] === '00:00' && instant[3] === ':00' ? date(instant[1] ?? '') : `${date(instant[1] ?? '')} ${instant[2]} UTC`
  return /^-?\d+(?:\.\d+)?$/.test(value) ? formatExact(value) : value
}
