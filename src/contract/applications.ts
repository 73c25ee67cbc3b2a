import { z } from 'zod'
import { endpoint, invalidCursor, notFound, refusal, staleVersion } from './endpoint.ts'
import { InterviewKind } from './interviews.ts'
import { PayPeriod } from './posting-fields.ts'
import { Status, stageOfOtherStatus, unknownStage } from './stages.ts'
import {
  Currency,
  DateOnly,
  Id,
  Instant,
  MinorUnits,
  OptionalText,
  PageQuery,
  QueryFlag,
  QueryList,
  Text,
  WebUrl,
  pageOf,
} from './wire.ts'

/** What an application stands for: a posting of the feed, or a job that no board carries. */
const about = {
  location: OptionalText(300).optional(),
  url: WebUrl.nullable().optional(),
  source: OptionalText(100).optional(),
  salary_min: MinorUnits.nullable().optional(),
  salary_max: MinorUnits.nullable().optional(),
  salary_currency: Currency.nullable().optional(),
  salary_period: PayPeriod.nullable().optional(),
  next_action: OptionalText(300).optional(),
  next_action_at: Instant.nullable().optional(),
}

/** One application of one person. What follows from its history (status, dates) is computed from the history. */
export const Application = z.object({
  id: Id,
  /** The posting, when it came from the feed. */
  job_id: Id.nullable(),
  title: z.string(),
  company: z.string(),
  location: z.string().nullable(),
  url: z.string().nullable(),
  source: z.string().nullable(),
  salary_min: MinorUnits.nullable(),
  salary_max: MinorUnits.nullable(),
  salary_currency: z.string().nullable(),
  salary_period: PayPeriod.nullable(),
  status: Status,
  stage_id: Id.nullable(),
  /** The name of the own stage, or null in a built-in one. */
  stage_name: z.string().nullable(),
  /** When it came to where it stands. */
  status_at: Instant,
  /** When it first came to `applied`. */
  applied_at: Instant.nullable(),
  /** The date of that, in UTC. */
  applied_on: DateOnly.nullable(),
  /** The employer's first reply: interview, offer or rejection, whichever came first after applying. */
  first_reply_at: Instant.nullable(),
  closed_at: Instant.nullable(),
  next_action: z.string().nullable(),
  next_action_at: Instant.nullable(),
  next_interview: z
    .object({
      id: Id,
      kind: InterviewKind,
      round: z.int(),
      start_time: Instant,
      time_zone: z.string(),
      duration_min: z.int(),
    })
    .nullable(),
  offer_deadline_at: Instant.nullable(),
  counts: z.object({ interviews: z.int(), contacts: z.int(), notes: z.int(), reminders: z.int() }),
  archived_at: Instant.nullable(),
  is_sample: z.boolean(),
  created_at: Instant,
  updated_at: Instant,
  version: z.int(),
})
export type Application = z.infer<typeof Application>

/** Something that a move causes besides the new status, for the screen to say before and after. */
export const Consequence = z.object({
  code: z.enum([
    'applied_recorded',
    'posting_marked',
    'reply_recorded',
    'closed',
    'reopened',
    'next_action_cleared',
    'creation_moved',
    'entry_redated',
    'status_unchanged',
    'repeat_removed',
  ]),
  message: z.string(),
})
export type Consequence = z.infer<typeof Consequence>

export const Note = z.object({
  id: Id,
  application_id: Id,
  text: z.string(),
  created_at: Instant,
  updated_at: Instant,
  version: z.int(),
})
export type Note = z.infer<typeof Note>

export const Reminder = z.object({
  id: Id,
  application_id: Id,
  text: z.string(),
  remind_at: Instant,
  done_at: Instant.nullable(),
  created_at: Instant,
  version: z.int(),
})
export type Reminder = z.infer<typeof Reminder>

/** An application of yours that a new one may repeat. */
export const Similar = z.object({
  code: z.enum(['same_posting', 'same_role', 'same_company']),
  message: z.string().meta({ example: 'You track this posting already (applied since 2026-11-21).' }),
  application: Application.pick({
    id: true,
    title: true,
    company: true,
    status: true,
    status_at: true,
    applied_on: true,
  }),
})
export type Similar = z.infer<typeof Similar>

export const alreadyExists = refusal('already_exists', 409, 'You track this posting already.')
export const unknownJob = refusal('unknown_job', 404, 'There is no such posting.')
export const salaryIncomplete = refusal(
  'salary_incomplete',
  422,
  'A salary needs a currency, and its minimum is not above its maximum.',
)
export const inFuture = refusal(
  'in_future',
  422,
  'A change of status cannot lie in the future. Use a next action or a reminder for what is to come.',
)
export const tooLongAgo = refusal('too_long_ago', 422, 'This date lies before the year 2000. Look at it again.')
export const alreadyThere = refusal('already_there', 409, 'At that time the application stood there already.')

