import { z } from 'zod'

/** A source by its id, and what people call it. */
export const SourceName = z.object({
  id: z.string().meta({ example: 'arbeitnow' }),
  name: z.string().meta({ example: 'Arbeitnow' }),
})

export const JobSkill = z.object({
  id: z.string().meta({ example: 'sql' }),
  name: z.string().meta({ example: 'SQL' }),
  level: z.int().min(1).max(5).nullable(),
  required: z.boolean(),
})
export const JobLocation = z.object({
  raw: z.string(),
  city: z.string().nullable(),
  region: z.string().nullable(),
  /** ISO 3166-1 alpha-2. */
  country: z.string().nullable(),
})

/** Where the work is done. Null wherever it stands: the source does not say. */
export const RemoteKind = z.enum(['onsite', 'hybrid', 'remote'])
export type RemoteKind = z.infer<typeof RemoteKind>

/** What an amount of pay is for. */
export const PayPeriod = z.enum(['hour', 'day', 'week', 'month', 'year'])
export type PayPeriod = z.infer<typeof PayPeriod>

/** `stated`: the source has it as a number; `parsed`: read from text; `predicted`: the source estimated it. */
export const PayOrigin = z.enum(['stated', 'parsed', 'predicted'])
export type PayOrigin = z.infer<typeof PayOrigin>

/** How much of a week, and in what form. */
export const Employment = z.enum(['full_time', 'part_time', 'temporary', 'per_diem', 'volunteer', 'mini_job'])
export type Employment = z.infer<typeof Employment>

/** What kind of contract. */
export const Contract = z.enum(['permanent', 'fixed', 'temp', 'freelance', 'intern', 'apprentice'])
export type Contract = z.infer<typeof Contract>

/** How far along a career, lowest first. */
export const Seniority = z.enum(['intern', 'junior', 'mid', 'senior', 'lead', 'director', 'executive'])
export type Seniority = z.infer<typeof Seniority>

/** How exactly the date of publication is known. `proxy`: a date that stands in for it, such as the last update. */
export const DatePrecision = z.enum(['exact', 'day', 'relative', 'proxy'])
export type DatePrecision = z.infer<typeof DatePrecision>

/** How a posting ended, once it did. */
export const CloseReason = z.enum(['expired', 'absent', 'closed_page', 'withdrawn'])
export type CloseReason = z.infer<typeof CloseReason>

/**
 * By what right a source is read. `grey`: only for who accepted its notice; of what is `import_only`, only pages that a
 * person had open are read.
 */
export const SourceTier = z.enum(['open_api', 'keyed_api', 'grey', 'import_only', 'dead'])
export type SourceTier = z.infer<typeof SourceTier>

/** Fields of a posting of which is counted how many postings of a source state them. `url`: its page at the source. */
export const FillField = z.enum([
  'title',
  'company',
  'url',
  'description',
  'locations',
  'remote',
  'salary',
  'employment',
  'contract',
  'seniority',
  'tags',
  'posted_at',
  'expires_at',
  'apply_url',
])
export type FillField = z.infer<typeof FillField>

/** How a run of a source ended. A failure is never an empty list. */
export const SourceOutcome = z.enum([
  'ok',
  'empty_legit',
  'not_modified',
  'not_found_tenant',
  'auth',
  'rate_limited',
  'blocked_antibot',
  'wrong_content',
  'schema_drift',
  'truncated',
  'too_large',
  'timeout',
  'unreachable',
  'server_error',
  'robots',
  'budget',
  'refused_address',
  'gone',
  'stopped',
])
export type SourceOutcome = z.infer<typeof SourceOutcome>
