import type { Job } from '#contract/postings.ts'
import { formatShortDay } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Note } from '#ui/note.tsx'
import { wordFor } from './words.ts'

/** It is shown as one with another posting. */
export function Merged({ into, onOpen }: { into: string; onOpen: (job_id: string) => void }) {
  return (
    <Note
      tone="info"
      title="You merged this into another posting"
      actions={
        <Button size="sm" onClick={() => onOpen(into)}>
          Open that one
        </Button>
      }
    >
      The list shows the two as one. There it can be taken out again.
    </Note>
  )
}

/** It is no longer open, and why. */
export function Closed({ job }: { job: Job }) {
  const settings = useSettings()
  const why = job.close_reason === null ? '' : `: ${wordFor(job.close_reason)}`
  return (
    <Note tone="warn" title={`Closed ${job.closed_at === null ? '' : formatShortDay(job.closed_at, settings)}${why}`}>
      It was last seen on {formatShortDay(job.last_seen_at, settings)}. What you know of it stays here.
    </Note>
  )
}