/** What a status change may be refused with. */
export const moveRefusals = [inFuture, tooLongAgo, alreadyThere, unknownStage, stageOfOtherStatus] as const

const params = z.object({ id: Id })
const withUndo = { undo_id: Id.nullable() }
const Removed = z.object({ id: Id, ...withUndo })
const base = { tag: 'Applications', access: 'user' } as const

/** The fields that move an application. */
export const move = {
  status: Status.optional(),
  stage_id: Id.nullable().optional(),
  /** When it happened; now when it is not given. May lie before later entries: it is put in its place. */
  status_at: Instant.optional(),
  note: OptionalText(10_000).optional(),
}

export const NewApplication = z
  .object({
    job_id: Id.optional(),
    title: Text(300).optional(),
    company: Text(300).optional(),
    ...about,
    ...move,
  })
  .refine((value) => value.job_id !== undefined || (value.title !== undefined && value.company !== undefined), {
    path: ['title'],
    message: 'Send job_id of a posting, or a title and a company.',
  })
  .meta({ example: { title: 'Data engineer', company: 'Nordlicht GmbH', status: 'applied', note: 'By e-mail' } })
export type NewApplication = z.infer<typeof NewApplication>

export const ApplicationChange = z.object({
  title: Text(300).optional(),
  company: Text(300).optional(),
  ...about,
  ...move,
  archived: z.boolean().optional(),
  /** The version that you changed; the same as `If-Match`. */
  version: z.int().optional(),
})
export type ApplicationChange = z.infer<typeof ApplicationChange>

export const ApplicationFilter = z.object({
  q: z.string().max(200).optional(),
  status: QueryList(Status, 9).optional(),
  stage_id: Id.optional(),
  company: z.string().max(300).optional(),
  source: z.string().max(100).optional(),
  /** `overdue`: before now; `today` and `week`: until the end of them (24 h, 7 days); `none`: no next action. */
  next_action: z.enum(['overdue', 'today', 'week', 'any', 'none']).optional(),
  /** In the same status for at least this many days. */
  waiting_days: z.coerce.number().int().min(0).max(3650).optional(),
  archived: QueryFlag.optional(),
})
export type ApplicationFilter = z.infer<typeof ApplicationFilter>

export const ApplicationSort = z
  .enum([
    '-updated_at',
    '-created_at',
    'created_at',
    '-status_at',
    'status_at',
    'company',
    '-company',
    'title',
    '-title',
    'next_action_at',
    '-applied_on',
    'applied_on',
    'status',
    '-status',
  ])
  .default('-updated_at')
export type ApplicationSort = z.infer<typeof ApplicationSort>

export const createApplication = endpoint({
  ...base,
  method: 'POST',
  path: '/applications',
  summary: 'Track an application',
  description:
    'For a posting (`job_id`) or for a job that no board carries (`title` and `company`). `warnings` names applications of yours that it may repeat. With `already_exists`, `details.existing_id` is the one that is there.',
  body: NewApplication,
  status: 201,
  response: Application.extend({
    ...withUndo,
    warnings: z.array(Similar),
    consequences: z.array(Consequence),
  }),
  refusals: [alreadyExists, unknownJob, salaryIncomplete, ...moveRefusals],
})

export const listApplications = endpoint({
  ...base,
  method: 'GET',
  path: '/applications',
  summary: 'Your applications',
  description: 'Without those that are archived; with `archived=true` only those.',
  query: PageQuery.extend({ ...ApplicationFilter.shape, sort: ApplicationSort }),
  response: pageOf(Application),
  refusals: [invalidCursor],
})

export const readApplication = endpoint({
  ...base,
  method: 'GET',
  path: '/applications/:id',
  summary: 'An application',
  params,
  response: Application,
  refusals: [notFound],
})

export const updateApplication = endpoint({
  ...base,
  method: 'PATCH',
  path: '/applications/:id',
  summary: 'Change or move an application',
  description:
    'With `status` or `stage_id` it moves: a row is added to its history. `stage_id` null takes it out of its own stage. `status_at` may lie in the past; the row is then put in its place, and the status stays what the latest row says. `status_at` alone corrects the date of where it stands.',
  params,
  body: ApplicationChange,
  response: Application.extend({
    ...withUndo,
    consequences: z.array(Consequence),
    /** On coming to `applied`: what was applied for at the same company before. */
    warnings: z.array(Similar),
  }),
  refusals: [notFound, staleVersion, salaryIncomplete, ...moveRefusals],
})

export const deleteApplication = endpoint({
  ...base,
  method: 'DELETE',
  path: '/applications/:id',
  summary: 'Delete an application',
  description: 'Can be undone for 30 days.',
  params,
  status: 200,
  response: Removed,
  refusals: [notFound, staleVersion],
})
