import { useQuery } from '@tanstack/react-query'
import { Bell, CalendarDays, Handshake, MessageSquare, Pencil, Plus, StickyNote } from 'lucide-react'
import { useState } from 'react'
import type { TimelineItem } from '#contract/application-history.ts'
import type { Application } from '#contract/applications.ts'
import { formatDay, formatMoment, fromLocalInput, placeOfZone, toLocalInput } from '#lib/format-time.ts'
import { ApiError } from '#lib/client.ts'
import { messageOf } from '#lib/form.ts'
import { useSession, useSettings } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { DateTimeInput } from '#ui/date-time-input.tsx'
import { Dots } from '#ui/dots.tsx'
import { Field } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { submitOnModEnter } from '#ui/form-keys.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { LoadError } from '#ui/load.tsx'
import { Note } from '#ui/note.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { StatusRing } from '#ui/status-ring.tsx'
import { STATUS_WORDS } from '#ui/status.ts'
import { Textarea } from '#ui/textarea.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { timelineQuery, useAddNote, useCorrect, useRemoveEntry } from './queries.ts'

const ICONS = {
  note: StickyNote,
  interview: CalendarDays,
  interaction: MessageSquare,
  offer: Handshake,
  reminder: Bell,
} as const

/** Everything that happened, newest first; each status entry can be corrected. */
export function HistoryList({ application }: { application: Application }) {
  const story = useQuery(timelineQuery(application.id))
  const [writing, setWriting] = useState(false)
  const [editing, setEditing] = useState<TimelineItem | null>(null)
  const style = useSettings()
  const me = useSession()
  const items = story.data?.items ?? []
  return (
    <section>
      <header className="sec">
        <h3 className="h2">History</h3>
        {items.length > 0 && (
          <span className="n">
            {items.length} {items.length === 1 ? 'entry' : 'entries'}
          </span>
        )}
        <Button variant="ghost" size="sm" className="push" onClick={() => setWriting(true)}>
          <Plus aria-hidden="true" />
          Note
        </Button>
      </header>
      {writing && <NoteForm id={application.id} onDone={() => setWriting(false)} />}
      {story.isPending && <SkeletonRows rows={3} />}
      {story.isError && story.data === undefined && (
        <LoadError error={story.error} failure="The history did not load" onRetry={() => void story.refetch()} />
      )}
      <Timeline
        label="History"
        entries={items.map((item) => ({
          key: item.id,
          pin: pinOf(item),
          title: (
            <span className="row">
              <b className="m grow">{titleOf(item)}</b>
              {item.kind === 'status' && (
                <IconButton
                  icon={Pencil}
                  size="sm"
                  label={`Correct: ${titleOf(item)}`}
                  onClick={() => setEditing(item)}
                />
              )}
            </span>
          ),
          meta: (
            <Dots>
              {formatMoment(item.at, style)}
              {item.kind === 'status' && item.by === me.user.id ? 'by you' : ''}
              {item.backdated ? `backdated on ${formatDay(item.recorded_at, style)}` : ''}
            </Dots>
          ),
          ...(item.text === null ? {} : { body: item.text }),
        }))}
      />
      {editing !== null && <EntryDialog id={application.id} entry={editing} onClose={() => setEditing(null)} />}
    </section>
  )
}

function pinOf(item: TimelineItem) {
  if (item.kind === 'status') return item.status === null ? null : <StatusRing status={item.status} />
  const Icon = ICONS[item.kind]
  return <Icon className="i-14" aria-hidden="true" />
}

function titleOf(item: TimelineItem): string {
  if (item.kind !== 'status' || item.status === null) return item.title.slice(0, 1).toUpperCase() + item.title.slice(1)
  const to = item.title === item.status ? STATUS_WORDS[item.status] : item.title
  if (item.from !== null) return `${item.from_name ?? STATUS_WORDS[item.from]} to ${to}`
  return item.status === 'interested' ? 'Saved' : `Added as ${to}`
}

function NoteForm({ id, onDone }: { id: string; onDone: () => void }) {
  const [text, setText] = useState('')
  const add = useAddNote()
  const save = () => text.trim() !== '' && add.mutate({ params: { id }, body: { text } }, { onSuccess: onDone })
  return (
    <form
      className="col g-2 mb-3"
      onKeyDown={submitOnModEnter}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Textarea
        aria-label="Note"
        rows={3}
        autoFocus
        value={text}
        maxLength={20_000}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="row">
        <Button variant="primary" size="sm" type="submit" keys="mod+enter" loading={add.isPending}>
          Keep note
        </Button>
        <Button size="sm" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

/** Corrects the date and the note of a history entry, or removes it. */
function EntryDialog({ id, entry, onClose }: { id: string; entry: TimelineItem; onClose: () => void }) {
  const style = useSettings()
  const { time_zone } = style
  const [when, setWhen] = useState(() => toLocalInput(entry.at, time_zone))
  const [note, setNote] = useState(entry.text ?? '')
  const params = { id, entry_id: entry.id }
  const correct = useCorrect()
  const remove = useRemoveEntry()
  function submit() {
    const text = note.trim() === '' ? null : note.trim()
    const at = fromLocalInput(when, time_zone, entry.at)
    const body = {
      ...(at === entry.at ? {} : { at }),
      ...(text === entry.text ? {} : { note: text }),
    }
    correct.mutate({ params, body }, { onSuccess: onClose })
  }
  const bounds = correct.error instanceof ApiError ? boundsOf(correct.error, (at) => formatMoment(at, style)) : null
  return (
    <FormDialog
      title={`Correct: ${titleOf(entry)}`}
      description="Rates and times in stage follow from these dates. Entries keep their order."
      action="Keep"
      pending={correct.isPending}
      aside={
        entry.from !== null && (
          <>
            <Button
              variant="ghost"
              className="c-bad"
              loading={remove.isPending}
              onClick={() => remove.mutate({ params }, { onSuccess: onClose })}
            >
              It never happened
            </Button>
            <span className="push" />
          </>
        )
      }
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="When it happened" help={`${placeOfZone(time_zone)} time`}>
        <DateTimeInput kind="datetime" value={when} required onChange={setWhen} />
      </Field>
      <Field label="Note" optional>
        <Textarea rows={3} value={note} maxLength={10_000} onChange={(event) => setNote(event.target.value)} />
      </Field>
      {correct.error !== null && (
        <Note tone="bad" title={messageOf(correct.error)}>
          {bounds}
        </Note>
      )}
    </FormDialog>
  )
}

function boundsOf(error: ApiError, words: (instant: string) => string): string | null {
  const { not_before, not_after } = error.details
  const parts = [
    typeof not_before === 'string' ? `not before ${words(not_before)}` : '',
    typeof not_after === 'string' ? `not after ${words(not_after)}` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? null : `Possible: ${parts.join(', ')}.`
}
