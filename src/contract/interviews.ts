import { z } from 'zod'
import { unknownContact } from './contacts.ts'
import { endpoint, invalidCursor, notFound, staleVersion } from './endpoint.ts'
import { Id, Instant, OptionalText, PageQuery, Text, TimeZone, WebUrl, pageOf } from './wire.ts'

export const InterviewKind = z.enum([
  'phone',
  'video',
  'onsite',
  'technical',
  'task',
  'assessment',
  'informal',
  'other',
])
export type InterviewKind = z.infer<typeof InterviewKind>

export const InterviewOutcome = z.enum(['pending', 'passed', 'failed', 'cancelled', 'no_show'])
export type InterviewOutcome = z.infer<typeof InterviewOutcome>

export const InterviewPerson = z.object({
  name: Text(200),
  /** A contact of yours, where this person is one. */
  contact_id: Id.nullable().default(null),
})
export type InterviewPerson = z.infer<typeof InterviewPerson>

/** A conversation with an employer. `start_time` is the instant; `time_zone` is where its clock is read. */
export const Interview = z.object({
  id: Id,
  application_id: Id,
  round: z.int(),
  kind: InterviewKind,
  start_time: Instant,
  time_zone: z.string(),
  duration_min: z.int(),
  people: z.array(InterviewPerson),
  location: z.string().nullable(),
  link: z.string().nullable(),
  outcome: InterviewOutcome,
  notes: z.string().nullable(),
  /** Its event is in your calendar; where you delete that by hand, the interview stays. */
  in_calendar: z.boolean(),
  created_at: Instant,
  updated_at: Instant,
  version: z.int(),
})
export type Interview = z.infer<typeof Interview>

const fields = {
  round: z.int().min(1).max(50).optional(),
  kind: InterviewKind.optional(),
  time_zone: TimeZone.optional(),
  duration_min: z.int().min(5).max(1440).optional(),
  people: z.array(InterviewPerson).max(30).optional(),
  location: OptionalText(500).optional(),
  link: WebUrl.nullable().optional(),
  outcome: InterviewOutcome.optional(),
  notes: OptionalText(20_000).optional(),
}

const params = z.object({ id: Id })
const both = z.object({ id: Id, interview_id: Id })
const withUndo = { undo_id: Id.nullable() }
const base = { tag: 'Applications', access: 'user' } as const

export const listInterviews = endpoint({
  ...base,
  method: 'GET',
  path: '/applications/:id/interviews',
  summary: 'The interviews of an application',
  params,
  response: z.object({ items: z.array(Interview) }),
  refusals: [notFound],
})

export const createInterview = endpoint({
  ...base,
  method: 'POST',
  path: '/applications/:id/interviews',
  summary: 'Add an interview',
  description:
    'Without `round` it is the next one, without `time_zone` it is yours. The status of the application stays as it is: move it yourself.',
  params,
  body: z.object({ start_time: Instant, ...fields }),
  status: 201,
  response: Interview.extend(withUndo),
  refusals: [notFound, unknownContact],
})

export const updateInterview = endpoint({
  ...base,
  method: 'PATCH',
  path: '/applications/:id/interviews/:interview_id',
  summary: 'Change an interview',
  description: 'Fields that are not sent stay; `people` replaces the whole list.',
  params: both,
  body: z.object({ start_time: Instant.optional(), ...fields, version: z.int().optional() }),
  response: Interview.extend(withUndo),
  refusals: [notFound, staleVersion, unknownContact],
})

export const deleteInterview = endpoint({
  ...base,
  method: 'DELETE',
  path: '/applications/:id/interviews/:interview_id',
  summary: 'Delete an interview',
  params: both,
  status: 200,
  response: z.object({ id: Id, ...withUndo }),
  refusals: [notFound, staleVersion],
})

export const putInCalendar = endpoint({
  ...base,
  method: 'POST',
  path: '/applications/:id/interviews/:interview_id/calendar',
  summary: 'Put an interview into your calendar again',
  description: 'After you deleted its event by hand. Where it is there already, nothing happens.',
  params: both,
  status: 200,
  response: Interview.extend(withUndo),
  refusals: [notFound],
})

export const listAllInterviews = endpoint({
  ...base,
  method: 'GET',
  path: '/interviews',
  summary: 'Your interviews over all applications, by time',
  query: PageQuery.extend({ from: Instant.optional(), to: Instant.optional() }),
  response: pageOf(Interview.extend({ company: z.string(), title: z.string() })),
  refusals: [invalidCursor],
})
