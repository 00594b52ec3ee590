// The native menus in the user's language. Items of ours only name an action; the page carries it out, so the
// menu, the command palette and the buttons are one thing.
import type { MenuItemConstructorOptions } from 'electron'
import type { MenuAction } from '../../shared/contract/desktop.ts'
import { menuTexts } from '../../shared/language/menu.ts'
import type { Language } from '../../shared/language/text.ts'

export function menuTemplate(
  language: Language,
  platform: NodeJS.Platform,
  choose: (action: MenuAction) => void,
): MenuItemConstructorOptions[] {
  const text = menuTexts[language]
  const isMac = platform === 'darwin'
  const item = (label: string, action: MenuAction, accelerator?: string): MenuItemConstructorOptions => ({
    id: action,
    label,
    click: () => choose(action),
    ...(accelerator === undefined ? {} : { accelerator }),
  })
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const about: MenuItemConstructorOptions = { role: 'about', label: text.about }
  const quit: MenuItemConstructorOptions = { role: 'quit', label: text.quit }

  return [
    ...(isMac
      ? [{ role: 'appMenu' as const, label: 'Ballast', submenu: [about, separator, { role: 'hide' as const }, separator, quit] }]
      : []),
    {
      label: text.file,
      submenu: [
        item(text.newWorkspace, 'new-workspace', 'CmdOrCtrl+N'),
        item(text.openWorkspace, 'open-workspace', 'CmdOrCtrl+O'),
        item(text.openSample, 'open-sample'),
        separator,
        item(text.importUsage, 'import-usage', 'CmdOrCtrl+I'),
        item(text.writeReport, 'write-report', 'CmdOrCtrl+P'),
        separator,
        item(text.closeWorkspace, 'close-workspace', 'CmdOrCtrl+W'),
        ...(isMac ? [] : [separator, quit]),
      ],
    },
    {
      label: text.edit,
      submenu: [
        item(text.undo, 'undo', 'CmdOrCtrl+Z'),
        item(text.redo, 'redo', isMac ? 'Shift+Cmd+Z' : 'Ctrl+Y'),
        separator,
        { role: 'cut', label: text.cut },
        { role: 'copy', label: text.copy },
        { role: 'paste', label: text.paste },
        { role: 'selectAll', label: text.selectAll },
      ],
    },
    {
      label: text.view,
      submenu: [
        item(text.palette, 'command-palette', 'CmdOrCtrl+K'),
        separator,
        { role: 'resetZoom', label: text.actualSize },
        { role: 'zoomIn', label: text.zoomIn },
        { role: 'zoomOut', label: text.zoomOut },
        { role: 'togglefullscreen', label: text.fullScreen },
      ],
    },
    { role: 'windowMenu', label: text.window, submenu: [{ role: 'minimize', label: text.minimize }] },
    {
      role: 'help',
      label: text.help,
      submenu: [
        item(text.glossary, 'glossary', 'F1'),
        item(text.shortcuts, 'shortcuts', 'CmdOrCtrl+/'),
        ...(isMac ? [] : [separator, about]),
      ],
    },
  ]
}
