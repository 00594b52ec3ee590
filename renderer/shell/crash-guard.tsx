// A fault while drawing one screen must not take the window down: the rest stays, the reader gets words and a way on.
import { Component, type ReactNode } from 'react'
import { toFailure } from '../../shared/result/failure.ts'
import { FailurePanel } from '../parts/message-panel.tsx'

interface CrashGuardProps {
  readonly children: ReactNode
}

export class CrashGuard extends Component<CrashGuardProps, { readonly thrown: unknown }> {
  override state: { readonly thrown: unknown } = { thrown: undefined }

  static getDerivedStateFromError(thrown: unknown): { thrown: unknown } {
    return { thrown }
  }

  override render(): ReactNode {
    const { thrown } = this.state
    if (thrown === undefined) return this.props.children
    return <FailurePanel failure={toFailure(thrown)} onRetry={() => this.setState({ thrown: undefined })} />
  }
}
