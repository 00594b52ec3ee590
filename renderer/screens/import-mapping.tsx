// Step 2 of the import for a file of an unknown layout: our field on the left, their column on the right with its
// first values as they stand. Every change asks the core for a new preview; nothing is stored until the import.
import { useState } from 'react'
import type { FilePreviewData, ImportOptionsData, MappingProfile } from '../../shared/contract/import-commands.ts'
import { formatName } from '../../shared/language/import.ts'
import { importMappingTexts } from '../../shared/language/import-mapping.ts'
import { useDisplay } from '../parts/display.tsx'
import { Field } from '../parts/field.tsx'
import { Panel } from '../parts/panel.tsx'
import { Select } from '../parts/select.tsx'
import { Tag } from '../parts/tag.tsx'

type FieldName = keyof (typeof importMappingTexts)['en']['field']
type Column = FilePreviewData['columns'][number]

const fieldNames = Object.keys(importMappingTexts.en.field) as FieldName[]
const required: ReadonlySet<string> = new Set<FieldName>(['date'])
/** Stand in sight while the file's columns do not yet say what it counts. */
const central: ReadonlySet<string> = new Set<FieldName>(['model', 'inputTokens', 'outputTokens', 'cost'])
/** The Select's id for "not in this file": no column is called this, because a header is trimmed. */
const absent = ' '

interface MappingProps {
  readonly file: FilePreviewData
  readonly onOptions: (options: ImportOptionsData) => void
}

export function ImportMapping({ file, onOptions }: MappingProps) {
  const text = importMappingTexts[useDisplay().language]
  const { mapping } = file
  if (mapping === null) return <FixedLayout file={file} />
  const choose = (next: Partial<MappingProfile>): void => onOptions({ mapping: { ...mapping, ...next } })
  const setColumn = (field: FieldName, column: string): void => {
    const { [field]: _, ...others } = mapping.columns
    const free = Object.fromEntries(Object.entries(others).filter(([, theirs]) => theirs !== column))
    choose({ columns: column === absent ? free : { ...free, [field]: column } })
  }
  const isOpen = file.questions.some((question) => question.id === 'mapping')
  const isWanted = (field: FieldName): boolean =>
    mapping.columns[field] !== undefined ||
    (required.has(field) && mapping.columns.dayIndex === undefined) ||
    (isOpen && central.has(field))
  const shared = { file, mapping, onChange: setColumn }
  const rest = fieldNames.filter((field) => !isWanted(field))
  return (
    <Panel title={text.heading(file.file)} note={text.privacy}>
      <FieldTable {...shared} fields={fieldNames.filter(isWanted)} />
      <details className="more-fields">
        <summary>{text.otherFields(String(rest.length))}</summary>
        <FieldTable {...shared} fields={rest} />
      </details>
      <OtherColumns columns={file.columns.filter((each) => each.use !== 'field')} mapping={mapping} onChange={choose} />
      <Reading mapping={mapping} file={file} onChange={choose} />
    </Panel>
  )
}

