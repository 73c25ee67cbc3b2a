import { z } from 'zod'
import { endpoint, invalidCursor, notFound, refusal } from './endpoint.ts'
import { FirmParams, personalFirm } from './firms.ts'
import { Id, Instant, PageQuery, pageOf } from './wire.ts'

const tag = 'Firms'

export const coachUnknown = refusal('coach_unknown', 422, 'This person is not on the staff of the practice.')
export const grantEndsInPast = refusal(
  'grant_ends_in_past',
  422,
  'The grant would end in the past. Choose a later day.',
)

/** The parts of a search, as grants and the access log name them. */
export const Area = z.enum(['profile', 'postings', 'applications', 'calendar', 'documents', 'practice', 'analytics'])
export type Area = z.infer<typeof Area>

/** What a seeker can open to a coach: the areas that a coach has a way to read (`contract/coaching.ts`). */
export const OpenArea = Area.extract(['applications', 'postings', 'profile'])
export type OpenArea = z.infer<typeof OpenArea>

export const Grant = z.object({
  id: Id,
  firm_id: Id,
  seeker_id: Id,
  seeker_name: z.string(),
  coach_id: Id,
  coach_name: z.string(),
  area: Area,
  created_at: Instant,
  expires_at: Instant,
  revoked_at: Instant.nullable(),
  last_used_at: Instant.nullable(),
})
export type Grant = z.infer<typeof Grant>

export const listGrants = endpoint({
  method: 'GET',
  path: '/firms/:id/grants',
  summary: 'Grants that you gave or received in a firm',
  tag,
  access: 'user',
  params: FirmParams,
  response: z.object({ given: z.array(Grant), received: z.array(Grant) }),
  refusals: [notFound],
})

export const createGrant = endpoint({
  method: 'POST',
  path: '/firms/:id/grants',
  summary: 'Let a coach see one area of yours until a moment of your choice',
  description: 'Where the coach sees this area already, the end moves to the new moment, and the answer is that grant.',
  tag,
  access: 'user',
  params: FirmParams,
  body: z.object({ coach_id: Id, area: OpenArea, expires_at: Instant.meta({ example: '2027-03-01T00:00:00Z' }) }),
  status: 201,
  response: Grant,
  refusals: [notFound, coachUnknown, grantEndsInPast, personalFirm],
})

export const revokeGrant = endpoint({
  method: 'DELETE',
  path: '/firms/:id/grants/:grant_id',
  summary: 'End a grant that you gave',
  description: 'The coach sees nothing more from this moment on. The log of what was looked at stays.',
  tag,
  access: 'user',
  params: z.object({ id: Id, grant_id: Id }),
  refusals: [notFound],
})

export const AccessEntry = z.object({
  id: Id,
  at: Instant,
  coach_name: z.string(),
  firm_name: z.string(),
  area: Area,
  what: z.string(),
})

export const listAccess = endpoint({
  method: 'GET',
  path: '/users/me/access-log',
  summary: 'Every time a coach looked at something of yours, or an admin had it synced again, newest first',
  tag,
  access: 'user',
  query: PageQuery,
  response: pageOf(AccessEntry),
  refusals: [invalidCursor],
})
