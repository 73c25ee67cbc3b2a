import { z } from 'zod'
import { Application } from './applications.ts'
import { endpoint, invalidCursor, notFound } from './endpoint.ts'
import { OpenArea } from './grants.ts'
import { JobItem } from './postings.ts'
import { Profile } from './profile.ts'
import { Id, Instant, PageQuery, pageOf } from './wire.ts'

const base = { tag: 'Coaching', access: 'staff', method: 'GET' } as const
const params = z.object({ user_id: Id })

/** Somebody who opened something of theirs to you in the active firm. */
export const Seeker = z.object({
  user_id: Id,
  name: z.string(),
  areas: z.array(z.object({ area: OpenArea, until: Instant })),
})
export type Seeker = z.infer<typeof Seeker>

/** A posting that a seeker saved: what it says, and nothing of what the seeker noted or did besides. */
export const SavedJob = JobItem.pick({
  id: true,
  title: true,
  company: true,
  locations: true,
  remote_kind: true,
  salary_min: true,
  salary_max: true,
  salary_currency: true,
  salary_period: true,
  salary_text: true,
  posted_at: true,
  closed_at: true,
  is_own: true,
  is_sample: true,
}).extend({ saved_at: Instant })
export type SavedJob = z.infer<typeof SavedJob>

/** A seeker's profile without the ways to reach or to log in as them. */
export const SeekerProfile = Profile.omit({
  username: true,
  email: true,
  phone: true,
  daily_application_goal: true,
  onboarding: true,
  version: true,
})
export type SeekerProfile = z.infer<typeof SeekerProfile>

export const listSeekers = endpoint({
  ...base,
  path: '/coaching/seekers',
  summary: 'Who opened something to you in the active firm, by name',
  query: PageQuery,
  response: pageOf(Seeker),
  refusals: [invalidCursor],
})

export const readSeeker = endpoint({
  ...base,
  path: '/coaching/seekers/:user_id',
  summary: 'What a seeker opened to you; says nothing of what lies inside, so it is not logged',
  params,
  response: Seeker,
  refusals: [notFound],
})

/** Said of every reading below. */
const logged = 'Every call is written to the log that the seeker reads. `not_found` without a grant that is open now.'

export const listSeekerApplications = endpoint({
  ...base,
  path: '/coaching/seekers/:user_id/applications',
  summary: "A seeker's applications, the latest move first",
  description: logged,
  params,
  query: PageQuery,
  response: pageOf(Application),
  refusals: [notFound, invalidCursor],
})

export const listSeekerJobs = endpoint({
  ...base,
  path: '/coaching/seekers/:user_id/jobs',
  summary: 'The postings that a seeker saved, the newest first',
  description: logged,
  params,
  query: PageQuery,
  response: pageOf(SavedJob),
  refusals: [notFound, invalidCursor],
})

export const readSeekerProfile = endpoint({
  ...base,
  path: '/coaching/seekers/:user_id/profile',
  summary: "A seeker's profile, without address and phone; null before they wrote one",
  description: logged,
  params,
  response: z.object({ profile: SeekerProfile.nullable() }),
  refusals: [notFound],
})
