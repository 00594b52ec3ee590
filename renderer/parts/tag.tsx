// A state in one or two words with a shape: never colour alone. Contract status, checks, severities.
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

export type TagTone = 'ok' | 'warning' | 'breach' | 'info' | 'neutral'

const icons: Record<Exclude<TagTone, 'neutral'>, IconName> = { ok: 'check', warning: 'warning', breach: 'breach', info: 'info' }

export function Tag({ tone = 'neutral', children }: { tone?: TagTone; children: ReactNode }) {
  return (
    <span className={`tag ${tone}`}>
      {tone !== 'neutral' && <Icon name={icons[tone]} size={12} />}
      {children}
    </span>
  )
}
