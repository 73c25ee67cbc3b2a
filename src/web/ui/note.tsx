import { Check, Info, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

const icons: Record<'info' | 'warn' | 'bad' | 'ok', LucideIcon> = {
  info: Info,
  warn: TriangleAlert,
  bad: TriangleAlert,
  ok: Check,
}

interface NoteProps {
  tone?: 'info' | 'warn' | 'bad' | 'ok'
  icon?: LucideIcon
  title?: ReactNode
  actions?: ReactNode
  children?: ReactNode
}

export function Note({ tone = 'info', icon, title, actions, children }: NoteProps) {
  const Icon = icon ?? icons[tone]
  return (
    <div className={`note ${tone}`} role={tone === 'bad' ? 'alert' : 'note'}>
      <Icon aria-hidden="true" />
      <div className="grow">
        {title !== undefined && <b className="m">{title}</b>}
        {children !== undefined && <div>{children}</div>}
      </div>
      {actions}
    </div>
  )
}
