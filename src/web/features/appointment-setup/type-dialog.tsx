import { useState } from 'react'
import type { AppointmentType, PlaceKind } from '#contract/appointment-types.ts'
import { fieldError, messageOf } from '#lib/form.ts'
import { ApiError } from '#lib/client.ts'
import { Checkbox } from '#ui/checkbox.tsx'
import { Field } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Input } from '#ui/input.tsx'
import { RadioGroup } from '#ui/radio.tsx'
import { Textarea } from '#ui/textarea.tsx'
import { LimitFields } from './limit-fields.tsx'
import { QuestionFields } from './question-fields.tsx'
import { useCreateType, useUpdateType } from './queries.ts'
import { bodyOf, draftOf, wrongWith, type TypeDraft } from './type-draft.ts'

const PLACES: readonly { value: PlaceKind; label: string }[] = [
  { value: 'video', label: 'Video call' },
  { value: 'phone', label: 'Phone' },
  { value: 'address', label: 'In person' },
]

const PLACE_HELP: Readonly<Record<PlaceKind, string>> = {
  video: 'The link. Leave it open if you send one later.',
  phone: 'The number that guests call. Leave it open if you call them: then their number is asked.',
  address: 'Street and town, or a room. Leave it open if you tell it later.',
}

/** Adds something that can be booked, or changes it. */
export function TypeDialog({ type: given, onClose }: { type: AppointmentType | null; onClose: () => void }) {
  // As it was when the dialog opened: what changed elsewhere since is not overwritten unseen.
  const [type] = useState(given)
  const [draft, setDraft] = useState(() => draftOf(type))
  const [tried, setTried] = useState(false)
  const create = useCreateType()
  const update = useUpdateType()
  const error = create.error ?? update.error
  const set = (part: Partial<TypeDraft>) => setDraft({ ...draft, ...part })
  const wrong = (name: keyof TypeDraft) => fieldError(error, name, `body.${name}`)
  function submit() {
    setTried(true)
    if (draft.title.trim() === '' || draft.questions.some((one) => wrongWith(one) !== null)) return
    const body = bodyOf(draft)
    if (type === null) create.mutate({ body }, { onSuccess: onClose })
    else update.mutate({ params: { id: type.id }, body, version: type.version }, { onSuccess: onClose })
  }
  return (
    <FormDialog
      title={type === null ? 'Something that can be booked' : `Change “${type.title}”`}
      description={type === null ? undefined : 'It holds for what is booked from now on.'}
      wide
      noValidate
      action="Keep"
      pending={create.isPending || update.isPending}
      error={problemOf(error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="form-row is-question">
        <Field label="Title" error={tried && draft.title.trim() === '' ? 'Say what it is.' : wrong('title')}>
          <Input
            autoFocus
            maxLength={120}
            placeholder="First talk"
            value={draft.title}
            onChange={(event) => set({ title: event.target.value })}
          />
        </Field>
        <Field label="Lasts" error={wrong('duration_min')}>
          <Input
            type="number"
            min={5}
            max={720}
            step={5}
            suffix="min"
            value={draft.duration_min}
            onChange={(event) => set({ duration_min: event.target.value })}
          />
        </Field>
      </div>
      <Field label="What guests should know" optional error={wrong('description')}>
        <Textarea
          rows={3}
          maxLength={4000}
          value={draft.description}
          onChange={(event) => set({ description: event.target.value })}
        />
      </Field>
      <Field label="Where">
        <RadioGroup options={PLACES} value={draft.place_kind} onChange={(place_kind) => set({ place_kind })} />
      </Field>
      <Field label={PLACE_LABELS[draft.place_kind]} optional help={PLACE_HELP[draft.place_kind]} error={wrong('place')}>
        <Input maxLength={500} value={draft.place} onChange={(event) => set({ place: event.target.value })} />
      </Field>
      <Checkbox
        label="I confirm each booking"
        help="A booking is a request until you do. The time is kept meanwhile."
        checked={draft.needs_confirmation}
        onChange={(needs_confirmation) => set({ needs_confirmation })}
      />
      <LimitFields draft={draft} onChange={set} wrong={wrong} />
      <QuestionFields questions={draft.questions} tried={tried} onChange={(questions) => set({ questions })} />
      <Field
        label="Short name"
        optional
        help="In your exports. Made from the title when you leave it open."
        error={wrong('slug')}
      >
        <Input
          maxLength={60}
          autoCapitalize="none"
          spellCheck={false}
          value={draft.slug}
          onChange={(event) => set({ slug: event.target.value })}
        />
      </Field>
      <Checkbox
        label="Can be booked"
        help="Off: its links offer it no more. What is booked stays."
        checked={draft.active}
        onChange={(active) => set({ active })}
      />
    </FormDialog>
  )
}

const PLACE_LABELS: Readonly<Record<PlaceKind, string>> = { video: 'Link', phone: 'Your number', address: 'Address' }

/** Why it was refused: what belongs to a field that has no room for it is said here, too. */
function problemOf(error: Error | null): string | null {
  if (error === null) return null
  if (!(error instanceof ApiError) || error.fieldErrors.length === 0) return messageOf(error)
  const far = error.fieldErrors.filter(({ field }) => /questions/.test(field))
  return far.length === 0 ? null : far.map(({ message }) => message).join(' ')
}
