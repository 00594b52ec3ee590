// Nothing here yet: what will appear, why it is empty, one way forward and one link (the sample).
import { Button } from './button.tsx'
import type { MessageAction } from './message-panel.tsx'

export interface EmptyStateProps {
  /** What will appear here. */
  readonly title: string
  /** Why it is empty. */
  readonly reason: string
  readonly action?: MessageAction
  readonly link?: MessageAction
}

export function EmptyState({ title, reason, action, link }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <p className="empty-title">{title}</p>
      <p className="quiet">{reason}</p>
      {(action || link) && (
        <div className="actions">
          {action && (
            <Button kind="primary" onPress={action.run}>
              {action.label}
            </Button>
          )}
          {link && (
            <Button kind="quiet" onPress={link.run}>
              {link.label}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
