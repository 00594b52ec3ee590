// Keys of the whole desk: 1 to 5 show a strategy, Ctrl+Enter computes again. Not while a number or a text is typed;
// inside the ladder digits begin a number, so there the radio buttons and Tab lead to the strategies.
import { useEffect, useRef } from 'react'
import type { StrategyData } from '../../shared/contract/hedge-commands.ts'

interface DeskKeys {
  readonly strategies: readonly StrategyData[]
  readonly onShow: (id: string) => void
  readonly onRecompute: () => void
}

export function useDeskKeys(keys: DeskKeys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { strategies, onShow, onRecompute } = latest.current
      if (event.defaultPrevented) return
      if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
        event.preventDefault()
        return onRecompute()
      }
      const strategy = /^[1-5]$/.test(event.key) ? strategies[Number(event.key) - 1] : undefined
      if (strategy === undefined || event.ctrlKey || event.metaKey || event.altKey || takesDigits(event.target)) return
      event.preventDefault()
      onShow(strategy.id)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

function takesDigits(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return target.type !== 'radio' && target.type !== 'checkbox'
  return target instanceof HTMLTextAreaElement || target.isContentEditable || target.closest('[data-cell], [role=dialog]') !== null
}
