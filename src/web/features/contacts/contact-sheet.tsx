import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ExternalLink, Mail, MessageSquare, Pencil, Phone, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { InteractionKind } from '#contract/contacts.ts'
import type { Contact } from '#contract/contacts.ts'
import { now } from '#lib/clock.ts'
import { CONTACT_ROLES } from '#lib/contact-words.ts'
import { messageOf } from '#lib/form.ts'
import { formatMoment, fromLocalInput, toLocalInput } from '#lib/format-time.ts'
import { itemsOf } from '#lib/paged.ts'
import { useSettings } from '#lib/session.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { DateTimeInput } from '#ui/date-time-input.tsx'
import { Dots } from '#ui/dots.tsx'
import { Field } from '#ui/field.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { LoadError } from '#ui/load.tsx'
import { Note } from '#ui/note.tsx'
import { Select } from '#ui/select.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { Textarea } from '#ui/textarea.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { ContactDialog } from './contact-dialog.tsx'
import {
  contactQuery,
  interactionsQuery,
  useAddInteraction,
  useDeleteContact,
  useDeleteInteraction,
} from './queries.ts'
import { INTERACTIONS } from './words.ts'

/** A contact: how to reach them, for what, and what passed between you. */
export function ContactSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const found = useQuery(contactQuery(id))
  const contact = found.data
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title={contact?.name ?? 'Contact'}
      {...(contact === undefined
        ? {}
        : {
            mark: <Avatar name={contact.name} />,
            subtitle: (
              <Dots>
                {contact.job_title ?? ''}
                {contact.company ?? ''}
              </Dots>
            ),
            actions: <Actions contact={contact} onClose={onClose} />,
          })}
    >
      {contact !== undefined ? (
        <Details contact={contact} />
      ) : found.error === null ? (
        <SkeletonRows rows={3} />
      ) : (
        <LoadError error={found.error} failure="This contact is not here" />
      )}
    </Sheet>
  )
}

function Actions({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const [editing, setEditing] = useState(false)
  const remove = useDeleteContact(contact)
  return (
    <>
      <IconButton icon={Pencil} size="sm" label={`Change ${contact.name}`} onClick={() => setEditing(true)} />
      <IconButton
        icon={Trash2}
        size="sm"
        label={`Delete ${contact.name}`}
        onClick={() => remove.mutate({ params: { id: contact.id } }, { onSuccess: onClose })}
      />
      {editing && <ContactDialog contact={contact} onClose={() => setEditing(false)} />}
    </>
  )
}

function Details({ contact }: { contact: Contact }) {
  return (
    <div className="col g-6">
      <ul className="people">
        {contact.email !== null && (
          <li className="row">
            <Mail className="i-14" aria-hidden="true" />
            <a className="link names" href={`mailto:${contact.email}`}>
              {contact.email}
            </a>
          </li>
        )}
        {contact.phone !== null && (
          <li className="row">
            <Phone className="i-14" aria-hidden="true" />
            <a className="link" href={`tel:${contact.phone.replaceAll(/[^\d+]/g, '')}`}>
              {contact.phone}
            </a>
          </li>
        )}
        {contact.url !== null && (
          <li className="row">
            <ExternalLink className="i-14" aria-hidden="true" />
            <a className="link names" href={contact.url} target="_blank" rel="noreferrer">
              {contact.url}
            </a>
          </li>
        )}
      </ul>
      {contact.notes !== null && <p className="lines names">{contact.notes}</p>}
      <section>
        <header className="sec">
          <h3 className="h2">Applications</h3>
          <span className="n">{contact.applications.length}</span>
        </header>
        <ul className="people">
          {contact.applications.map((application) => (
            <li key={application.id}>
              <Link to="/applications/$id" params={{ id: application.id }} search={{}} className="link names" lang="de">
                {application.company}
              </Link>
              <span className="t-13 c-2 block names" lang="de">
                {CONTACT_ROLES[application.role]}, {application.title}
              </span>
            </li>
          ))}
          {contact.applications.length === 0 && <li className="c-3">None: add them under an application.</li>}
        </ul>
      </section>
      <Interactions contact={contact} />
    </div>
  )
}

function Interactions({ contact }: { contact: Contact }) {
  const style = useSettings()
  const list = useInfiniteQuery(interactionsQuery(contact.id))
  const remove = useDeleteInteraction()
  const items = itemsOf(list.data)
  return (
    <section>
      <header className="sec">
        <h3 className="h2">Between you</h3>
        {items.length > 0 && !list.hasNextPage && <span className="n">{items.length}</span>}
      </header>
      <InteractionForm contact={contact} />
      <Timeline
        label="Interactions"
        entries={items.map((item) => ({
          key: item.id,
          pin: <MessageSquare className="i-14" aria-hidden="true" />,
          title: (
            <span className="row">
              <b className="m grow">
                {INTERACTIONS[item.kind]} {item.direction === 'in' ? 'from them' : 'from you'}
              </b>
              <IconButton
                icon={Trash2}
                size="sm"
                label="Delete this interaction"
                onClick={() => remove.mutate({ params: { id: contact.id, interaction_id: item.id } })}
              />
            </span>
          ),
          meta: formatMoment(item.at, style),
          body: item.summary,
        }))}
      />
      {list.hasNextPage && (
        <Button variant="ghost" size="sm" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Older ones
        </Button>
      )}
    </section>
  )
}

const KINDS = InteractionKind.options.map((value) => ({ value, label: INTERACTIONS[value] }))
const DIRECTIONS = [
  { value: 'out', label: 'From you' },
  { value: 'in', label: 'From them' },
] as const

function InteractionForm({ contact }: { contact: Contact }) {
  const { time_zone } = useSettings()
  const [kind, setKind] = useState<InteractionKind>('email')
  const [direction, setDirection] = useState<'in' | 'out'>('out')
  const [when, setWhen] = useState(() => toLocalInput(now().toISOString(), time_zone))
  const [summary, setSummary] = useState('')
  const [about, setAbout] = useState(contact.applications[0]?.id ?? '')
  const add = useAddInteraction()
  return (
    <form
      className="well col g-3 p-3 mb-4"
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate(
          {
            params: { id: contact.id },
            body: {
              kind,
              direction,
              summary,
              at: fromLocalInput(when, time_zone),
              application_id: about === '' ? null : about,
            },
          },
          { onSuccess: () => setSummary('') },
        )
      }}
    >
      <Field label="What passed">
        <Textarea
          rows={2}
          value={summary}
          required
          maxLength={5000}
          onChange={(event) => setSummary(event.target.value)}
        />
      </Field>
      <div className="form-row is-two">
        <Field label="How">
          <Select options={KINDS} value={kind} onChange={setKind} />
        </Field>
        <Field label="Who">
          <Select options={DIRECTIONS} value={direction} onChange={setDirection} />
        </Field>
        <Field label="When">
          <DateTimeInput kind="datetime" value={when} required onChange={setWhen} />
        </Field>
        <Field label="About">
          <Select
            value={about}
            onChange={setAbout}
            options={[
              { value: '', label: 'No application' },
              ...contact.applications.map((one) => ({ value: one.id, label: `${one.company}, ${one.title}` })),
            ]}
          />
        </Field>
      </div>
      {add.error !== null && <Note tone="bad" title={messageOf(add.error)} />}
      <div className="row">
        <Button variant="primary" size="sm" type="submit" loading={add.isPending}>
          Note it
        </Button>
      </div>
    </form>
  )
}
