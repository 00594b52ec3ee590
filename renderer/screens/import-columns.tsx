// The privacy control: what becomes of every column that is not one of our fields. A label to group by, a code that hides
// the value, or nothing; columns that are read, and those with no place in a record, are listed without a choice.
import type { FilePreviewData } from '../../shared/contract/import-commands.ts'
import { importMappingTexts } from '../../shared/language/import-mapping.ts'
import { useDisplay } from '../parts/display.tsx'
import { Select } from '../parts/select.tsx'
import { Samples, Understood } from './import-fields.tsx'
import { useWording } from './wording.ts'

type Column = FilePreviewData['columns'][number]
type Use = 'keep' | 'hash' | 'drop'

const usesOf = { field: null, dimension: 'keep', hashed: 'hash', dropped: 'drop' } as const

interface ColumnsProps {
  readonly file: FilePreviewData
  readonly isBusy: boolean
  readonly onUse: (column: string, use: Use) => void
}

export function ImportColumns({ file, isBusy, onUse }: ColumnsProps) {
  const text = importMappingTexts[useDisplay().language]
  const { count } = useWording()
  const free = file.columns.filter(({ isFixed, use }) => !isFixed && use !== 'field')
  const read = file.mapping === null ? file.columns.filter(({ use }) => use === 'field') : []
  const never = file.columns.filter(({ isFixed, use }) => isFixed && use === 'dropped')
  const uses = [
    { id: 'keep', label: text.asDimension },
    { id: 'hash', label: text.asHashed },
    { id: 'drop', label: text.asDropped },
  ] as const
  const isAsked = file.questions.length > 0
  return (
    <>
      {free.length > 0 && (
        <>
          <h3 className="mapping-title">{text.privacyHeading}</h3>
          <p className="panel-note">{text.privacy}</p>
          <table className="plain-table" aria-label={text.privacyHeading}>
            <thead>
              <tr>
                <th scope="col">{text.others}</th>
                <th scope="col">{text.use}</th>
                <th scope="col">{text.samples}</th>
              </tr>
            </thead>
            <tbody>
              {free.map((each) => (
                <tr key={each.column}>
                  <th scope="row">{each.column}</th>
                  <td>
                    <Select
                      isCompact
                      isDisabled={isBusy}
                      label={`${text.use}: ${each.column}`}
                      options={uses}
                      value={usesOf[each.use]}
                      onChange={(use) => onUse(each.column, use)}
                    />
                  </td>
                  <td>
                    <Samples values={each.samples} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {read.length > 0 && <ColumnList title={text.knownColumns(count(read.length))} columns={read} isAsked={isAsked} isRead />}
      {never.length > 0 && <ColumnList title={text.fixedColumns(count(never.length))} columns={never} isAsked={isAsked} />}
    </>
  )
}

interface ColumnListProps {
  readonly title: string
  readonly columns: readonly Column[]
  readonly isAsked: boolean
  readonly isRead?: boolean
}

function ColumnList({ title, columns, isAsked, isRead = false }: ColumnListProps) {
  const text = importMappingTexts[useDisplay().language]
  return (
    <details className="more-fields">
      <summary>{title}</summary>
      <table className="plain-table" aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{text.theirs}</th>
            <th scope="col">{text.samples}</th>
            {isRead && <th scope="col">{text.understood}</th>}
          </tr>
        </thead>
        <tbody>
          {columns.map((each) => (
            <tr key={each.column}>
              <th scope="row">{each.column}</th>
              <td>
                <Samples values={each.samples} />
              </td>
              {isRead && (
                <td>
                  <Understood column={each} isAsked={isAsked} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
