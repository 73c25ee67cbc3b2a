import { z } from 'zod'
import {
  Contract,
  DatePrecision,
  Employment,
  PayOrigin,
  PayPeriod,
  RemoteKind,
  Seniority,
} from '#contract/posting-fields.ts'

/** A place as a source names it; what it does not say is null. `country` is ISO 3166-1 alpha-2 in a normalised posting. */
export const PostingLocation = z.object({
  raw: z.string(),
  city: z.string().nullable(),
  region: z.string().nullable(),
  country: z.string().nullable(),
  lat: z.number().nullable(),
  lng: z.number().nullable(),
})
export type PostingLocation = z.infer<typeof PostingLocation>

/** A date of publication with how exactly it is known. */
export const PostedAt = z.object({ at: z.string(), precision: DatePrecision })
export type PostedAt = z.infer<typeof PostedAt>

/**
 * What ONE source says of one posting, in our words but not yet normalised: the result of a connector's `normalize`.
 * Unknown is null (or an empty list), never guessed. Instants are RFC 3339 in UTC.
 */
export const SourcePosting = z.object({
  /** The id that the source gives it, stable over time. */
  external_id: z.string().min(1),
  /** The page of this posting at the source. */
  source_url: z.string().min(1),
  /** Where one applies, when it is another address. */
  apply_url: z.string().nullable(),
  /** The employer's own number for the opening; the same under a new id is a repost. */
  requisition_id: z.string().nullable(),
  title: z.string().min(1),
  company: z.object({ name: z.string().min(1), domain: z.string().nullable(), logo_url: z.string().nullable() }),
  locations: z.array(PostingLocation),
  remote: z.object({
    /** Null also where a source has only a flag "remote" that is false: that may be on site or hybrid. */
    kind: RemoteKind.nullable(),
    /** Where one may work from: country names or codes as the source has them. */
    countries: z.array(z.string()),
    timezones: z.array(z.string()),
  }),
  /** Amounts in whole currency units as stated; 0 and negative are null. With text only, everything but `raw` is null. */
  salary: z
    .object({
      min: z.number().positive().nullable(),
      max: z.number().positive().nullable(),
      currency: z.string().nullable(),
      period: PayPeriod.nullable(),
      gross: z.boolean().nullable(),
      origin: PayOrigin,
      raw: z.string().nullable(),
    })
    .nullable(),
  /** The source's words for employment and contract ("Full-time", "befristet", "FULL_TIME"); normalised later. */
  employment_words: z.array(z.string()),
  /** Percent of a full week. */
  workload: z.object({ min: z.number().nullable(), max: z.number().nullable() }).nullable(),
  /** The source's words for the level ("Senior", "Entry Level", "berufserfahren"). */
  seniority_words: z.array(z.string()),
  /** As the source gives it, unescaped as often as that source escapes it. Sanitised before it is stored. */
  description_html: z.string().nullable(),
  /** Only where there is no HTML. */
  description_text: z.string().nullable(),
  /** Tags, departments, skills as the source lists them. */
  tags: z.array(z.string()),
  /** ISO 639 code, only when the source states it. */
  language: z.string().nullable(),
  posted: PostedAt.nullable(),
  updated_at: z.string().nullable(),
  expires_at: z.string().nullable(),
})
export type SourcePosting = z.infer<typeof SourcePosting>

/** A skill that a posting asks for. */
export const PostingSkill = z.object({
  /** Of the curated list, for example `typescript`. */
  id: z.string(),
  name: z.string(),
  /** 1 to 5 when the text says how well; null when it does not. */
  level: z.number().int().min(1).max(5).nullable(),
  /** False where the text says "nice to have". */
  required: z.boolean(),
})
export type PostingSkill = z.infer<typeof PostingSkill>

/** A normalised posting: of one source, or merged of several. Money in minor units. Unknown stays null. */
export const JobPosting = z.object({
  title: z.string(),
  title_norm: z.string(),
  company: z.string(),
  company_norm: z.string(),
  company_domain: z.string().nullable(),
  company_logo_url: z.string().nullable(),
  locations: z.array(PostingLocation),
  remote_kind: RemoteKind.nullable(),
  /** ISO 3166-1 alpha-2, or the source's own word where it is none ("Europe"). */
  remote_countries: z.array(z.string()),
  remote_timezones: z.array(z.string()),
  salary_min: z.number().int().nullable(),
  salary_max: z.number().int().nullable(),
  salary_currency: z.string().nullable(),
  salary_period: PayPeriod.nullable(),
  salary_gross: z.boolean().nullable(),
  salary_origin: PayOrigin.nullable(),
  salary_text: z.string().nullable(),
  employment: z.array(Employment),
  contract: Contract.nullable(),
  workload_min: z.number().nullable(),
  workload_max: z.number().nullable(),
  seniority: Seniority.nullable(),
  description_html: z.string().nullable(),
  description_text: z.string().nullable(),
  skills: z.array(PostingSkill),
  tags: z.array(z.string()),
  /** ISO 639-1. */
  language: z.string().nullable(),
  apply_url: z.string().nullable(),
  source_url: z.string().nullable(),
  requisition_id: z.string().nullable(),
  posted_at: z.string().nullable(),
  posted_precision: DatePrecision.nullable(),
  source_updated_at: z.string().nullable(),
  expires_at: z.string().nullable(),
})
export type JobPosting = z.infer<typeof JobPosting>

/** Which source a field's value comes from: field name -> source id. Fields that nobody states are absent. */
export const Provenance = z.record(z.string(), z.string())
export type Provenance = z.infer<typeof Provenance>
