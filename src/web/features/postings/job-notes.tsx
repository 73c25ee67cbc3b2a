import { useState } from 'react'
import type { Job } from '#contract/postings.ts'
import { Button } from '#ui/button.tsx'
import { Textarea } from '#ui/textarea.tsx'
import { useJobActions } from './job-actions.ts'

/** A person's own words on a posting. */
export function JobNotes({ job }: { job: Job }) {
  const actions = useJobActions()
  const kept = job.state.notes ?? ''
  const [text, setText] = useState(kept)
  const changed = text.trim() !== kept.trim()
  const keep = () => changed && actions.note(job, text)
  return (
    <section>
      <header className="sec">
        <h3 className="h2">Your notes</h3>
      </header>
      <Textarea
        aria-label="Your notes on this posting"
        rows={text === '' ? 2 : 4}
        value={text}
        maxLength={20_000}
        placeholder="Only you see this."
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && (event.metaKey || event.ctrlKey) && keep()}
      />
      {changed && (
        <div className="row" style={{ marginTop: 8 }}>
          <Button size="sm" variant="primary" keys="mod+enter" onClick={keep}>
            Keep note
          </Button>
          <Button size="sm" variant="ghost" onClick={() => setText(kept)}>
            Discard
          </Button>
        </div>
      )}
    </section>
  )
}
