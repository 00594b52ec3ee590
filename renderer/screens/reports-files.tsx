// The files an export wrote, each with its size, hash and a way to open it, and the list of frozen versions.
import type { Output } from '../../shared/contract/commands.ts'
import type { ReportVersionData } from '../../shared/contract/hedge-commands.ts'
import { describeNote } from '../../shared/language/notes.ts'
import { reportsTexts } from '../../shared/language/reports.ts'
import { formatInstant } from '../../shared/units/format-date.ts'
import { useCommand } from '../client/use-command.ts'
import { copyText } from '../parts/clipboard.ts'
import { useDisplay } from '../parts/display.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { MessagePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { showToast } from '../parts/toast.tsx'

type Written = Output<'report.write'>
type WrittenFile = Written['files'][number]
type Words = (typeof reportsTexts)['en']

export function ReportsFiles({ written: { version, files, notes } }: { written: Written }) {
  const { language } = useDisplay()
  const words = reportsTexts[language]
  const folder = files[0]?.path.replace(/[\\/][^\\/]*$/, '') ?? ''
  const copyHash = (file: WrittenFile): void => {
    void copyText(file.sha256).then(() => showToast({ message: words.files.copied }))
  }
  return (
    <Panel title={words.files.title(String(version.version))} note={words.files.where(folder)}>
      {notes.map((note) => (
        <MessagePanel key={note.code} tone={note.severity} title={describeNote(note, language)} />
      ))}
      <table className="figures-table files" aria-label={words.files.title(String(version.version))}>
        <thead>
          <tr>
            {[words.files.name, words.files.size, words.files.hash].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
            <th scope="col">
              <span className="for-readers">{words.files.open}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <tr key={file.path} data-file={file.format}>
              <th scope="row" title={file.path}>
                {file.name}
              </th>
              <td className="number">{fileSize(file.bytes, words)}</td>
              <td>
                <button
                  type="button"
                  className="link mono"
                  title={`${file.sha256}. ${words.files.copyHash}`}
                  onClick={() => copyHash(file)}
                >
                  {file.sha256.slice(0, 16)}
                </button>
              </td>
              <td>
                {file.url !== null && (
                  <>
                    <a href={file.url} target="_blank" rel="noreferrer">
                      {words.files.open}
                    </a>{' '}
                    <a href={file.url} download={file.name}>
                      {words.files.download}
                    </a>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function fileSize(bytes: number, words: Words): string {
  if (bytes < 1000) return words.size.bytes(String(bytes))
  return bytes < 1_000_000 ? words.size.kilobytes((bytes / 1000).toFixed(1)) : words.size.megabytes((bytes / 1_000_000).toFixed(1))
}

export function ReportsVersions() {
  const { language } = useDisplay()
  const words = reportsTexts[language].versions
  const query = useCommand('report.versions', {})
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const columns: Column<ReportVersionData>[] = [
    { key: 'version', title: words.version, kind: 'count', value: (row) => String(row.version) },
    { key: 'created', title: words.created, kind: 'text', value: (row) => formatInstant(row.createdAt, language, zone) },
    { key: 'strategy', title: words.strategy, kind: 'text', value: (row) => row.strategy },
    { key: 'run', title: words.run, kind: 'text', value: (row) => row.run },
    { key: 'hash', title: words.hash, kind: 'text', value: (row) => row.hash },
  ]
  return (
    <Panel title={words.title}>
      <Loaded query={query}>
        {({ versions }) =>
          versions.length === 0 ? (
            <p className="quiet">{words.empty}</p>
          ) : (
            <DataTable caption={words.title} rows={versions} columns={columns} rowKey={(row) => String(row.version)} />
          )
        }
      </Loaded>
    </Panel>
  )
}
