import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { MatchPart } from './match.ts'
import { JobItem } from './postings.ts'

const base = { tag: 'Postings', access: 'user' } as const

/** A posting that is worth a look, and why. */
export const Recommendation = z.object({
  job: JobItem,
  /** The parts that speak for it most, the strongest first; check them in the posting. */
  reasons: z.array(MatchPart),
  /** Skills that are asked for and that you lack. */
  missing: z.array(z.string().meta({ example: 'Terraform' })),
  /** Why it stands before better scores: it is from another company, or of another kind of role. Null: it is the best. */
  instead: z.enum(['company', 'role']).nullable(),
})
export type Recommendation = z.infer<typeof Recommendation>

export const listRecommendations = endpoint({
  ...base,
  method: 'GET',
  path: '/jobs/recommendations',
  summary: 'The best matches that you have not seen, diverse across companies and roles',
  description:
    'Open postings of your feed with a match of at least 50 that you have not opened, hidden, turned down or applied for; at most two of one company in any ten. The choice stays the same for a day of yours, but for what was seen, hidden or closed meanwhile.',
  query: z.object({ limit: z.coerce.number().int().min(1).max(50).default(10) }),
  response: z.object({
    items: z.array(Recommendation),
    /** How many postings could be recommended, at most 400. */
    unseen: z.int(),
    /** Why there are none: your profile names neither skills nor titles, nothing matches, or you have seen all of it. */
    empty: z.enum(['no_profile', 'no_match', 'all_seen']).nullable(),
  }),
})
