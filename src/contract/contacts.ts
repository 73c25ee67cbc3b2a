import { z } from 'zod'
import { endpoint, invalidCursor, notFound, refusal, staleVersion } from './endpoint.ts'
import { Id, Instant, OptionalText, PageQuery, Text, WebUrl, pageOf } from './wire.ts'

export const ContactRole = z.enum(['recruiter', 'interviewer', 'referrer', 'hiring_manager', 'other'])
export type ContactRole = z.infer<typeof ContactRole>

export const InteractionKind = z.enum(['email', 'call', 'meeting', 'message', 'other'])
export type InteractionKind = z.infer<typeof InteractionKind>

/** A person behind applications: a recruiter, an interviewer, somebody who refers you. */
export const Contact = z.object({
  id: Id,
  name: z.string(),
  email: z.string().nullable().meta({ example: 'jana@example.org' }),
  phone: z.string().nullable(),
  company: z.string().nullable(),
  job_title: z.string().nullable(),
  url: z.string().nullable(),
  notes: z.string().nullable(),
  last_interaction_at: Instant.nullable(),
  applications: z.array(z.object({ id: Id, company: z.string(), title: z.string(), role: ContactRole })),
  is_sample: z.boolean(),
  created_at: Instant,
  updated_at: Instant,
  version: z.int(),
})
export type Contact = z.infer<typeof Contact>

/** Something that passed between the two of you. */
export const Interaction = z.object({
  id: Id,
  contact_id: Id,
  application_id: Id.nullable(),
  kind: InteractionKind,
  direction: z.enum(['in', 'out']),
  at: Instant,
  summary: z.string(),
  created_at: Instant,
  version: z.int(),
})
export type Interaction = z.infer<typeof Interaction>

/** A contact as one application sees it. */
export const ApplicationContact = Contact.omit({ applications: true }).extend({
  role: ContactRole,
})
export type ApplicationContact = z.infer<typeof ApplicationContact>

export const contactLinked = refusal('contact_linked', 409, 'This contact belongs to the application already.')
export const unknownContact = refusal('unknown_contact', 404, 'There is no such contact.')
export const unknownApplication = refusal('unknown_application', 404, 'There is no such application.')

const Email = z.email('Use an address such as mara@example.org.').max(254).meta({ example: 'jana@example.org' })
const fields = {
  email: Email.nullable().optional(),
  phone: OptionalText(60).optional(),
  company: OptionalText(200).optional(),
  job_title: OptionalText(200).optional(),
  url: WebUrl.nullable().optional(),
  notes: OptionalText(10_000).optional(),
}

export const NewContact = z.object({ name: Text(200), ...fields })
export const ContactChange = z.object({
  name: Text(200).optional(),
  ...fields,
  version: z.int().optional(),
})

const params = z.object({ id: Id })
const withUndo = { undo_id: Id.nullable() }
const Removed = z.object({ id: Id, ...withUndo })
const base = { tag: 'Contacts', access: 'user' } as const

export const listContacts = endpoint({
  ...base,
  method: 'GET',
  path: '/contacts',
  summary: 'Your contacts',
  query: PageQuery.extend({
    q: z.string().max(200).optional(),
    role: ContactRole.optional(),
    company: z.string().max(200).optional(),
    sort: z.enum(['name', '-last_interaction_at', '-created_at']).default('name'),
  }),
  response: pageOf(Contact),
  refusals: [invalidCursor],
})

export const createContact = endpoint({
  ...base,
  method: 'POST',
  path: '/contacts',
  summary: 'Add a contact',
  description: 'With `application_id` it is linked to that application at once.',
  body: NewContact.extend({ application_id: Id.optional(), role: ContactRole.optional() }),
  status: 201,
  response: Contact.extend(withUndo),
  refusals: [unknownApplication],
})

export const readContact = endpoint({
  ...base,
  method: 'GET',
  path: '/contacts/:id',
  summary: 'A contact',
  params,
  response: Contact,
  refusals: [notFound],
})

export const updateContact = endpoint({
  ...base,
  method: 'PATCH',
  path: '/contacts/:id',
  summary: 'Change a contact',
  params,
  body: ContactChange,
  response: Contact.extend(withUndo),
  refusals: [notFound, staleVersion],
})

export const deleteContact = endpoint({
  ...base,
  method: 'DELETE',
  path: '/contacts/:id',
  summary: 'Delete a contact',
  description: 'Takes its interactions and its place in applications with it; the undo brings back all of it.',
  params,
  status: 200,
  response: Removed,
  refusals: [notFound, staleVersion],
})

export const listInteractions = endpoint({
  ...base,
  method: 'GET',
  path: '/contacts/:id/interactions',
  summary: 'What passed between you and a contact',
  params,
  query: PageQuery,
  response: pageOf(Interaction),
  refusals: [notFound, invalidCursor],
})

export const createInteraction = endpoint({
  ...base,
  method: 'POST',
  path: '/contacts/:id/interactions',
  summary: 'Note an interaction',
  description: 'Without `at` it happened now. `application_id` says what it was about.',
  params,
  body: z.object({
    application_id: Id.nullable().optional(),
    kind: InteractionKind.default('email'),
    direction: z.enum(['in', 'out']).default('out'),
    at: Instant.optional(),
    summary: Text(5000),
  }),
  status: 201,
  response: Interaction.extend(withUndo),
  refusals: [notFound, unknownApplication],
})

export const deleteInteraction = endpoint({
  ...base,
  method: 'DELETE',
  path: '/contacts/:id/interactions/:interaction_id',
  summary: 'Delete an interaction',
  params: z.object({ id: Id, interaction_id: Id }),
  status: 200,
  response: Removed,
  refusals: [notFound, staleVersion],
})

export const listApplicationContacts = endpoint({
  ...base,
  method: 'GET',
  path: '/applications/:id/contacts',
  summary: 'The people of an application',
  params,
  response: z.object({ items: z.array(ApplicationContact) }),
  refusals: [notFound],
})

export const linkContact = endpoint({
  ...base,
  method: 'POST',
  path: '/applications/:id/contacts',
  summary: 'Add a person to an application',
  description: 'Either `contact_id` of a contact that you have, or `name` and what else you know: a contact is made.',
  params,
  body: z
    .object({
      contact_id: Id.optional(),
      name: Text(200).optional(),
      ...fields,
      role: ContactRole.default('other'),
    })
    .refine((value) => (value.contact_id === undefined) !== (value.name === undefined), {
      path: ['contact_id'],
      message: 'Send contact_id, or the name of a new contact.',
    })
    .meta({ example: { name: 'Jana Kessler', email: 'jana@example.org', role: 'recruiter' } }),
  status: 201,
  response: ApplicationContact.extend(withUndo),
  refusals: [notFound, contactLinked, unknownContact],
})

export const updateContactLink = endpoint({
  ...base,
  method: 'PATCH',
  path: '/applications/:id/contacts/:contact_id',
  summary: 'Change what a person is to an application',
  params: z.object({ id: Id, contact_id: Id }),
  body: z.object({ role: ContactRole }),
  response: ApplicationContact.extend(withUndo),
  refusals: [notFound],
})

export const unlinkContact = endpoint({
  ...base,
  method: 'DELETE',
  path: '/applications/:id/contacts/:contact_id',
  summary: 'Take a person off an application',
  description: 'The contact itself stays.',
  params: z.object({ id: Id, contact_id: Id }),
  status: 200,
  response: Removed,
  refusals: [notFound],
})
