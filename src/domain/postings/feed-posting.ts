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
import { AskedLanguage } from './spoken.ts'

/** A place; what is not known of it is null. `country` is ISO 3166-1 alpha-2. */
export const FeedLocation = z.object({
  raw: z.string(),
  city: z.string().nullable(),
  region: z.string().nullable(),
  country: z.string().nullable(),
  lat: z.number().nullable(),
  lng: z.number().nullable(),
})
export type FeedLocation = z.infer<typeof FeedLocation>

/** A skill that a posting asks for. */
export const FeedSkill = z.object({
  /** Of the curated list, for example `typescript`. */
  id: z.string(),
  name: z.string(),
  /** 1 to 5 when the text says how well; null when it does not. */
  level: z.number().int().min(1).max(5).nullable(),
  /** False where the text says "nice to have". */
  required: z.boolean(),
})
export type FeedSkill = z.infer<typeof FeedSkill>

/**
 * A posting as the feed keeps it, of one source or merged of several, flat as its row is. Money in minor units,
 * instants in RFC 3339 UTC. Unknown is null or empty, never guessed.
 */
export const FeedPosting = z.object({
  title: z.string(),
  title_norm: z.string(),
  company: z.string(),
  company_norm: z.string(),
  company_domain: z.string().nullable(),
  company_logo_url: z.string().nullable(),
  locations: z.array(FeedLocation),
  remote_kind: RemoteKind.nullable(),
  /** ISO 3166-1 alpha-2. */
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
  skills: z.array(FeedSkill),
  tags: z.array(z.string()),
  /** Languages that it asks for. */
  languages: z.array(AskedLanguage),
  /** The language it is written in, ISO 639-1. */
  language: z.string().nullable(),
  apply_url: z.string().nullable(),
  source_url: z.string().nullable(),
  requisition_id: z.string().nullable(),
  posted_at: z.string().nullable(),
  posted_precision: DatePrecision.nullable(),
  source_updated_at: z.string().nullable(),
  expires_at: z.string().nullable(),
})
export type FeedPosting = z.infer<typeof FeedPosting>

/** Which source each field's value comes from: field -> source id. Fields that nobody states are absent. */
export const FieldSources = z.record(z.string(), z.string())
export type FieldSources = z.infer<typeof FieldSources>
