import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { type MenuAction, menuActions } from '../../shared/contract/desktop.ts'
import { menuTemplate } from './menu.ts'

function items(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])])
}

describe.each(['linux', 'win32', 'darwin'] as const)('the menu on %s', (platform) => {
  it('has every action once, and each does what it is called', () => {
    const chosen: MenuAction[] = []
    for (const item of items(menuTemplate('en', platform, (action) => chosen.push(action)))) {
      const click = item.click as (() => void) | undefined
      click?.()
    }
    expect(chosen.sort()).toEqual([...menuActions].sort())
  })

  it('gives no two items the same keys', () => {
    const keys = items(menuTemplate('en', platform, () => undefined)).flatMap(({ accelerator }) =>
      typeof accelerator === 'string' ? [accelerator] : [],
    )
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('is Chinese throughout when the page is', () => {
    const labels = items(menuTemplate('zh', platform, () => undefined)).flatMap(({ label }) => (label === undefined ? [] : [label]))
    expect(labels.filter((label) => !/\p{Script=Han}/u.test(label) && label !== 'Ballast')).toEqual([])
  })
})
