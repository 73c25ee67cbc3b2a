import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './class-names.ts'

interface BadgeProps {
  tone?: 'plain' | 'ok' | 'warn' | 'bad' | 'info' | 'accent' | 'line'
  icon?: LucideIcon | undefined
  title?: string
  children: ReactNode
}

export function Badge({ tone = 'plain', icon: Icon, title, children }: BadgeProps) {
  return (
    <span className={cx('badge', tone !== 'plain' && tone)} title={title}>
      {Icon !== undefined && <Icon aria-hidden="true" />}
      {children}
    </span>
  )
}
