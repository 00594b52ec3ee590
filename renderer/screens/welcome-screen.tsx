// The first page: the sample, a new workspace, or one that exists. Says plainly that nothing leaves the computer.
// Keys 1, 2, 3 choose; usage files dropped here wait for the workspace they will go into.
import { useEffect, useRef, useState } from 'react'
import { welcomeTexts } from '../../shared/language/shell.ts'
import { formatInstant } from '../../shared/units/format-date.ts'
import { useAction, useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { FailurePanel } from '../parts/message-panel.tsx'
import { Progress } from '../parts/progress.tsx'
import { Screen } from '../parts/screen.tsx'
import { showToast } from '../parts/toast.tsx'
import { useApp } from '../state/store.ts'
import { useWorkspaceActions } from '../state/workspace.ts'

export function WelcomeScreen() {
  const { language } = useDisplay()
  const text = welcomeTexts[language]
  const actions = useWorkspaceActions()
  const waiting = useApp((state) => state.droppedFiles)
  const dropFiles = useApp((state) => state.dropFiles)
  const [name, setName] = useState('')
  const [path, setPath] = useState('')
  const choices = useRef<HTMLDivElement>(null)
  const isDesktop = window.ballast !== undefined

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof HTMLInputElement
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !/^[123]$/.test(event.key)) return
      const choice = choices.current?.children[Number(event.key) - 1]
      choice?.querySelector<HTMLElement>('input, button')?.focus()
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])

  // A workspace among the dropped files is opened where it lies; a browser does not tell where that is.
  useEffect(() => {
    const workspace = waiting.find((file) => file.name.endsWith('.ballast'))
    if (workspace === undefined) return
    dropFiles(waiting.filter((file) => file !== workspace))
    if ('path' in workspace) void actions.open(workspace.path)
    else if (window.ballast && workspace instanceof File) void actions.open(window.ballast.pathOf(workspace))
    else showToast({ message: text.typePath(workspace.name) })
  }, [waiting, dropFiles, actions, text])

  // A file of a newer version can be looked at, not changed.
  const newer = actions.failure?.code === 'newer-workspace' ? actions.failure.params.file : undefined
  return (
    <Screen title={text.title} subtitle={text.intro}>
      <p className="privacy-line">
        <Icon name="check" /> {text.privacy}
      </p>
      {waiting.length > 0 && (
        <p className="welcome-waiting" role="status">
          {text.waiting(waiting.map((file) => file.name).join(', '))}
        </p>
      )}
      {actions.failure && (
        <FailurePanel
          failure={actions.failure}
          onRetry={actions.dismiss}
          {...(newer === undefined ? {} : { action: { label: text.openReadOnly, run: () => void actions.open(newer, true) } })}
        />
      )}
      {actions.pending && <Progress step={text.opening} />}
      <div className="welcome-choices" ref={choices}>
        <section aria-labelledby="welcome-sample">
          <h2 id="welcome-sample">{text.sample}</h2>
          <p>{text.sampleNote}</p>
          <Button kind="primary" autoFocus isDisabled={actions.pending} onPress={() => void actions.openSample()}>
            {text.sample}
          </Button>
        </section>
        <section aria-labelledby="welcome-new">
          <h2 id="welcome-new">{text.create}</h2>
          <p>{text.createNote}</p>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              if (name.trim() !== '') void actions.create(name.trim())
            }}
          >
            <Field label={text.name} placeholder={text.nameExample} value={name} onChange={setName} />
            <button type="submit" className="button secondary" disabled={name.trim() === '' || actions.pending}>
              {text.createAction}
            </button>
          </form>
        </section>
        <section aria-labelledby="welcome-open">
          <h2 id="welcome-open">{text.open}</h2>
          <p>{text.openNote}</p>
          {isDesktop ? (
            <Button kind="secondary" icon="folder" isDisabled={actions.pending} onPress={() => void actions.chooseAndOpen()}>
              {text.choose}
            </Button>
          ) : (
            <form
              onSubmit={(event) => {
                event.preventDefault()
                if (path.trim() !== '') void actions.open(path.trim())
              }}
            >
              <Field label={text.path} value={path} onChange={setPath} />
              <button type="submit" className="button secondary" disabled={path.trim() === '' || actions.pending}>
                {text.openAction}
              </button>
            </form>
          )}
        </section>
      </div>
      <Recent onOpen={(recent) => void actions.open(recent)} />
      <p className="quiet">{text.drop}</p>
    </Screen>
  )
}

function Recent({ onOpen }: { onOpen: (path: string) => void }) {
  const { language } = useDisplay()
  const text = welcomeTexts[language]
  const info = useCommand('app.info', {})
  const forgetting = useAction('workspace.forget')
  const recent = info.data?.recent ?? []
  if (recent.length === 0) return null
  const forget = (path: string): void => {
    void forgetting.run({ path }).then(info.retry)
  }
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <section className="welcome-recent">
      <h2>{text.recent}</h2>
      <table aria-label={text.recent}>
        <thead>
          <tr>
            <th scope="col">{text.recentColumns.name}</th>
            <th scope="col">{text.recentColumns.path}</th>
            <th scope="col">{text.recentColumns.opened}</th>
            <th scope="col">
              <span className="for-readers">{text.recentAction}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {recent.map((each) => (
            <tr key={each.path} className={each.missing ? 'missing' : ''}>
              <th scope="row">
                <button
                  type="button"
                  className="link"
                  disabled={each.missing}
                  onClick={() => onOpen(each.path)}
                  onKeyDown={(event) => event.key === 'Delete' && forget(each.path)}
                >
                  {each.name}
                </button>
              </th>
              <td className="path" title={each.path}>
                {each.path}
              </td>
              <td>
                {each.missing ? text.missing : each.lastOpened === null ? text.never : formatInstant(each.lastOpened, language, zone)}
              </td>
              <td>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={text.forget(each.name)}
                  title={text.forget(each.name)}
                  onClick={() => forget(each.path)}
                >
                  <Icon name="close" />
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
