// Can I trust what I see: what is saved, how far the data reaches, what left this computer.
import { shellTexts } from '../../shared/language/shell.ts'
import { formatDate } from '../../shared/units/format-date.ts'
import { useCommand } from '../client/use-command.ts'
import { useDisplay } from '../parts/display.tsx'

export function StatusBar() {
  const { language } = useDisplay()
  const text = shellTexts[language].status
  const info = useCommand('app.info', {}).data
  const workspace = info?.workspace
  const requests = info?.networkRequests ?? 0
  const vendors = workspace?.providers.length ?? 0
  const day = workspace?.lastDay ? formatDate(workspace.lastDay, language) : null
  return (
    <footer className="status-bar">
      {workspace ? (
        <>
          <span>{text.saved(String(workspace.revision))}</span>
          <span>{day === null ? text.noData : vendors === 1 ? text.oneVendor(day) : text.data(day, String(vendors))}</span>
          <span className="status-path">{workspace.path}</span>
        </>
      ) : (
        <span>{text.noWorkspace}</span>
      )}
      <span className="context-gap" />
      <span>{requests === 0 ? text.offline : text.requests(String(requests))}</span>
    </footer>
  )
}
