import { z } from 'zod'
import { endpoint, notFound } from './endpoint.ts'
import { Id, Instant, OptionalText, Text } from './wire.ts'

const base = { tag: 'Postings', access: 'user' } as const
const params = z.object({ id: Id })

/** What a person did with a posting. */
export const JobState = z.object({
  saved_at: Instant.nullable(),
  hidden_at: Instant.nullable(),
  seen_at: Instant.nullable(),
  applied_at: Instant.nullable(),
  /** When you said that it is no ghost, whatever speaks for one. */
  not_ghost_at: Instant.nullable(),
  notes: z.string().nullable(),
  /** The application that stands on it, and where it stands. */
  application_id: Id.nullable(),
  application_status: z.string().nullable().meta({ example: 'applied' }),
})
export type JobState = z.infer<typeof JobState>

const StateChange = z.object({
  saved: z.boolean().optional(),
  hidden: z.boolean().optional(),
  /** Also that you looked at what was edited. */
  seen: z.boolean().optional(),
  not_ghost: z.boolean().optional(),
})

export const putJobState = endpoint({
  ...base,
  method: 'PUT',
  path: '/jobs/:id/state',
  summary: 'Save, hide, mark as seen, call it no ghost, or write a note; what is not sent stays',
  description:
    'A mark that stands already keeps its date. `seen` says as well that you looked at what was edited until now.',
  params,
  body: StateChange.extend({ notes: OptionalText(20_000).optional() }),
  response: JobState,
  refusals: [notFound],
})

export const bulkJobState = endpoint({
  ...base,
  method: 'POST',
  path: '/jobs/bulk-state',
  summary: 'The same for many postings at once',
  description: 'At most 1,000. `missing` names those that are not there; the others are changed.',
  body: StateChange.extend({ ids: z.array(Id).min(1).max(1000) }),
  response: z.object({ changed: z.int(), missing: z.array(Id) }),
})

const HiddenCompany = z.object({ id: Id, company: z.string(), hidden_at: Instant, postings: z.int() })

export const listHiddenCompanies = endpoint({
  ...base,
  method: 'GET',
  path: '/jobs/hidden-companies',
  summary: 'Companies whose postings you do not want to see',
  response: z.object({ items: z.array(HiddenCompany) }),
})

export const hideCompany = endpoint({
  ...base,
  method: 'POST',
  path: '/jobs/hidden-companies',
  summary: 'Hide all postings of a company',
  description: 'Also those to come. A company that is hidden already is answered as it is.',
  body: z.object({ company: Text(300) }),
  status: 201,
  response: HiddenCompany,
})

export const showCompany = endpoint({
  ...base,
  method: 'DELETE',
  path: '/jobs/hidden-companies/:id',
  summary: 'Show the postings of a hidden company again',
  params,
  refusals: [notFound],
})
