import type { Job } from '#contract/postings.ts'
import { LIMITS } from '#domain/postings/life.ts'
import { formatShortDay } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Ghost, Hourglass } from 'lucide-react'
import { Button } from '#ui/button.tsx'
import { Note } from '#ui/note.tsx'
import { toast } from '#ui/toast.tsx'
import { signInWords } from './life-words.ts'
import { useJobState } from './queries.ts'
import { wordFor } from '#lib/posting-words.ts'

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

/** Several signs say that nobody is hired by it: each of them, and the way to say that it is not so. */
export function LikelyGhost({ job }: { job: Job }) {
  const settings = useSettings()
  const state = useJobState()
  const tell = (not_ghost: boolean) => state.mutate({ ids: [job.id], change: { not_ghost } })
  return (
    <Note
      tone="warn"
      icon={Ghost}
      title="Likely a ghost: perhaps nobody is hired by it"
      actions={
        <Button
          size="sm"
          onClick={() => {
            tell(true)
            toast('Not called a ghost any more', { undo: () => tell(false) })
          }}
        >
          Not a ghost
        </Button>
      }
    >
      <p>Nobody but the employer can know. Why we think so:</p>
      <ul className="signs">
        {job.life.ghost_signs.map((sign) => (
          <li key={sign.code}>{signInWords(sign, settings)}</li>
        ))}
      </ul>
    </Note>
  )
}

/** That one called it no ghost, and the way back. */
export function NotGhost({ job }: { job: Job }) {
  const state = useJobState()
  return (
    <p className="t-13 c-2">
      You said that this is no ghost.{' '}
      <button
        type="button"
        className="link"
        onClick={() => state.mutate({ ids: [job.id], change: { not_ghost: false } })}
      >
        Take that back
      </button>
    </p>
  )
}

/** It stands open for long, and nobody touched it. */
export function Stale({ job }: { job: Job }) {
  const { open_days, open_since } = job.life
  return (
    <Note tone="info" icon={Hourglass} title={`Stale: open for ${open_days} days`}>
      Open since {formatShortDay(open_since, useSettings())} at the latest, which is longer than usual, with no edit in
      the last {LIMITS.stale_days} days and not on a board of the employer’s own. Ask before you put work into it.
    </Note>
  )
}
