import { useQuery } from '@tanstack/react-query'
import { Pencil, StickyNote, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Note } from '#contract/applications.ts'
import { formatMoment } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { submitOnModEnter } from '#ui/form-keys.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { Textarea } from '#ui/textarea.tsx'
import { LoadError } from './load-error.tsx'
import { notesQuery, useAddNote, useChangeNote, useDeleteNote } from './queries.ts'

/** The person's own words on an application. */
export function NotesTab({ id }: { id: string }) {
  const notes = useQuery(notesQuery(id))
  const [text, setText] = useState('')
  const add = useAddNote()
  const save = () =>
    text.trim() !== '' && add.mutate({ params: { id }, body: { text } }, { onSuccess: () => setText('') })
  if (notes.isPending) return <SkeletonRows rows={3} />
  if (notes.data === undefined) return <LoadError error={notes.error} onRetry={() => void notes.refetch()} />
  return (
    <div className="col g-4">
      <form
        className="col g-2"
        onKeyDown={submitOnModEnter}
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Textarea
          aria-label="New note"
          rows={3}
          value={text}
          maxLength={20_000}
          placeholder="Only you see this."
          onChange={(event) => setText(event.target.value)}
        />
        {text.trim() !== '' && (
          <div className="row">
            <Button variant="primary" size="sm" type="submit" keys="mod+enter" loading={add.isPending}>
              Keep note
            </Button>
          </div>
        )}
      </form>
      {notes.data.items.length === 0 ? (
        <EmptyState icon={StickyNote} title="No notes yet">
          What they said, what to ask, how it felt: write it down while you remember.
        </EmptyState>
      ) : (
        <ul className="col g-3">
          {notes.data.items.map((note) => (
            <OneNote key={note.id} note={note} />
          ))}
        </ul>
      )}
    </div>
  )
}

function OneNote({ note }: { note: Note }) {
  const style = useSettings()
  // With the version that it is typed over: what changed elsewhere since is not overwritten unseen.
  const [typed, setTyped] = useState<{ text: string; version: number } | null>(null)
  const change = useChangeNote()
  const remove = useDeleteNote()
  const params = { id: note.application_id, note_id: note.id }
  return (
    <li className="card p-3">
      <div className="row">
        <span className="t-12 c-3 grow">{formatMoment(note.created_at, style)}</span>
        <IconButton
          icon={Pencil}
          size="sm"
          label="Change this note"
          onClick={() => setTyped({ text: note.text, version: note.version })}
        />
        <IconButton icon={Trash2} size="sm" label="Delete this note" onClick={() => remove.mutate({ params })} />
      </div>
      {typed === null ? (
        <p className="lines names">{note.text}</p>
      ) : (
        <form
          className="col g-2"
          onSubmit={(event) => {
            event.preventDefault()
            change.mutate({ params, body: typed }, { onSuccess: () => setTyped(null) })
          }}
        >
          <Textarea
            aria-label="Note"
            rows={4}
            value={typed.text}
            required
            maxLength={20_000}
            onChange={(event) => setTyped({ ...typed, text: event.target.value })}
          />
          <div className="row">
            <Button variant="primary" size="sm" type="submit" loading={change.isPending}>
              Keep
            </Button>
            <Button size="sm" onClick={() => setTyped(null)}>
              Cancel
            </Button>
          </div>
        </form>
      )}
    </li>
  )
}
