// Work that takes a while: nothing for 300 ms, then a bar with the named step and its counts, and a way to cancel.
import { useEffect, useState } from 'react'
import { Button } from './button.tsx'
import { usePartsText } from './display.tsx'

export interface ProgressProps {
  /** Words of the step that runs: "Parsing rows". */
  readonly step?: string
  readonly done?: number
  /** 0 or nothing: not known. */
  readonly total?: number
  readonly onCancel?: () => void
  readonly isCancelling?: boolean
}

const quietForMs = 300

export function Progress({ step, done = 0, total = 0, onCancel, isCancelling = false }: ProgressProps) {
  const text = usePartsText()
  const [visible, setVisible] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setVisible(true), quietForMs)
    return () => clearTimeout(timer)
  }, [])
  if (!visible) return null
  const name = step ?? text.progress.working
  const counted = done.toLocaleString('en-US')
  const words =
    total > 0 ? text.progress.of(name, counted, total.toLocaleString('en-US')) : done > 0 ? text.progress.so(name, counted) : name
  return (
    <div className="progress">
      <div className="progress-words" role="status">
        {isCancelling ? text.progress.cancelling : words}
      </div>
      <progress aria-label={name} {...(total > 0 ? { max: total, value: Math.min(done, total) } : {})} />
      {onCancel && (
        <Button kind="secondary" onPress={onCancel} isDisabled={isCancelling}>
          {text.progress.cancel}
        </Button>
      )}
    </div>
  )
}
