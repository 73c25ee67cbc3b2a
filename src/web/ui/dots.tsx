import { Children, type ReactNode } from 'react'
import { cx } from './class-names.ts'

/** Facts on one line, split by a dot that never starts or ends a line. Empty facts are left out. */
export function Dots({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span className={cx('dots', className)}>
      {Children.toArray(children)
        .filter((fact) => fact !== '')
        .map((fact, at) => (
          <span key={at}>{fact}</span>
        ))}
    </span>
  )
}