/** A file whose layout is known has nothing to map; what becomes of its further columns is still said. */
function FixedLayout({ file }: { file: FilePreviewData }) {
  const { language } = useDisplay()
  const text = importMappingTexts[language]
  const uses = { field: '', dimension: text.asDimension, hashed: text.asHashed, dropped: text.asDropped }
  const others = file.columns.filter((each) => each.use !== 'field')
  return (
    <Panel title={text.heading(file.file)} note={text.fixed(formatName(file.format, language))}>
      {others.length > 0 && (
        <table className="plain-table" aria-label={text.others}>
          <thead>
            <tr>
              <th scope="col">{text.others}</th>
              <th scope="col">{text.use}</th>
              <th scope="col">{text.samples}</th>
            </tr>
          </thead>
          <tbody>
            {others.map((each) => (
              <tr key={each.column}>
                <th scope="row">{each.column}</th>
                <td>{uses[each.use]}</td>
                <td>
                  <Samples values={each.samples} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}

interface FieldTableProps {
  readonly file: FilePreviewData
  readonly mapping: MappingProfile
  readonly fields: readonly FieldName[]
  readonly onChange: (field: FieldName, column: string) => void
}

function FieldTable({ file, mapping, fields, onChange }: FieldTableProps) {
  const text = importMappingTexts[useDisplay().language]
  const options = [{ id: absent, label: text.notInFile }, ...file.columns.map((each) => ({ id: each.column, label: each.column }))]
  const samples = (column: string | undefined): readonly string[] => file.columns.find((each) => each.column === column)?.samples ?? []
  return (
    <table className="plain-table" aria-label={text.heading(file.file)}>
      <thead>
        <tr>
          <th scope="col">{text.ours}</th>
          <th scope="col">{text.theirs}</th>
          <th scope="col">{text.samples}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field}>
            <th scope="row">
              {text.field[field]} {required.has(field) && <Tag>{text.required}</Tag>}
            </th>
            <td>
              <Select
                isCompact
                label={text.field[field]}
                options={options}
                value={mapping.columns[field] ?? absent}
                onChange={(column) => onChange(field, column)}
              />
            </td>
            <td>
              <Samples values={samples(mapping.columns[field])} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Samples = ({ values }: { values: readonly string[] }) => <span className="sample-text">{values.join('   ')}</span>

function OtherColumns({
  columns,
  mapping,
  onChange,
}: {
  columns: readonly Column[]
  mapping: MappingProfile
  onChange: (next: Partial<MappingProfile>) => void
}) {
  const text = importMappingTexts[useDisplay().language]
  if (columns.length === 0) return null
  const uses = [
    { id: 'dimension', label: text.asDimension },
    { id: 'hashed', label: text.asHashed },
    { id: 'dropped', label: text.asDropped },
  ] as const
  const setUse = (column: string, use: (typeof uses)[number]['id']): void => {
    const named = (kind: 'dropped' | 'hashed'): string[] =>
      columns.filter((each) => (each.column === column ? use : each.use) === kind).map((each) => each.column)
    const others = (list: readonly string[] | undefined): string[] =>
      (list ?? []).filter((each) => !columns.some((known) => known.column === each))
    onChange({ drop: [...others(mapping.drop), ...named('dropped')], hash: [...others(mapping.hash), ...named('hashed')] })
  }
  return (
    <table className="plain-table" aria-label={text.others}>
      <thead>
        <tr>
          <th scope="col">{text.others}</th>
          <th scope="col">{text.use}</th>
          <th scope="col">{text.samples}</th>
        </tr>
      </thead>
      <tbody>
        {columns.map((each) => (
          <tr key={each.column}>
            <th scope="row">{each.column}</th>
            <td>
              <Select
                isCompact
                label={`${text.use}: ${each.column}`}
                options={uses}
                value={each.use === 'field' ? null : each.use}
                onChange={(use) => setUse(each.column, use)}
              />
            </td>
            <td>
              <Samples values={each.samples} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Reading({
  mapping,
  file,
  onChange,
}: {
  mapping: MappingProfile
  file: FilePreviewData
  onChange: (next: Partial<MappingProfile>) => void
}) {
  const text = importMappingTexts[useDisplay().language]
  return (
    <>
      <h3 className="mapping-title">{text.reading}</h3>
      <div className="mapping-reading">
        <Select
          label={text.dateOrder}
          placeholder={text.asFound}
          options={[
            { id: 'ymd', label: text.ymd },
            { id: 'dmy', label: text.dmy },
            { id: 'mdy', label: text.mdy },
          ]}
          value={mapping.dateOrder ?? dateOrder(file.dateOrder)}
          onChange={(order) => onChange({ dateOrder: order })}
        />
        <Select
          label={text.decimalMark}
          options={[
            { id: '.', label: text.point },
            { id: ',', label: text.commaMark },
          ]}
          value={mapping.decimalMark ?? (file.decimalMark === ',' ? ',' : '.')}
          onChange={(mark) => onChange({ decimalMark: mark })}
        />
        <Select
          label={text.cached}
          options={[
            { id: 'yes', label: text.cachedYes },
            { id: 'no', label: text.cachedNo },
          ]}
          value={mapping.cachedInInput ?? null}
          placeholder={text.notChosen}
          onChange={(answer) => onChange({ cachedInInput: answer })}
        />
        <Select
          label={text.tokenUnit}
          options={[
            { id: '1', label: text.tokenOne },
            { id: '1000', label: text.tokenThousand },
            { id: '1000000', label: text.tokenMillion },
          ]}
          value={mapping.tokenUnit ?? '1'}
          onChange={(unit) => onChange({ tokenUnit: unit })}
        />
        {mapping.columns.provider === undefined && (
          <Typed label={text.provider} value={mapping.provider ?? ''} onKeep={(provider) => onChange({ provider })} />
        )}
        {mapping.columns.currency === undefined && (
          <Typed
            label={text.currency}
            value={mapping.currency ?? ''}
            onKeep={(currency) => onChange({ currency: currency.toUpperCase() })}
          />
        )}
      </div>
    </>
  )
}

const dateOrder = (order: string | null): 'ymd' | 'dmy' | 'mdy' | null =>
  order === 'ymd' || order === 'dmy' || order === 'mdy' ? order : null

/** A word that is kept when the field is left with another text than before. */
function Typed({ label, value, onKeep }: { label: string; value: string; onKeep: (value: string) => void }) {
  const [draft, setDraft] = useState(value)
  return (
    <Field
      label={label}
      value={draft}
      onChange={setDraft}
      onCommit={(kept) => kept.trim() !== value && kept.trim() !== '' && onKeep(kept.trim())}
    />
  )
}
