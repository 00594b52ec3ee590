// Documents from a frozen version: what to write, what the pack will hold, what is missing or assumed before anything
// is written, the files with their hashes, and every version frozen so far.
import { useEffect, useRef, useState } from 'react'
import type { Output } from '../../shared/contract/commands.ts'
import { reportFormats } from '../../shared/contract/hedge-commands.ts'
import { reportsTexts } from '../../shared/language/reports.ts'
import { languages } from '../../shared/language/text.ts'
import { useAction, useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Check, Choice } from '../parts/field.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { FailurePanel, MessagePanel } from '../parts/message-panel.tsx'
import { Panel } from '../parts/panel.tsx'
import { Progress } from '../parts/progress.tsx'
import { Screen } from '../parts/screen.tsx'
import { Select } from '../parts/select.tsx'
import { showToast } from '../parts/toast.tsx'
import { useApp } from '../state/store.ts'
import { strategyName } from './desk-strategies.tsx'
import { ReportsContents, useGaps } from './reports-contents.tsx'
import { ReportsFiles, ReportsVersions } from './reports-files.tsx'

type Format = (typeof reportFormats)[number]
type Strategies = Output<'hedge.strategies'>

export function ReportsScreen() {
  const info = useCommand('app.info', {})
  const strategies = useCommand('hedge.strategies', {})
  return (
    <Loaded query={info}>
      {({ workspace }) =>
        workspace?.lastDay == null ? (
          <NothingYet />
        ) : (
          <Loaded query={strategies}>{(list) => <Reports strategies={list} isSample={workspace.sample} />}</Loaded>
        )
      }
    </Loaded>
  )
}

function NothingYet() {
  const words = reportsTexts[useDisplay().language]
  const { goTo } = useApp()
  return (
    <Screen title={words.title.none}>
      <EmptyState title={words.title.none} reason={words.empty.what} action={{ label: words.empty.action, run: () => goTo('import') }} />
    </Screen>
  )
}

function Reports({ strategies: { strategies, chosen }, isSample }: { strategies: Strategies; isSample: boolean }) {
  const display = useDisplay()
  const words = reportsTexts[display.language]
  const [formats, setFormats] = useState<ReadonlySet<Format>>(new Set(['pdf', 'xlsx', 'csv', 'json']))
  const [language, setLanguage] = useState(display.language)
  const [picked, setPicked] = useState<string | null>(null)
  const writing = useAction('report.write')
  const strategy = strategies.find((each) => each.id === (picked ?? chosen)) ?? strategies[0]
  const gaps = useGaps(strategy)
  const write = async (): Promise<void> => {
    if (formats.size === 0 || writing.pending) return
    const done = await writing.run({
      formats: reportFormats.filter((format) => formats.has(format)),
      language,
      ...(strategy ? { strategy: strategy.id } : {}),
    })
    if (done) showToast({ message: words.files.written(String(done.files.length), String(done.version.version)) })
  }
  const latest = useRef(write)
  useEffect(() => {
    latest.current = write
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'e') return
      event.preventDefault()
      void latest.current()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  const name = strategy ? strategyName(strategy, display.language) : ''
  const title = gaps.length === 0 ? words.title.ready(name) : gaps.length === 1 ? words.title.oneGap : words.title.gaps(String(gaps.length))
  return (
    <Screen
      title={title}
      subtitle={words.frozen}
      actions={
        <Button kind="primary" shortcut="Ctrl+E" onPress={() => void write()} isDisabled={formats.size === 0} isPending={writing.pending}>
          {words.choose.export}
        </Button>
      }
    >
      {isSample && <MessagePanel tone="info" title={words.sample} />}
      <div className="reports">
        <Panel title={words.choose.title}>
          <fieldset>
            <legend>{words.choose.formats}</legend>
            {reportFormats.map((format) => (
              <Check
                key={format}
                label={words.format[format]}
                checked={formats.has(format)}
                onChange={(on) => setFormats(new Set(reportFormats.filter((each) => (each === format ? on : formats.has(each)))))}
              />
            ))}
            {formats.size === 0 && (
              <p className="field-error" role="alert">
                {words.choose.needFormat}
              </p>
            )}
          </fieldset>
          <Choice
            label={words.choose.language}
            options={languages.map((id) => ({ id, label: words.languages[id] }))}
            value={language}
            onChange={setLanguage}
          />
          <Select
            label={words.choose.strategy}
            options={strategies.map((each) => ({ id: each.id, label: strategyName(each, display.language) }))}
            value={strategy?.id ?? null}
            onChange={setPicked}
          />
        </Panel>
        <ReportsContents strategy={strategy} gaps={gaps} />
      </div>
      {writing.pending && (
        <Progress step={words.choose.working} told={writing.progress} onCancel={writing.cancel} isCancelling={writing.cancelling} />
      )}
      {writing.failure && <FailurePanel failure={writing.failure} onRetry={() => void write()} />}
      {writing.data && <ReportsFiles written={writing.data} />}
      <ReportsVersions />
    </Screen>
  )
}
