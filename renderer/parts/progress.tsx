// Work that takes a while: nothing for 300 ms, then a bar with the named step, its counts, its pace and the time left, and
// a way to cancel. A screen names the step itself, or hands over what the core tells of it.
import { useEffect, useRef, useState } from 'react'
import { progressCounts, progressName, type ToldProgress } from '../../shared/language/progress.ts'
import { PaceMeter } from '../../shared/units/pace.ts'
import { Button } from './button.tsx'
import { useDisplay, usePartsText } from './display.tsx'

export interface ProgressProps {
  /** Words of the step that runs, where the core tells none. */
  readonly step?: string
  readonly told?: ToldProgress | undefined
  readonly onCancel?: () => void
  readonly isCancelling?: boolean
}

const quietForMs = 300

export function Progress({ step, told, onCancel, isCancelling = false }: ProgressProps) {
  const { language } = useDisplay()
  const text = usePartsText()
  const meter = useRef(new PaceMeter())
  const [visible, setVisible] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setVisible(true), quietForMs)
    return () => clearTimeout(timer)
  }, [])
  const name = told ? progressName(told, language) : (step ?? text.progress.working)
  const pace = told ? meter.current.at(performance.now(), name, told.done, told.total) : null
  if (!visible) return null
  const counts = told ? progressCounts(told, language, pace) : ''
  const bar = told && told.total > 0 ? { max: told.total, value: Math.min(told.done, told.total) } : {}
  return (
    <div className="progress">
      {/* A screen reader hears the step, not every count of it. */}
      <div className="progress-words">
        <span role="status">{isCancelling ? text.progress.cancelling : name}</span>
        {!isCancelling && counts !== '' && <span className="number">{counts}</span>}
      </div>
      <progress aria-label={name} {...bar} />
      {onCancel && (
        <Button kind="secondary" onPress={onCancel} isDisabled={isCancelling}>
          {text.progress.cancel}
        </Button>
      )}
    </div>
  )
}
