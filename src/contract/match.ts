import { z } from 'zod'

export const MatchPartName = z.enum(['skills', 'title', 'place', 'seniority', 'salary', 'language', 'freshness'])
export type MatchPartName = z.infer<typeof MatchPartName>

/** One part of a match: its points out of `of`, and why. */
export const MatchPart = z.object({
  part: MatchPartName,
  /** Null: not known, so it counts as half of `of`, neither for nor against. */
  points: z.number().nullable(),
  of: z.number(),
  /** For screens in other languages; `text` is its English wording. */
  reason: z.string().meta({ example: 'skills_met' }),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  text: z.string().meta({ example: '4 of 5 skills that are asked for' }),
})
export type MatchPart = z.infer<typeof MatchPart>

export const MatchSkill = z.object({
  id: z.string().meta({ example: 'sql' }),
  name: z.string().meta({ example: 'SQL' }),
  /** Yours, 1 to 5; null: not in your profile. */
  have: z.int().nullable(),
  /** Asked, 1 to 5; null: the posting does not say how well. */
  asked: z.int().nullable(),
  required: z.boolean(),
})
export type MatchSkill = z.infer<typeof MatchSkill>

/** How well a posting fits a person, with reasons that can be checked. */
export const Match = z.object({
  /** The points of all parts, 0 to 100; null when neither skills nor title can be compared, or nothing besides. */
  score: z.int().min(0).max(100).nullable(),
  parts: z.array(MatchPart),
  skills_met: z.array(MatchSkill),
  skills_missing: z.array(MatchSkill),
})
export type Match = z.infer<typeof Match>
