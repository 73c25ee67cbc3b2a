import { z } from 'zod'
import { endpoint, staleVersion } from './endpoint.ts'
import { MatchPartName, MatchShares, MatchWeights } from './match.ts'
import { Id, Instant } from './wire.ts'

const base = { tag: 'Postings', access: 'user' } as const

/** What answers moved, and why. */
export const WeightChange = z.object({
  part: MatchPartName,
  from: z.int(),
  to: z.int(),
  /** For screens in other languages; `text` is its English wording. */
  reason: z.enum(['turned_down', 'named', 'liked_better', 'tells_nothing', 'other_way_round']),
  values: z.object({
    /** How well it fits on average, in percent, in what was liked and in what was turned down. */
    liked: z.int().nullable(),
    turned_down: z.int().nullable(),
    /** How often it was named as the reason. */
    named: z.int(),
    /** How many were turned down that fit badly in it. */
    misfits: z.int(),
  }),
  text: z.string().meta({ example: 'you turned down 4 postings below your floor' }),
})
export type WeightChange = z.infer<typeof WeightChange>

/** What each part of a match counts for, for you. */
export const MatchWeighting = z.object({
  /** What counts now; whole points, 100 together. */
  weights: MatchWeights,
  /** What you set, or the defaults: where learning starts from. */
  base: MatchWeights,
  defaults: MatchWeights,
  /** False: `base` is the defaults. */
  is_own: z.boolean(),
  /** True: what your answers say counts by itself. */
  learning: z.boolean(),
  /** What your answers speak for; the same as `base` while they are too few. */
  suggested: MatchWeights,
  /** From `base` to `suggested`. */
  changes: z.array(WeightChange),
  /** Your answers since `since`, and how many of either kind it takes before anything moves. */
  answers: z.object({ good: z.int(), not_for_me: z.int(), needed: z.int() }),
  /** When you set or reset the weights; null: never. Answers from before are not counted again. */
  since: Instant.nullable(),
  version: z.int(),
})
export type MatchWeighting = z.infer<typeof MatchWeighting>

export const getMatchWeights = endpoint({
  ...base,
  method: 'GET',
  path: '/users/me/match-weights',
  summary: 'What each part of a match counts for',
  description:
    'Answers to postings (`PUT /jobs/{id}/feedback`) move the weights within bounds, once there are five of either kind: what tells apart what you liked and what you turned down gains, what does not gives. `changes` says what moved and why.',
  response: MatchWeighting,
})

export const putMatchWeights = endpoint({
  ...base,
  method: 'PUT',
  path: '/users/me/match-weights',
  summary: 'Set the weights, or switch learning on and off; what is not sent stays',
  description:
    'The seven numbers are brought to 100 together, in their proportions. Learning starts anew from the weights that you set; `weights` of null are the defaults. With `since`, answers from after that instant count on: so what `base` and `since` were before a change can be put back. Scores are worked out again in the background: see `GET /jobs/match-renewal`.',
  body: z.object({
    weights: MatchWeights.refine(
      (weights) => Object.values(weights).some((weight) => weight > 0),
      'Give at least one part more than 0.',
    )
      .nullable()
      .optional(),
    /** From when on answers count; null: all of them. Not sent: from now on if weights are set. */
    since: Instant.nullable().optional(),
    learning: z.boolean().optional(),
  }),
  response: MatchWeighting,
  refusals: [staleVersion],
})

export const resetMatchWeights = endpoint({
  ...base,
  method: 'DELETE',
  path: '/users/me/match-weights',
  summary: 'Go back to the default weights',
  description: 'Learning starts anew from them. Your answers stay with their postings.',
  status: 200,
  response: MatchWeighting,
})

export const listMatchShares = endpoint({
  ...base,
  method: 'GET',
  path: '/jobs/match-shares',
  summary: 'What the scores of your best open matches are made of',
  description:
    'For each part how well it fits, 0 to 1, or null: not known. A score is the sum of each share times its weight, to a tenth, where null counts as half. With it other weights can be tried before they are set.',
  query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(100) }),
  response: z.object({
    items: z.array(
      z.object({
        id: Id,
        title: z.string(),
        company: z.string(),
        match_score: z.int().nullable(),
        shares: MatchShares,
      }),
    ),
  }),
})

export const getMatchRenewal = endpoint({
  ...base,
  method: 'GET',
  path: '/jobs/match-renewal',
  summary: 'Whether scores are being worked out again',
  description:
    'After a change of the profile or the weights. Until `done` is `total`, the order by match is not final.',
  response: z.object({ done: z.int(), total: z.int() }),
})
