// A message on the page. A failure says four things: what happened, where, what it means for the numbers, what to do.
// Notes, warnings and breaches use the same frame with a word and a shape, not only a colour.
import type { ReactNode } from 'react'
import { describeFailure } from '../../shared/language/failures.ts'
import type { Failure } from '../../shared/result/failure.ts'
import { Button } from './button.tsx'
import { useDisplay, usePartsText } from './display.tsx'
import { Icon } from './icon.tsx'

export interface MessageAction {
  readonly label: string
  readonly run: () => void
}

export interface MessagePanelProps {
  readonly tone: 'info' | 'warning' | 'breach' | 'ok'
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly action?: MessageAction
  /** Shows a close button. */
  readonly onDismiss?: () => void
}

const icons = { info: 'info', warning: 'warning', breach: 'breach', ok: 'check' } as const

export function MessagePanel({ tone, title, children, action, onDismiss }: MessagePanelProps) {
  const text = usePartsText()
  return (
    <div className={`message ${tone}`} role="status">
      <Icon name={icons[tone]} />
      <div className="message-body">
        <p className="message-title">
          <span className="for-readers">{text.message.severity[tone]}: </span>
          {title}
        </p>
        {children}
      </div>
      {action && (
        <Button kind="secondary" onPress={action.run}>
          {action.label}
        </Button>
      )}
      {onDismiss && (
        <button type="button" className="icon-button" aria-label={text.dismiss} onClick={onDismiss}>
          <Icon name="close" />
        </button>
      )}
    </div>
  )
}

export interface FailurePanelProps {
  readonly failure: Failure
  readonly onRetry?: () => void
  /** What leads out of it: "Import a file". */
  readonly action?: MessageAction
}

export function FailurePanel({ failure, onRetry, action }: FailurePanelProps) {
  const { language } = useDisplay()
  const text = usePartsText()
  const { what, meaning, action: advice } = describeFailure(failure, language)
  const where = failurePlace(failure, text.message).join(language === 'zh' ? '，' : ', ')
  return (
    <div className="message failure" role="alert">
      <Icon name="breach" />
      <div className="message-body">
        <p className="message-title">{what}</p>
        <dl>
          {where !== '' && <Part name={text.message.where}>{where}</Part>}
          {meaning !== '' && <Part name={text.message.meaning}>{meaning}</Part>}
          {advice !== '' && <Part name={text.message.action}>{advice}</Part>}
        </dl>
        {(onRetry || action) && (
          <div className="actions">
            {action && (
              <Button kind="secondary" onPress={action.run}>
                {action.label}
              </Button>
            )}
            {onRetry && (
              <Button kind="quiet" onPress={onRetry}>
                {text.message.retry}
              </Button>
            )}
          </div>
        )}
      </div>
    </div>
  )
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function failurePlace(
  { at }: Failure,
  words: { file: (s: string) => string; line: (s: string) => string; column: (s: string) => string; field: (s: string) => string },
): string[] {
  if (!at) return []
  const parts: string[] = []
  if (at.file !== undefined) parts.push(words.file(at.file))
  if (at.line !== undefined) parts.push(words.line(String(at.line)))
  if (at.column !== undefined) parts.push(words.column(at.column))
  if (at.field !== undefined) parts.push(words.field(at.field))
  return parts
}
