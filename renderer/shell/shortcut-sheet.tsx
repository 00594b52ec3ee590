// The list of keys behind Ctrl+/.
import { shellTexts } from '../../shared/language/shell.ts'
import { Dialog } from '../parts/dialog.tsx'
import { useDisplay } from '../parts/display.tsx'

export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { language } = useDisplay()
  const text = shellTexts[language].shortcuts
  const { rows } = text
  const keys: readonly (readonly [string, string])[] = [
    ['Ctrl+K', rows.palette],
    ['Ctrl+1 … 9', rows.screens],
    ['Ctrl+Z', rows.undo],
    ['Ctrl+Y, Ctrl+Shift+Z', rows.redo],
    ['Ctrl+I', rows.import],
    ['Ctrl+O', rows.open],
    ['Ctrl+E', rows.export],
    ['Ctrl+Enter', rows.run],
    ['F1', rows.glossary],
    ['Ctrl+/', rows.sheet],
    ['E', rows.explain],
    [text.click, rows.explainMouse],
    ['F2', rows.edit],
    ['Ctrl+C', rows.copy],
    ['Ctrl+Shift+C', rows.copyPlain],
    ['T', rows.table],
  ]
  return (
    <Dialog title={text.title} isOpen={isOpen} onClose={onClose}>
      <table className="shortcut-list">
        <thead className="for-readers">
          <tr>
            <th scope="col">{text.key}</th>
            <th scope="col">{text.action}</th>
          </tr>
        </thead>
        <tbody>
          {keys.map(([key, does]) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  )
}
