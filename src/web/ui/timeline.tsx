import type { ReactNode } from 'react'

export interface TimelineEntry {
  key: string
  /** A status ring or a small icon. */
  pin: ReactNode
  title: ReactNode
  /** When, by whom. */
  meta?: ReactNode
  body?: ReactNode
}

export function Timeline({ entries, label }: { entries: readonly TimelineEntry[]; label: string }) {
  return (
    <ol className="tl" aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.key}>
          <span className="pin">{entry.pin}</span>
          <div>
            <div>{entry.title}</div>
            {entry.meta !== undefined && <div className="t-12 c-3">{entry.meta}</div>}
            {entry.body !== undefined && <div className="t-13 c-2 lines">{entry.body}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}
