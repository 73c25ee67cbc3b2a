import { useState } from 'react'
import type { Contact } from '#contract/contacts.ts'
import { fieldError, messageOf } from '#lib/form.ts'
import { Field } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Input } from '#ui/input.tsx'
import { Textarea } from '#ui/textarea.tsx'
import { useChangeContact, useCreateContact } from './queries.ts'

const FIELDS = [
  { name: 'name', label: 'Name', type: 'text', max: 200, required: true },
  { name: 'job_title', label: 'What they do', type: 'text', max: 200, required: false },
  { name: 'company', label: 'Company', type: 'text', max: 200, required: false },
  { name: 'email', label: 'E-mail', type: 'email', max: 254, required: false },
  { name: 'phone', label: 'Phone', type: 'tel', max: 60, required: false },
  { name: 'url', label: 'Profile or web page', type: 'url', max: 2048, required: false },
] as const

type Name = (typeof FIELDS)[number]['name'] | 'notes'

/** Adds a contact, or changes one. */
export function ContactDialog({ contact: given, onClose }: { contact: Contact | null; onClose: () => void }) {
  // As it was when the dialog opened: what changed elsewhere since is not overwritten unseen.
  const [contact] = useState(given)
  const [draft, setDraft] = useState<Record<Name, string>>(() => ({
    name: contact?.name ?? '',
    job_title: contact?.job_title ?? '',
    company: contact?.company ?? '',
    email: contact?.email ?? '',
    phone: contact?.phone ?? '',
    url: contact?.url ?? '',
    notes: contact?.notes ?? '',
  }))
  const create = useCreateContact()
  const change = useChangeContact()
  const error = create.error ?? change.error
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
  function submit() {
    const body = {
      name: draft.name,
      job_title: orNull(draft.job_title),
      company: orNull(draft.company),
      email: orNull(draft.email),
      phone: orNull(draft.phone),
      url: orNull(draft.url),
      notes: orNull(draft.notes),
    }
    if (contact === null) create.mutate({ body }, { onSuccess: onClose })
    else change.mutate({ params: { id: contact.id }, body, version: contact.version }, { onSuccess: onClose })
  }
  return (
    <FormDialog
      title={contact === null ? 'Add a contact' : `Change ${contact.name}`}
      action="Keep"
      pending={create.isPending || change.isPending}
      error={error && messageOf(error)}
      onSubmit={submit}
      onClose={onClose}
    >
      {FIELDS.map((field) => (
        <Field key={field.name} label={field.label} optional={!field.required} error={fieldError(error, field.name)}>
          <Input
            type={field.type}
            required={field.required}
            maxLength={field.max}
            autoFocus={field.name === 'name'}
            value={draft[field.name]}
            onChange={(event) => setDraft({ ...draft, [field.name]: event.target.value })}
          />
        </Field>
      ))}
      <Field label="Notes" optional>
        <Textarea
          rows={3}
          maxLength={10_000}
          value={draft.notes}
          onChange={(event) => setDraft({ ...draft, notes: event.target.value })}
        />
      </Field>
    </FormDialog>
  )
}
