// The window: rail, context bar, sample band, the screen in the middle, the dock at the right, the status bar.
// Screens are loaded when first opened. Theme, language and density are set on the document, so a switch is instant.
import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import { shellTexts } from '../shared/language/shell.ts'
import { formatDate } from '../shared/units/format-date.ts'
import { shellMessage } from './client/connect.ts'
import type { Given } from './client/file-paths.ts'
import { useCommand } from './client/use-command.ts'
import { DisplayProvider } from './parts/display.tsx'
import { type CalcQuestion, ExplainPanel, ExplainProvider, type Explanation } from './parts/explain.tsx'
import { FileDrop } from './parts/file-drop.tsx'
import { FailurePanel } from './parts/message-panel.tsx'
import { Progress } from './parts/progress.tsx'
import { ToastRegion } from './parts/toast.tsx'
import { appActions, runMenuAction } from './shell/app-actions.ts'
import { inputsText } from './shell/calc-question.ts'
import { ContextBar } from './shell/context-bar.tsx'
import { CrashGuard } from './shell/crash-guard.tsx'
import { useGlobalKeys } from './shell/global-keys.ts'
import { GlossaryPanel } from './shell/glossary-panel.tsx'
import { Palette } from './shell/palette.tsx'
import { Rail } from './shell/rail.tsx'
import { ShortcutSheet } from './shell/shortcut-sheet.tsx'
import { StatusBar } from './shell/status-bar.tsx'
import { useShownTheme } from './shell/theme.ts'
import { useStartRequest } from './state/start-request.ts'
import { type ScreenName, useApp } from './state/store.ts'
import { useWorkspaceActions } from './state/workspace.ts'

const screens: Readonly<Record<ScreenName, ComponentType>> = {
  welcome: lazy(async () => ({ default: (await import('./screens/welcome-screen.tsx')).WelcomeScreen })),
  overview: lazy(async () => ({ default: (await import('./screens/overview-screen.tsx')).OverviewScreen })),
  import: lazy(async () => ({ default: (await import('./screens/import-screen.tsx')).ImportScreen })),
  usage: lazy(async () => ({ default: (await import('./screens/usage-screen.tsx')).UsageScreen })),
  forecast: lazy(async () => ({ default: (await import('./screens/forecast-screen.tsx')).ForecastScreen })),
  exposure: lazy(async () => ({ default: (await import('./screens/exposure-screen.tsx')).ExposureScreen })),
  market: lazy(async () => ({ default: (await import('./screens/market-screen.tsx')).MarketScreen })),
  desk: lazy(async () => ({ default: (await import('./screens/desk-screen.tsx')).DeskScreen })),
  risk: lazy(async () => ({ default: (await import('./screens/risk-screen.tsx')).RiskScreen })),
  reports: lazy(async () => ({ default: (await import('./screens/reports-screen.tsx')).ReportsScreen })),
  log: lazy(async () => ({ default: (await import('./screens/log-screen.tsx')).LogScreen })),
  settings: lazy(async () => ({ default: (await import('./screens/settings-screen.tsx')).SettingsScreen })),
}

const CalculatorPanel = lazy(async () => ({ default: (await import('./shell/calculator-panel.tsx')).CalculatorPanel }))

