// Step 1 of the import: what each file was recognised as and why, its text layer, dates and size; files that
// could not be read say so one by one, and the others go on.
import type { FilePreviewData } from '../../shared/contract/import-commands.ts'
import { formatName, importTexts } from '../../shared/language/import.ts'
import { type Failure, failureKinds } from '../../shared/result/failure.ts'
import { quantityText } from '../../shared/units/quantity.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { FailurePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { Tag } from '../parts/tag.tsx'

type Words = (typeof importTexts)['en']['file']

/** Each file that could not be read, with the reason and what to do; nothing when all were read. */
export function FailedFiles({ files }: { files: readonly FilePreviewData[] }) {
  return files.map((file) => file.failure && <FailurePanel key={file.file} failure={fileFailure(file.file, file.failure)} />)
}

export function ImportFiles({ files, onRemove }: { files: readonly FilePreviewData[]; onRemove: (name: string) => void }) {
  const { language } = useDisplay()
  const text = importTexts[language]
  const columns: Column<FilePreviewData>[] = [
    { key: 'file', title: text.file.name, kind: 'text', width: 240, value: (row) => row.file },
    {
      key: 'format',
      title: text.file.format,
      kind: 'text',
      value: (row) => formatName(row.format, language),
      render: (row) => (row.format === null ? <Tag tone="warning">{text.file.unknown}</Tag> : formatName(row.format, language)),
    },
    { key: 'reason', title: text.file.reason, kind: 'text', value: (row) => row.reason },
    { key: 'rows', title: text.file.rows, kind: 'count', value: (row) => (row.failure ? quantityText(null) : String(row.read.rows)) },
    { key: 'from', title: text.file.from, kind: 'date', value: (row) => quantityText(row.firstDay) },
    { key: 'to', title: text.file.to, kind: 'date', value: (row) => quantityText(row.lastDay) },
    { key: 'zone', title: text.file.zone, kind: 'text', value: (row) => row.zone ?? text.file.none },
    { key: 'encoding', title: text.file.encoding, kind: 'text', value: (row) => row.encoding },
    { key: 'delimiter', title: text.file.delimiter, kind: 'text', value: (row) => delimiterName(row.delimiter, text.file) },
    { key: 'size', title: text.file.size, kind: 'text', value: (row) => (row.failure ? '' : sizeText(row.sizeBytes, text.file)) },
    {
      key: 'remove',
      title: '',
      kind: 'text',
      value: () => '',
      render: (row) => (
        <Button kind="quiet" icon="close" aria-label={text.file.remove(row.file)} onPress={() => onRemove(row.file)}>
          {text.file.removeWord}
        </Button>
      ),
    },
  ]
  return (
    <Panel title={text.file.heading}>
      <DataTable caption={text.file.heading} rows={files} columns={columns} rowKey={(row) => `${row.file} ${row.sha256}`} />
      <FailedFiles files={files} />
    </Panel>
  )
}

/** A failure in a preview is plain data; the panel wants the kind from its closed list. */
function fileFailure(file: string, failure: NonNullable<FilePreviewData['failure']>): Failure {
  const kind = failureKinds.find((each) => each === failure.kind) ?? 'bug'
  return { ...failure, kind, at: { file } }
}

function delimiterName(delimiter: string | null, words: Words): string {
  if (delimiter === null) return words.none
  return { '\t': words.tab, ';': words.semicolon, ',': words.comma }[delimiter] ?? delimiter
}

function sizeText(bytes: number, words: Words): string {
  if (bytes < 10_000) return words.bytes(bytes.toLocaleString('en-US'))
  if (bytes < 1_000_000) return words.kilobytes((bytes / 1000).toFixed(1))
  return words.megabytes((bytes / 1_000_000).toFixed(1))
}
