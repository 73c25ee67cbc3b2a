import { z } from 'zod'
import { endpoint, notFound, refusal } from './endpoint.ts'
import { JobLocation } from './posting-fields.ts'
import { Job, JobItem } from './postings.ts'
import { Id, Instant } from './wire.ts'

const base = { tag: 'Postings', access: 'user' } as const
const params = z.object({ id: Id })

/**
 * Why a source is shown as one with others: it carries the same number or address (`identity`), it reads the same
 * (`score`), or you said so (`person`).
 */
export const JoinedHow = z.enum(['identity', 'score', 'person'])
export type JoinedHow = z.infer<typeof JoinedHow>

/** What was compared. `same_board`: the employer's own board lists both at once. */
export const LikenessCode = z.enum([
  'title',
  'company',
  'place',
  'level',
  'text',
  'pay',
  'date',
  'requisition',
  'language',
  'same_board',
])
export const LikenessReason = z.object({
  code: LikenessCode,
  /** 0 speaks against one opening, 1 for it. */
  value: z.number().min(0).max(1),
})
export type LikenessReason = z.infer<typeof LikenessReason>

const likeness = {
  /** How probable it is that the two are one opening, 0 to 1. */
  probability: z.number().min(0).max(1),
  reasons: z.array(LikenessReason),
}

/** One of those that are shown as one posting, with what it says. */
export const DuplicateMember = z.object({
  /** What `unmerge` takes: a source of the posting, or a posting that you merged into it. */
  id: Id,
  /** `source`: one for everybody; `posting`: merged by you, for you. */
  kind: z.enum(['source', 'posting']),
  sources: Job.shape.sources,
  /** How the source calls it; null for a posting of yours. */
  external_id: z.string().nullable(),
  is_employer: z.boolean(),
  title: z.string(),
  company: z.string(),
  locations: z.array(JobLocation),
  ...{ salary_min: Job.shape.salary_min, salary_max: Job.shape.salary_max },
  ...{ salary_currency: Job.shape.salary_currency, salary_period: Job.shape.salary_period },
  ...{ salary_origin: Job.shape.salary_origin, salary_text: Job.shape.salary_text },
  seniority: Job.shape.seniority,
  requisition_id: z.string().nullable(),
  /** How much text it gives, in characters. */
  text_length: z.int(),
  url: z.string().nullable(),
  posted_at: Job.shape.posted_at,
  posted_precision: Job.shape.posted_precision,
  first_seen_at: Instant,
  last_seen_at: Instant,
  gone_at: Instant.nullable(),
  /** Null: it was there first. */
  how: JoinedHow.nullable(),
  ...likeness,
  joined_at: Instant.nullable(),
  /** It can be taken out. */
  separable: z.boolean(),
})
export type DuplicateMember = z.infer<typeof DuplicateMember>

/**
 * A posting that is like this one. `duplicate` and `similar`: perhaps the same opening; `role_family`: the same role of
 * that employer at another place or level.
 */
export const SimilarJob = z.object({
  job: JobItem,
  verdict: z.enum(['duplicate', 'similar', 'role_family']),
  ...likeness,
})
export type SimilarJob = z.infer<typeof SimilarJob>

export const Duplicates = z.object({ members: z.array(DuplicateMember), similar: z.array(SimilarJob) })
export type Duplicates = z.infer<typeof Duplicates>

export const bothTracked = refusal(
  'both_tracked',
  409,
  'You have an application on each of the two. Delete one of the applications first, or leave the postings apart.',
)
export const sameJob = refusal('same_job', 422, 'These are one posting already.')
export const lastMember = refusal('last_member', 409, 'There is nothing to take it apart from.')

export const getDuplicates = endpoint({
  ...base,
  method: 'GET',
  path: '/jobs/:id/duplicates',
  summary: 'What is shown as one posting, why, and what is like it',
  description:
    '`members` are the sources of the posting and the postings that you merged into it, side by side. `similar` are at most 20 open or lately closed postings, the most alike first, without those that you called distinct.',
  params,
  response: Duplicates,
  refusals: [notFound],
})

export const mergeJobs = endpoint({
  ...base,
  method: 'POST',
  path: '/jobs/:id/merge',
  summary: 'Show two postings as one',
  description:
    'The other posting is no longer shown beside this one, for you alone; its notes stay with it. Where you have an application on the other, it is the one that stays. Merging again what you took apart undoes that.',
  params,
  body: z.object({ job_id: Id }),
  /** `job_id`: the posting that stays. */
  response: Duplicates.extend({ job_id: Id }),
  refusals: [notFound, bothTracked, sameJob],
})

export const unmergeJobs = endpoint({
  ...base,
  method: 'POST',
  path: '/jobs/:id/unmerge',
  summary: 'Take one out of what is shown as one posting',
  description:
    'A source becomes a posting of its own, for everybody, and is never merged with the others unasked again; to you it is no longer shown as like them. A posting that you merged comes back. Applications, notes and history stay where they are.',
  params,
  body: z.object({ member_id: Id }),
  /** `job_id`: the posting that it is now. */
  response: Duplicates.extend({ job_id: Id }),
  refusals: [notFound, lastMember],
})

export const tellApart = endpoint({
  ...base,
  method: 'POST',
  path: '/jobs/:id/distinct',
  summary: 'Say that two postings are not the same, or take that back',
  description: 'The other is no longer shown as like this one; it is remembered, for you.',
  params,
  body: z.object({ job_id: Id, distinct: z.boolean() }),
  refusals: [notFound, sameJob],
})
