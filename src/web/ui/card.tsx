import { useId, type ReactNode } from 'react'
import { cx } from './class-names.ts'

interface CardProps {
  title?: ReactNode
  /** A count or a sample size, small beside the title. */
  note?: ReactNode
  actions?: ReactNode
  foot?: ReactNode
  /** A hairline under the head, for cards that hold rows. */
  ruled?: boolean
  /** Rows bring their own padding. */
  flush?: boolean
  className?: string
  children: ReactNode
}

export function Card({ title, note, actions, foot, ruled = false, flush = false, className, children }: CardProps) {
  const id = useId()
  if (title === undefined) return <div className={cx('card', className)}>{children}</div>
  return (
    <section className={cx('card', className)} aria-labelledby={id}>
      <header className={cx('card-head', ruled && 'ruled')}>
        <h2 className="h2" id={id}>
          {title}
        </h2>
        {note !== undefined && <span className="n">{note}</span>}
        <span className="push" />
        {actions}
      </header>
      {flush ? children : <div className="card-body">{children}</div>}
      {foot !== undefined && <footer className="card-foot">{foot}</footer>}
    </section>
  )
}
