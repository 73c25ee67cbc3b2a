import { useEffect, type ReactNode } from 'react'
import { cx } from './class-names.ts'

interface PageProps {
  title: string
  lead?: ReactNode
  actions?: ReactNode
  className?: string
  children: ReactNode
}

/** The frame of a page that scrolls as a whole: title, lead, actions. Names the browser tab. */
export function Page({ title, lead, actions, className, children }: PageProps) {
  useTitle(title)
  return (
    <div className={cx('page', className)}>
      <header className="page-head">
        <div className="grow">
          <h1 className="h1">{title}</h1>
          {lead !== undefined && <p>{lead}</p>}
        </div>
        {actions !== undefined && <div className="row">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** Names the browser tab. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Career Copilot`
  }, [title])
}
