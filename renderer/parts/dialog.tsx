// A question that must be answered before work goes on. Rare: most things happen in the page. Esc cancels.
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'

export interface DialogProps {
  readonly title: ReactNode
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** Buttons; the primary one last. */
  readonly actions?: ReactNode
  readonly isWide?: boolean
}

export function Dialog({ title, isOpen, onClose, children, actions, isWide = false }: DialogProps) {
  return (
    <ModalOverlay className="dialog-overlay" isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable>
      <Modal className={isWide ? 'dialog wide' : 'dialog'}>
        <AriaDialog className="dialog-box">
          <Heading slot="title">{title}</Heading>
          <div className="dialog-body">{children}</div>
          {actions !== undefined && <div className="actions">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
