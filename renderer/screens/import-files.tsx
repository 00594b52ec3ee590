// Step 1 of the import: what each table was recognised as and why, its text layer, dates, currency and size; files that
// could not be read say so one by one, and the others go on.
import type { FilePreviewData } from '../../shared/contract/import-commands.ts'
import { importTexts } from '../../shared/language/import.ts'
import { formatName } from '../../shared/language/import-formats.ts'
import { type Failure, failureKinds } from '../../shared/result/failure.ts'
import { quantityText } from '../../shared/units/quantity.ts'
import { useDisplay } from '../parts/display.tsx'
import { Icon } from '../parts/icon.tsx'
import { FailurePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { Tag, type TagTone } from '../parts/tag.tsx'
import { useWording } from './wording.ts'

type Text = (typeof importTexts)['en']
type State = keyof Text['file']['states']

/** Each file that could not be read, with the reason and what to do; nothing when all were read. */
export function FailedFiles({ files }: { files: readonly FilePreviewData[] }) {
  return files.map((file) => file.failure && <FailurePanel key={file.file} failure={fileFailure(file.file, file.failure)} />)
}

interface FilesProps {
  readonly files: readonly FilePreviewData[]
  readonly leftOut: number
  readonly isBusy: boolean
  readonly onRemove: (name: string) => void
  readonly onTakeBack: () => void
}

export function ImportFiles({ files, leftOut, isBusy, onRemove, onTakeBack }: FilesProps) {
  const { language } = useDisplay()
  const text = importTexts[language]
  const { count, date } = useWording()
  const words = text.file
  const columns: Column<FilePreviewData>[] = [
    { key: 'file', title: words.name, kind: 'text', width: 260, value: (row) => row.file },
    {
      key: 'state',
      title: words.state,
      kind: 'text',
      value: (row) => words.states[stateOf(row)],
      render: (row) => <Tag tone={tones[stateOf(row)]}>{words.states[stateOf(row)]}</Tag>,
    },
    {
      key: 'remove',
      title: '',
      kind: 'text',
      width: 40,
      value: () => '',
      render: (row) => (
        <button
          type="button"
          className="icon-button"
          disabled={isBusy}
          aria-label={words.remove(row.file)}
          title={words.remove(row.file)}
          onClick={() => onRemove(row.file)}
        >
          <Icon name="close" size={14} />
        </button>
      ),
    },
    { key: 'format', title: words.format, kind: 'text', value: (row) => nameOf(row, language) },
    { key: 'reason', title: words.reason, kind: 'text', value: (row) => reasonOf(row, text, count) },
    { key: 'rows', title: words.rows, kind: 'count', value: (row) => quantityText(isCounted(row) ? String(row.read.rows) : null) },
    {
      key: 'dates',
      title: words.dates,
      kind: 'text',
      value: (row) => (row.firstDay && row.lastDay ? words.span(date(row.firstDay), date(row.lastDay)) : ''),
    },
    { key: 'currency', title: words.currency, kind: 'text', value: (row) => currencyOf(row, text) },
    { key: 'zone', title: words.zone, kind: 'text', value: (row) => row.zone ?? '' },
    { key: 'layer', title: words.layer, kind: 'text', value: (row) => (row.failure ? '' : layerName(row, text)) },
    { key: 'size', title: words.size, kind: 'text', value: (row) => (row.failure ? '' : sizeText(row.sizeBytes, text)) },
  ]
  const failed = files.filter((file) => file.failure !== null).length
  return (
    <Panel
      title={words.heading}
      note={words.summary(text.files(count(files.length - failed)), failed === 0 ? '0' : text.files(count(failed)))}
    >
      <DataTable caption={words.heading} rows={files} columns={columns} rowKey={(row) => `${row.file} ${row.sha256}`} maxHeight={420} />
      {leftOut > 0 && (
        <p className="panel-note">
          {words.leftOut(count(leftOut))}{' '}
          <button type="button" className="link" disabled={isBusy} onClick={onTakeBack}>
            {words.takeBack}
          </button>
        </p>
      )}
      <FailedFiles files={files} />
    </Panel>
  )
}

const tones: Readonly<Record<State, TagTone>> = {
  ready: 'ok',
  question: 'warning',
  failed: 'breach',
  rejected: 'warning',
  known: 'neutral',
}

function stateOf({ failure, questions, rejected, new: fresh, updated }: FilePreviewData): State {
  if (failure) return 'failed'
  if (questions.length > 0) return 'question'
  if (rejected.rows > 0) return 'rejected'
  return fresh.rows + updated.rows > 0 ? 'ready' : 'known'
}

const isCounted = ({ failure, questions }: FilePreviewData): boolean => failure === null && questions.length === 0

export function nameOf({ format, failure }: FilePreviewData, language: 'en' | 'zh'): string {
  return format === null ? (failure ? '' : importTexts[language].file.unknown) : formatName(format, language)
}

function reasonOf({ recognition, mapping }: FilePreviewData, { file }: Text, count: (n: number) => string): string {
  if (!recognition) return ''
  return (mapping ? file.mapped : file.matched)(count(recognition.matched), count(recognition.of))
}

function currencyOf(file: FilePreviewData, { file: words }: Text): string {
  const { billed, list, contracted } = file.totals
  const currencies = [...new Set([file.read.money, billed, list, contracted].flatMap(Object.keys))].sort()
  if (!isCounted(file)) return ''
  return currencies.length > 3 ? words.several(String(currencies.length)) : currencies.join(', ') || words.none
}

/** A failure in a preview is plain data; the panel wants the kind from its closed list. */
function fileFailure(file: string, failure: NonNullable<FilePreviewData['failure']>): Failure {
  const kind = failureKinds.find((each) => each === failure.kind) ?? 'bug'
  return { ...failure, kind, at: { file } }
}

/** 'UTF-8, commas' */
function layerName({ encoding, delimiter }: FilePreviewData, { file }: Text): string {
  const divided =
    delimiter === null ? '' : ({ '\t': file.tab, ';': file.semicolon, ',': file.comma, '|': file.bar }[delimiter] ?? delimiter)
  return [encoding.toUpperCase(), divided].filter((part) => part !== '').join(', ')
}

function sizeText(bytes: number, { file }: Text): string {
  if (bytes < 10_000) return file.bytes(bytes.toLocaleString('en-US'))
  if (bytes < 1_000_000) return file.kilobytes((bytes / 1000).toFixed(1))
  return file.megabytes((bytes / 1_000_000).toFixed(1))
}
