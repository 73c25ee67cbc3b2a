import type { ReactNode } from 'react'

interface FactProps {
  name: string
  /** What belongs to it, said after it. */
  more?: string
  /** The exact words, where short ones are shown. */
  title?: string | undefined
  /** Over so many columns of the list. */
  span?: number
  children: ReactNode
}

/** One figure of a list of facts (`<dl>`). */
export function Fact({ name, more = '', title, span, children }: FactProps) {
  return (
    <div {...(span !== undefined && { style: { gridColumn: `span ${span}` } })}>
      <dt>{name}</dt>
      <dd className="tn" title={title}>
        {children}
        {more !== '' && <span className="c-3 t-12"> {more}</span>}
      </dd>
    </div>
  )
}
