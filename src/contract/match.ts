import { z } from 'zod'
import { Id } from './wire.ts'

export const MatchPartName = z.enum(['skills', 'title', 'place', 'seniority', 'salary', 'language', 'freshness'])
export type MatchPartName = z.infer<typeof MatchPartName>

const Weight = z.int().min(0).max(100)
/** What each part of a match counts for, in points. */
export const MatchWeights = z.object({
  skills: Weight.meta({ example: 30 }),
  title: Weight.meta({ example: 15 }),
  place: Weight.meta({ example: 15 }),
  seniority: Weight.meta({ example: 10 }),
  salary: Weight.meta({ example: 15 }),
  language: Weight.meta({ example: 10 }),
  freshness: Weight.meta({ example: 5 }),
})
export type MatchWeights = z.infer<typeof MatchWeights>

const Share = z.number().min(0).max(1).nullable().meta({ example: 0.8 })
/** How well each part fits, 0 to 1, without weights; null: not known. */
export const MatchShares = z.object({
  skills: Share,
  title: Share,
  place: Share,
  seniority: Share,
  salary: Share,
  language: Share,
  freshness: Share,
})
export type MatchShares = z.infer<typeof MatchShares>

/** One part of a match: its points out of `of`, and why. */
export const MatchPart = z.object({
  part: MatchPartName,
  /** How well this part fits, 0 to 1; null: not known. */
  share: Share,
  /** Null: not known, so it counts as half of `of`, neither for nor against. */
  points: z.number().nullable(),
  /** Its weight, yours or the default. */
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
  /** A skill of yours that comes near one that you lack, and counts for a part of it; null: none does. */
  near: z.string().nullable().meta({ example: 'PostgreSQL' }),
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

/** The data of the live event `job_match`: postings that a run brought and that fit well. */
export const JobMatchEvent = z.object({
  source_id: z.string(),
  count: z.int(),
  best: z.array(z.object({ id: Id, title: z.string(), company: z.string(), score: z.int() })),
})
