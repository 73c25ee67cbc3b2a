import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { now } from '#lib/clock.ts'
import { ApiError } from '#lib/client.ts'
import { messageOf } from '#lib/form.ts'
import { fromLocalInput, toLocalInput } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { DateTimeInput } from '#ui/date-time-input.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Field } from '#ui/field.tsx'
import { Note } from '#ui/note.tsx'
import { Select } from '#ui/select.tsx'
import { StatusWord } from '#ui/status-badge.tsx'
import { AboutFields, bodyOf, draftOf } from './about-fields.tsx'
import type { Target } from './moving.ts'
import { similarQuery, stagesQuery, useCreate, useDone } from './queries.ts'

interface AddDialogProps {
  into: Pick<Target, 'status' | 'id'>
  onClose: () => void
  onOpen: (id: string) => void
}

/** Adds a job that no board carries, and warns when it would be a second application. */
export function AddDialog({ into, onClose, onOpen }: AddDialogProps) {
  const { time_zone, currency } = useSettings()
  const [draft, setDraft] = useState(() => draftOf(null, currency))
  const [key, setKey] = useState<string>(into.id ?? into.status)
  const [when, setWhen] = useState(() => toLocalInput(now().toISOString(), time_zone))
  const [dated, setDated] = useState(false)
  const { data: stages } = useQuery(stagesQuery)
  const create = useCreate()
  const done = useDone()
  const target = stages?.items.find((stage) => stage.key === key)
  const errorOf = (field: string) =>
    create.error instanceof ApiError
      ? create.error.fieldErrors.find((error) => error.field === field)?.message
      : undefined
  function submit() {
    const about = bodyOf(draft)
    if (about === null) return
    const place =
      target === undefined
        ? { status: into.status }
        : target.id === null
          ? { status: target.status }
          : { stage_id: target.id }
    create.mutate(
      { ...about, ...place, ...(dated ? { status_at: fromLocalInput(when, time_zone) } : {}) },
      {
        onSuccess: (answer) => {
          done(`${answer.company} added`, answer.undo_id)
          onOpen(answer.id)
        },
      },
    )
  }
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title="Add an application"
      description="For a job that you found elsewhere. Postings under Jobs are saved there."
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="add-application" loading={create.isPending} keys="mod+enter">
            Add
          </Button>
        </>
      }
    >
      <form
        id="add-application"
        className="col g-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
        onKeyDown={(event) => event.key === 'Enter' && (event.metaKey || event.ctrlKey) && submit()}
      >
        <AboutFields draft={draft} onChange={setDraft} errorOf={errorOf} />
        <SimilarNote company={draft.company} title={draft.title} onOpen={onOpen} />
        <div className="form-row is-two">
          <Field label="Where it stands">
            <Select
              value={key}
              onChange={setKey}
              options={(stages?.items ?? []).map((stage) => ({
                value: stage.key,
                label: stage.name,
                face: <StatusWord status={stage.status} label={stage.name} />,
              }))}
            />
          </Field>
          <Field label="Since" error={errorOf('status_at')}>
            <DateTimeInput
              kind="datetime"
              value={when}
              required
              onChange={(value) => {
                setDated(true)
                setWhen(value)
              }}
            />
          </Field>
        </div>
        {create.error !== null && <Note tone="bad" title={messageOf(create.error)} />}
      </form>
    </Dialog>
  )
}

/** Asks once the person rests from typing, and says which applications this one may repeat. */
function SimilarNote({ company, title, onOpen }: { company: string; title: string; onOpen: (id: string) => void }) {
  const [about, setAbout] = useState({ company: '', title: '' })
  useEffect(() => {
    const timer = setTimeout(() => setAbout({ company: company.trim(), title: title.trim() }), 300)
    return () => clearTimeout(timer)
  }, [company, title])
  const { data } = useQuery(similarQuery(about))
  const [first, ...more] = data?.items ?? []
  if (first === undefined || about.company === '') return null
  return (
    <Note
      tone="warn"
      title={first.code === 'same_role' ? 'Perhaps you applied here before' : 'You know this company'}
      actions={
        <Button size="sm" onClick={() => onOpen(first.application.id)}>
          Open it
        </Button>
      }
    >
      {first.message}
      {more.length > 0 && ` And ${more.length} more.`}
    </Note>
  )
}
