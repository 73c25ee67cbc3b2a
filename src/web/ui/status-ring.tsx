import type { ReactNode } from 'react'
import type { StatusName } from './status.ts'

const outline = <circle cx="7" cy="7" r="5.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
const disc = <circle cx="7" cy="7" r="6.5" fill="currentColor" />
const on = {
  fill: 'none',
  stroke: 'var(--ring-on, #fff)',
  strokeWidth: 1.5,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const

const drawings: Record<StatusName, ReactNode> = {
  interested: (
    <circle cx="7" cy="7" r="5.75" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2.2 1.81" />
  ),
  applied: (
    <>
      {outline}
      <path d="M7 7V3.8A3.2 3.2 0 0 1 10.2 7Z" fill="currentColor" />
    </>
  ),
  interview: (
    <>
      {outline}
      <path d="M7 7V3.8A3.2 3.2 0 0 1 7 10.2Z" fill="currentColor" />
    </>
  ),
  offer: (
    <>
      {outline}
      <path d="M7 7V3.8A3.2 3.2 0 1 1 3.8 7Z" fill="currentColor" />
    </>
  ),
  accepted: (
    <>
      {disc}
      <path d="M4.2 7.2l2 2 3.6-4" {...on} />
    </>
  ),
  rejected: (
    <>
      {disc}
      <path d="M5 5l4 4M9 5l-4 4" {...on} />
    </>
  ),
  declined: (
    <>
      {disc}
      <path d="M4.4 7h5.2" {...on} />
    </>
  ),
  withdrawn: (
    <>
      {outline}
      <path d="M8.8 7H5M6.6 5.2L4.8 7l1.8 1.8" {...on} stroke="currentColor" />
    </>
  ),
  ghosted: (
    <>
      <circle
        cx="7"
        cy="7"
        r="5.75"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeDasharray="1 2"
        strokeLinecap="round"
      />
      <path d="M4.6 7h.01M7 7h.01M9.4 7h.01" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
}

/** The ring of a status: it fills as things advance; closings carry a cross, a dash, an arrow or dots. */
export function StatusRing({ status }: { status: StatusName }) {
  return (
    <svg className="status-ring" data-st={status} viewBox="0 0 14 14" aria-hidden="true">
      {drawings[status]}
    </svg>
  )
}