export function App() {
  const { screen, language, unit, sign, density, theme, dock, glossaryTerm, openDock, setCalculation, goTo, dropFiles } = useApp()
  const text = shellTexts[language]
  const info = useCommand('app.info', {})
  const workspace = info.data?.workspace ?? null
  const workspaceActions = useWorkspaceActions()
  const [explanation, setExplanation] = useState<Explanation | null>(null)
  const [sheet, setSheet] = useState<'none' | 'palette' | 'shortcuts'>('none')
  const sheets = { openPalette: () => setSheet('palette'), openShortcuts: () => setSheet('shortcuts') }
  const actions = appActions(workspaceActions, workspace !== null, sheets)

  const shownTheme = useShownTheme(theme)
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.documentElement.dataset.theme = shownTheme
    document.documentElement.dataset.density = density
    window.ballast?.setLanguage(language)
  }, [language, shownTheme, density])

  // The program starts with a workspace when it was opened with one.
  const known = info.data !== undefined
  const isOpen = workspace !== null
  useEffect(() => {
    if (!known) return
    const at = useApp.getState().screen
    if (isOpen && at === 'welcome') goTo('overview')
    if (!isOpen && at !== 'welcome' && at !== 'settings') goTo('welcome')
  }, [known, isOpen, goTo])

  useStartRequest(known, isOpen, workspaceActions)
  const onFiles = (files: readonly Given[]): void => {
    dropFiles(files)
    if (workspace !== null) goTo('import')
  }
  useGlobalKeys(actions, sheets)
  const openPath = (path: string): void => {
    if (path.endsWith('.ballast')) void workspaceActions.open(path)
    else onFiles([{ path, name: path.split(/[\\/]/).at(-1) ?? path }])
  }
  useEffect(() => {
    const receive = (event: MessageEvent): void => {
      const message = shellMessage(event)
      if (message?.kind === 'ballast-menu') runMenuAction(message.action, actions, sheets)
      if (message?.kind === 'ballast-open') openPath(message.path)
    }
    window.addEventListener('message', receive)
    return () => window.removeEventListener('message', receive)
  })

  const Screen = screens[screen]
  // What was explained on one screen says nothing on the next.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the screen is the event
  useEffect(() => setExplanation(null), [screen])
  const explain = (next: Explanation): void => {
    setExplanation(next)
    openDock('explain')
  }
  const reperform = (question: CalcQuestion, { title, value }: Explanation): void => {
    setCalculation({
      function: question.function,
      inputs: inputsText(question.inputs),
      figure: { text: `${title}: ${value}`, field: question.field },
      isDue: true,
    })
    openDock('calculator')
  }
  return (
    <I18nProvider locale={language === 'zh' ? 'zh-CN' : 'en-GB'}>
      <DisplayProvider value={{ language, unit, sign, density, home: workspace?.currency ?? 'USD' }}>
        <ExplainProvider value={explain}>
          <a className="skip-link" href="#content">
            {text.skip}
          </a>
          <div className={`shell${workspace === null ? ' no-rail' : ''}${dock === 'none' ? '' : ' docked'}`}>
            <ContextBar actions={workspaceActions} onPalette={sheets.openPalette} />
            {workspace?.sample && (
              <div className="sample-band" role="note">
                {workspace.asOf === null ? text.sampleBandNoDay : text.sampleBand(formatDate(workspace.asOf, language))}
                <button type="button" className="link" onClick={() => goTo('welcome')}>
                  {text.leaveSample}
                </button>
              </div>
            )}
            {workspace !== null && <Rail />}
            <main id="content" tabIndex={-1}>
              {workspaceActions.failure && screen !== 'welcome' && (
                <FailurePanel failure={workspaceActions.failure} onRetry={workspaceActions.dismiss} />
              )}
              <CrashGuard key={`${screen}-${workspace?.path ?? ''}`}>
                <Suspense fallback={<Progress />}>{known && <Screen />}</Suspense>
              </CrashGuard>
            </main>
            {dock === 'explain' && <ExplainPanel explanation={explanation} onReperform={reperform} onClose={() => openDock('none')} />}
            {dock === 'glossary' && <GlossaryPanel term={glossaryTerm} onClose={() => openDock('none')} />}
            {dock === 'calculator' && (
              <Suspense fallback={null}>
                <CalculatorPanel onClose={() => openDock('none')} />
              </Suspense>
            )}
            <StatusBar />
          </div>
          {screen !== 'import' && <FileDrop isWholeWindow isHidden onFiles={onFiles} />}
          <Palette actions={actions} isOpen={sheet === 'palette'} onClose={() => setSheet('none')} />
          <ShortcutSheet isOpen={sheet === 'shortcuts'} onClose={() => setSheet('none')} />
          <ToastRegion />
        </ExplainProvider>
      </DisplayProvider>
    </I18nProvider>
  )
}
