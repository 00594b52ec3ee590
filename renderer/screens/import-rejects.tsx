// Rows that cannot be taken: by reason with count and money, then one by one with line, column and value in the reader's
// language; each can be opened and mended in place, all of them go into a file.
import { useEffect, useRef, useState } from 'react'
import type { ImportPreviewData, RejectRowData } from '../../shared/contract/import-commands.ts'
import { rejectCodes } from '../../shared/domain/usage.ts'
import { importCheckTexts } from '../../shared/language/import-check.ts'
import { describeReject } from '../../shared/language/reject.ts'
import { quantityText } from '../../shared/units/quantity.ts'
import { useAction } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { FailurePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import { Select } from '../parts/select.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/data-table.tsx'
import { showToast } from '../parts/toast.tsx'
import { type ReasonSum, rejectGroups } from './import-figures.ts'
import type { ImportFlow } from './import-flow.ts'
import { ImportMend } from './import-mend.tsx'
import { rejectFiles } from './import-reject-list.ts'
import { MoneyLines, moneyWords } from './money-lines.tsx'
import { saveText } from './save-text.ts'
import { useWording } from './wording.ts'

/** Rejects shown at a time. */
const pageRows = 200
const allReasons = 'all'
/** The table that R leads to. */
export const rejectTableId = 'import-rejects'

export function ImportRejects({ preview, flow }: { preview: ImportPreviewData; flow: ImportFlow }) {
  const { language, home } = useDisplay()
  const text = importCheckTexts[language]
  const words = text.rejects
  const { count } = useWording()
  const [code, setCode] = useState(allReasons)
  const groups = rejectGroups(preview.files)
  const total = preview.totals.rejected.rows
  if (total === 0)
    return (
      <Panel title={words.heading}>
        <p className="quiet">{words.none}</p>
      </Panel>
    )
  const reason = (each: string): string => reasonName(each, text)
  const columns: Column<ReasonSum>[] = [
    { key: 'reason', title: words.reason, kind: 'text', value: (row) => reason(row.code) },
    { key: 'rows', title: words.count, kind: 'count', value: (row) => String(row.rows), total: 'sum' },
    {
      key: 'money',
      title: words.money,
      kind: 'text',
      value: (row) => moneyWords(row.money, home, words.unknownMoney),
      render: (row) => <MoneyLines money={row.money} none={words.unknownMoney} />,
    },
  ]
  const chosen = groups.find((group) => group.code === code)
  return (
    <Panel title={words.heading} actions={<DownloadRejects source={{ id: preview.id }} tables={preview.files} />}>
      <DataTable
        caption={words.heading}
        rows={groups}
        columns={columns}
        rowKey={(row) => row.code}
        totals
        maxHeight={220}
        onOpen={(row) => setCode(row.code)}
        {...(chosen ? { selectedKey: chosen.code } : {})}
      />
      {groups.length > 1 && (
        <div className="control-bar reject-bar">
          <Select
            label={words.only}
            options={[
              { id: allReasons, label: `${words.all} (${count(total)})` },
              ...groups.map((group) => ({ id: group.code, label: `${reason(group.code)} (${count(group.rows)})` })),
            ]}
            value={chosen ? code : allReasons}
            onChange={setCode}
          />
        </div>
      )}
      <RejectRows key={chosen?.code ?? ''} preview={preview} code={chosen?.code} total={chosen?.rows ?? total} flow={flow} />
    </Panel>
  )
}

function reasonName(code: string, { rejectCode }: (typeof importCheckTexts)['en']): string {
  return Object.hasOwn(rejectCode, code) ? rejectCode[code as keyof typeof rejectCode] : code
}

interface RowsProps {
  readonly preview: ImportPreviewData
  /** Only those refused for this reason. */
  readonly code: string | undefined
  readonly total: number
  readonly flow: ImportFlow
}

/** One page of refused rows, and the one that is open to be mended. */
function RejectRows({ preview, code, total, flow }: RowsProps) {
  const { language } = useDisplay()
  const { rejects: text, currency } = importCheckTexts[language]
  const { count } = useWording()
  const [offset, setOffset] = useState(0)
  const [openKey, setOpenKey] = useState<string | null>(null)
  const table = useRef<HTMLDivElement>(null)
  const { rows, failure } = useRejectPage(preview, code, offset, total)
  const open = rows.find((row) => keyOf(row) === openKey)
  const close = (): void => {
    setOpenKey(null)
    flow.forgetMendFailure()
    table.current?.querySelector<HTMLElement>('[role=grid]')?.focus()
  }
  const columns: Column<RejectRowData>[] = [
    ...(preview.files.length > 1
      ? [{ key: 'file', title: text.file, kind: 'text' as const, value: (row: RejectRowData) => row.file }]
      : []),
    { key: 'line', title: text.line, kind: 'count', value: (row) => String(row.line) },
    { key: 'column', title: text.column, kind: 'text', value: (row) => row.column },
    { key: 'value', title: text.value, kind: 'text', value: (row) => row.value },
    { key: 'reason', title: text.reason, kind: 'text', width: 460, value: (row) => describeReject(row, language) || row.reason },
    { key: 'amount', title: text.amount, kind: 'money', unit: 'one', value: (row) => quantityText(row.amount || null) },
    { key: 'currency', title: currency, kind: 'text', value: (row) => row.currency },
  ]
  return (
    <div ref={table} id={rejectTableId}>
      {failure && <FailurePanel failure={failure} />}
      <p className="panel-note">{text.mendHint}</p>
      <DataTable
        caption={text.rows}
        rows={rows}
        columns={columns}
        rowKey={keyOf}
        filterable
        maxHeight={300}
        onOpen={(row) => setOpenKey(keyOf(row))}
        {...(open ? { selectedKey: keyOf(open) } : {})}
      />
      {total > pageRows && (
        <div className="actions pages">
          <Button kind="quiet" isDisabled={offset === 0} onPress={() => setOffset(Math.max(0, offset - pageRows))}>
            {text.previous}
          </Button>
          <span className="quiet" role="status">
            {text.page(count(Math.min(offset + 1, total)), count(Math.min(offset + pageRows, total)), count(total))}
          </span>
          <Button kind="quiet" isDisabled={offset + pageRows >= total} onPress={() => setOffset(offset + pageRows)}>
            {text.next}
          </Button>
        </div>
      )}
      {open && (
        <ImportMend
          key={keyOf(open)}
          reject={open}
          isBusy={flow.isMending || flow.busy !== null}
          failure={flow.mendFailure}
          onCancel={close}
          onApply={async (cells) => {
            if (!(await flow.mend(open, cells))) return
            showToast({ message: importCheckTexts[language].mend.done(count(open.line)) })
            close()
          }}
        />
      )}
    </div>
  )
}

const keyOf = ({ file, line, column, value }: RejectRowData): string => JSON.stringify([file, line, column, value])

/** The page from the preview where it lists every reject, from the core otherwise. */
function useRejectPage({ id, files, totals }: ImportPreviewData, code: string | undefined, offset: number, total: number) {
  const listed = files.flatMap((file) => file.rejects)
  const isListed = listed.length === totals.rejected.rows
  const fetched = useAction('import.rejects')
  const { run } = fetched
  const wanted = rejectCodes.find((each) => each === code)
  useEffect(() => {
    // Mended rows are gone from the list: with another total the page is asked for again.
    if (!isListed && total > 0) void run({ id, limit: pageRows, offset, ...(wanted === undefined ? {} : { code: wanted }) })
  }, [isListed, run, id, offset, wanted, total])
  const own = listed.filter((reject) => code === undefined || reject.code === code).slice(offset, offset + pageRows)
  return { rows: isListed ? own : (fetched.data?.rejects ?? []), failure: fetched.failure }
}

interface DownloadProps {
  readonly source: { readonly id: string } | { readonly change: number; readonly file?: string }
  /** What the rows were refused from, while that is known: the rows themselves then stand in the file. */
  readonly tables?: ImportPreviewData['files']
  /** The rows, where they are at hand. */
  readonly held?: readonly RejectRowData[] | null
  /** Says whose rejects, where several of these buttons stand together. */
  readonly name?: string
  readonly isQuiet?: boolean
}

/** Fetches every reject of a preview or of a written import and hands them over as a file. */
export function DownloadRejects({ source, tables = [], held = null, name, isQuiet = false }: DownloadProps) {
  const { language } = useDisplay()
  const text = importCheckTexts[language].rejects
  const rejects = useAction('import.rejects')
  const download = async (): Promise<void> => {
    const all = held ?? (await rejects.run(source))?.rejects
    if (all === undefined) return
    for (const { name: file, text: content } of rejectFiles(all, tables, (reject) => describeReject(reject, language) || reject.reason))
      saveText(file, 'text/csv', content)
    showToast({ message: tables.length > 0 && all.some(({ cells }) => cells.length > 0) ? text.savedWithRows : text.saved })
  }
  return (
    <>
      <Button
        kind={isQuiet ? 'quiet' : 'secondary'}
        isPending={rejects.pending}
        onPress={() => void download()}
        {...(name === undefined ? {} : { 'aria-label': name })}
      >
        {isQuiet ? text.short : text.download}
      </Button>
      {rejects.failure && <FailurePanel failure={rejects.failure} />}
    </>
  )
}
