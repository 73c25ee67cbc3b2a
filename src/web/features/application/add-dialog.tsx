import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { now } from '#lib/clock.ts'
import { fieldError, messageOf } from '#lib/form.ts'
import { fromLocalInput, toLocalInput } from '#lib/format-time.ts'
import type { Target } from '#lib/move.ts'
import { useSettings } from '#lib/session.ts'
import { stagesQuery } from '#lib/stages.ts'
import { Button } from '#ui/button.tsx'
import { DateTimeInput } from '#ui/date-time-input.tsx'
import { Field } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Note } from '#ui/note.tsx'
import { Select } from '#ui/select.tsx'
import { StatusWord } from '#ui/status-badge.tsx'
import { useRested } from '#ui/use-rested.ts'
import { AboutFields, bodyOf, draftOf } from './about-fields.tsx'
import { similarQuery, useCreate } from './queries.ts'

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
  const target = stages?.items.find((stage) => stage.key === key)
  const errorOf = (field: string) => fieldError(create.error, field)
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
      { body: { ...about, ...place, ...(dated ? { status_at: fromLocalInput(when, time_zone) } : {}) } },
      { onSuccess: (answer) => onOpen(answer.id) },
    )
  }
  return (
    <FormDialog
      wide
      title="Add an application"
      description="For a job that you found elsewhere. Postings under Jobs are saved there."
      action="Add"
      pending={create.isPending}
      error={create.error && messageOf(create.error)}
      onSubmit={submit}
      onClose={onClose}
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
    </FormDialog>
  )
}

/** Asks once the person rests from typing, and says which applications this one may repeat. */
function SimilarNote({ company, title, onOpen }: { company: string; title: string; onOpen: (id: string) => void }) {
  const about = { company: useRested(company.trim()), title: useRested(title.trim()) }
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
