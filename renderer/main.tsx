// Starts the page: connects to the core, then draws the window. When the connection ends, says so and connects again.
import { StrictMode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { shellTexts } from '../shared/language/shell.ts'
import { type Failure, toFailure } from '../shared/result/failure.ts'
import { App } from './app.tsx'
import { type CoreClient, connect } from './client/connect.ts'
import { CoreProvider } from './client/use-command.ts'
import { DisplayProvider } from './parts/display.tsx'
import { FailurePanel } from './parts/message-panel.tsx'
import { Progress } from './parts/progress.tsx'
import { useApp } from './state/store.ts'
import './styles/index.css'

type Connection = { readonly client: CoreClient } | { readonly failure: Failure } | null

function Page() {
  const [connection, setConnection] = useState<Connection>(null)
  const [attempt, setAttempt] = useState(0)
  const { language, unit, sign, density } = useApp()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt connects again
  useEffect(() => {
    let current = true
    const show = (next: Connection): void => {
      if (current) setConnection(next)
    }
    connect().then(
      (client) => {
        if (!current) return client.close()
        show({ client })
        client.onClose((reason) => show({ failure: reason.failure }))
      },
      (thrown: unknown) => show({ failure: toFailure(thrown) }),
    )
    return () => {
      current = false
    }
  }, [attempt])
  if (connection && 'client' in connection) {
    return (
      <CoreProvider client={connection.client}>
        <App />
      </CoreProvider>
    )
  }
  const retry = (): void => {
    setConnection(null)
    setAttempt(attempt + 1)
  }
  return (
    <DisplayProvider value={{ language, unit, sign, density, home: 'USD' }}>
      <main className="connection">
        {connection ? <FailurePanel failure={connection.failure} onRetry={retry} /> : <Progress step={shellTexts[language].connecting} />}
      </main>
    </DisplayProvider>
  )
}

const root = document.getElementById('root')
if (!root) throw new Error('index.html has the element #root')
createRoot(root).render(
  <StrictMode>
    <Page />
  </StrictMode>,
)
