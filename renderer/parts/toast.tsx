// Short messages with an action, at the bottom right: for what the user cannot see happen (a copy, an export, an undo).
// Stay at least 8 seconds, longer while hovered or focused; announced politely.
import { useEffect, useState } from 'react'
import { create } from 'zustand'
import { usePartsText } from './display.tsx'
import { Icon } from './icon.tsx'

export interface ToastMessage {
  readonly message: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

interface Toasts {
  readonly shown: readonly (ToastMessage & { readonly id: number })[]
}

const shownForMs = 8000
const useToasts = create<Toasts>(() => ({ shown: [] }))
let lastId = 0

export function showToast(toast: ToastMessage): void {
  lastId += 1
  const next = { ...toast, id: lastId }
  useToasts.setState(({ shown }) => ({ shown: [...shown.filter((each) => each.message !== toast.message), next].slice(-3) }))
}

function dismiss(id: number): void {
  useToasts.setState(({ shown }) => ({ shown: shown.filter((each) => each.id !== id) }))
}

export function ToastRegion() {
  const shown = useToasts((state) => state.shown)
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((toast) => (
        <ToastItem key={toast.id} toast={toast} />
      ))}
    </div>
  )
}

function ToastItem({ toast }: { toast: Toasts['shown'][number] }) {
  const text = usePartsText()
  const [held, setHeld] = useState(false)
  const { id, message, action } = toast
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismiss(id), shownForMs)
    return () => clearTimeout(timer)
  }, [held, id])
  const hold = {
    onMouseEnter: () => setHeld(true),
    onMouseLeave: () => setHeld(false),
    onFocus: () => setHeld(true),
    onBlur: () => setHeld(false),
  }
  return (
    <div className="toast" {...hold}>
      <span>{message}</span>
      {action && (
        <button
          type="button"
          className="link"
          onClick={() => {
            action.run()
            dismiss(id)
          }}
        >
          {action.label}
        </button>
      )}
      <button type="button" className="icon-button" aria-label={text.dismiss} onClick={() => dismiss(id)}>
        <Icon name="close" />
      </button>
    </div>
  )
}
