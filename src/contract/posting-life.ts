import { z } from 'zod'
import { endpoint, invalidCursor, notFound } from './endpoint.ts'
import { Contract, Employment, PayPeriod, RemoteKind, SourceName } from './posting-fields.ts'
import { Id, Instant, MinorUnits, PageQuery, pageOf } from './wire.ts'

/** Pay as a source states it: amounts in minor units, or its own words where it gives no amounts. */
const Pay = z.object({
  min: MinorUnits.nullable(),
  max: MinorUnits.nullable(),
  currency: z.string().nullable().meta({ example: 'EUR' }),
  period: PayPeriod.nullable(),
  text: z.string().nullable().meta({ example: null }),
})
const Workload = z.object({ min: z.number().nullable(), max: z.number().nullable() })

function changed<const Name extends string, Value extends z.ZodType>(field: Name, value: Value) {
  return z.object({ field: z.literal(field), from: value.nullable(), to: value.nullable() })
}

/** One thing that a source says otherwise than before. Null: it said, or says, nothing of it. */
export const EditedField = z.discriminatedUnion('field', [
  changed('title', z.string()),
  changed('company', z.string()),
  changed('places', z.array(z.string())),
  changed('remote_kind', RemoteKind),
  changed('salary', Pay),
  changed('employment', z.array(Employment)),
  changed('contract', Contract),
  changed('workload', Workload),
  changed('expires_at', Instant),
])
export type EditedField = z.infer<typeof EditedField>

/** A piece of the text: as it was, new, or no longer there. */
export const TextPiece = z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })
export type TextPiece = z.infer<typeof TextPiece>

/** What a source changed in one go. */
export const JobEdit = z.object({
  id: Id,
  at: Instant,
  source: SourceName,
  fields: z.array(EditedField),
  /** The text before and after, word by word; empty where it stayed the same. */
  text: z.array(TextPiece),
})
export type JobEdit = z.infer<typeof JobEdit>

/** What a list marks a posting with. */
export const LifeMarks = z.object({
  /** When it was edited since you last looked at it; null: not since, or you never looked. */
  edited_at: Instant.nullable(),
  /** How often it was advertised, as far as we saw: 1 is once. */
  advertised: z.int(),
  /** Open for longer than is usual, and nobody touched it. */
  is_stale: z.boolean(),
  /** Several signs say that nobody is hired by it. Never said of what you called no ghost. */
  is_likely_ghost: z.boolean(),
})
export type LifeMarks = z.infer<typeof LifeMarks>

/**
 * What speaks for a ghost. `employer_dropped`: the employer took it down (`at`) while others carry it still;
 * `employer_lacks`: the employer's own board, read whole at `at`, does not have it; `past_expiry`: its closing date
 * (`at`) is over; `long_open`: open for `count` days; `reposted`: advertised `count` times; `never_edited`: not a word
 * changed in `count` days; `no_date`: it names no day of its own.
 */
export const GhostCode = z.enum([
  'employer_dropped',
  'employer_lacks',
  'past_expiry',
  'long_open',
  'reposted',
  'never_edited',
  'no_date',
])
export const GhostSign = z.object({
  code: GhostCode,
  /** It counts double. */
  is_strong: z.boolean(),
  count: z.int().nullable(),
  at: Instant.nullable(),
})
export type GhostSign = z.infer<typeof GhostSign>

/** One time in which a source listed it. */
export const AdvertisedPeriod = z.object({
  source: SourceName,
  from: Instant,
  /** Null: it is listed still. */
  until: Instant.nullable(),
  /** How the source lists it anew; `first`: it did not before. */
  how: z.enum(['first', 'same_id', 'new_id']),
})
export type AdvertisedPeriod = z.infer<typeof AdvertisedPeriod>

/** The life of a posting with what shows it. */
export const JobLife = LifeMarks.extend({
  /** Since when it is open at the latest: its own date, or when it was first seen. */
  open_since: Instant,
  open_days: z.int(),
  edits: z.int(),
  last_edit_at: Instant.nullable(),
  /** The times in which the source that advertised it most often listed it, oldest first. */
  periods: z.array(AdvertisedPeriod),
  /** What speaks for a ghost, said even where it is too little. */
  ghost_signs: z.array(GhostSign),
})
export type JobLife = z.infer<typeof JobLife>

export const listJobEdits = endpoint({
  tag: 'Postings',
  access: 'user',
  method: 'GET',
  path: '/jobs/:id/edits',
  summary: 'What its sources changed in a posting',
  description:
    'The latest first; the last 20 of each source are kept. Only what the posting shows counts: what an aggregator copies late, white space and a closing date that moves with the day are no edits.',
  params: z.object({ id: Id }),
  query: PageQuery,
  response: pageOf(JobEdit),
  refusals: [notFound, invalidCursor],
})
