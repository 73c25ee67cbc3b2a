import { useQuery } from '@tanstack/react-query'
import { Plus, UserMinus, Users } from 'lucide-react'
import { useState } from 'react'
import type { Application } from '#contract/applications.ts'
import { ContactRole } from '#contract/contacts.ts'
import type { ApplicationContact } from '#contract/contacts.ts'
import { CONTACT_ROLES } from '#lib/contact-words.ts'
import { messageOf } from '#lib/form.ts'
import { formatDay } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { Dots } from '#ui/dots.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Field } from '#ui/field.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Input } from '#ui/input.tsx'
import { Note } from '#ui/note.tsx'
import { Select } from '#ui/select.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { useRested } from '#ui/use-rested.ts'
import { LoadError } from './load-error.tsx'
import { knownPeopleQuery, peopleQuery, useChangeRole, useLinkContact, useUnlinkContact } from './queries.ts'
import { WriteLink } from './write-link.tsx'

const ROLE_OPTIONS = ContactRole.options.map((value) => ({ value, label: CONTACT_ROLES[value] }))

/** The people of an application. */
export function PeopleTab({ application }: { application: Application }) {
  const people = useQuery(peopleQuery(application.id))
  const [adding, setAdding] = useState(false)
  if (people.isPending) return <SkeletonRows rows={2} />
  if (people.data === undefined) return <LoadError error={people.error} onRetry={() => void people.refetch()} />
  const add = (
    <Button size="sm" onClick={() => setAdding(true)}>
      <Plus aria-hidden="true" />
      Add a person
    </Button>
  )
  return (
    <div className="col g-4">
      {adding && <AddPerson application={application} onDone={() => setAdding(false)} />}
      {people.data.items.length === 0 && !adding && (
        <EmptyState icon={Users} title="Nobody yet" action={add}>
          Who wrote to you, who interviews you, who put in a word.
        </EmptyState>
      )}
      <ul className="col g-3">
        {people.data.items.map((person) => (
          <OnePerson key={person.id} application_id={application.id} person={person} />
        ))}
      </ul>
      {people.data.items.length > 0 && !adding && <div className="row">{add}</div>}
    </div>
  )
}

function OnePerson({ application_id, person }: { application_id: string; person: ApplicationContact }) {
  const style = useSettings()
  const relink = useChangeRole()
  const unlink = useUnlinkContact()
  const params = { id: application_id, contact_id: person.id }
  return (
    <li className="card p-3 col g-2">
      <div className="row">
        <Avatar name={person.name} />
        <span className="grow">
          <b className="m names">{person.name}</b>
          <span className="t-12 c-3 block">
            <Dots>
              {person.job_title ?? ''}
              {person.last_interaction_at === null
                ? ''
                : `last contact ${formatDay(person.last_interaction_at, style)}`}
            </Dots>
          </span>
        </span>
        <WriteLink email={person.email} />
      </div>
      <div className="row">
        <Select
          size="sm"
          aria-label={`What ${person.name} is to this application`}
          options={ROLE_OPTIONS}
          value={person.role}
          onChange={(role) => relink.mutate({ params, body: { role } })}
        />
        <span className="push" />
        <IconButton
          icon={UserMinus}
          size="sm"
          label={`Take ${person.name} off this application`}
          onClick={() => unlink.mutate({ params })}
        />
      </div>
    </li>
  )
}

/** A new person, or one who is known already: typing a name offers them. */
function AddPerson({ application, onDone }: { application: Application; onDone: () => void }) {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<ContactRole>('recruiter')
  const link = useLinkContact()
  const { data: known } = useQuery(knownPeopleQuery(useRested(name.trim())))
  const params = { id: application.id }
  return (
    <form
      className="well col g-3 p-3"
      onSubmit={(event) => {
        event.preventDefault()
        const company = application.company.slice(0, 200)
        link.mutate(
          { params, body: { name, role, company, ...(email.trim() === '' ? {} : { email: email.trim() }) } },
          { onSuccess: onDone },
        )
      }}
    >
      <div className="form-row is-two">
        <Field label="Name">
          <Input value={name} required maxLength={200} autoFocus onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label="Role">
          <Select options={ROLE_OPTIONS} value={role} onChange={setRole} />
        </Field>
      </div>
      <Field label="E-mail" optional>
        <Input type="email" value={email} maxLength={254} onChange={(event) => setEmail(event.target.value)} />
      </Field>
      {(known?.items ?? []).length > 0 && name.trim() !== '' && (
        <div className="col g-1">
          <span className="t-12 c-3">You know already:</span>
          {known?.items.map((person) => (
            <Button
              key={person.id}
              size="sm"
              variant="ghost"
              onClick={() => link.mutate({ params, body: { contact_id: person.id, role } }, { onSuccess: onDone })}
            >
              {person.name}
              {person.company !== null && <span className="c-3">{person.company}</span>}
            </Button>
          ))}
        </div>
      )}
      {link.error !== null && <Note tone="bad" title={messageOf(link.error)} />}
      <div className="row">
        <Button variant="primary" size="sm" type="submit" loading={link.isPending}>
          Add
        </Button>
        <Button size="sm" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
