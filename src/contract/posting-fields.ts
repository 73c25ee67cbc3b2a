import { z } from 'zod'

/** Where the work is done. Null anywhere below means: the source does not say. */
export const RemoteKind = z.enum(['onsite', 'hybrid', 'remote'])
export type RemoteKind = z.infer<typeof RemoteKind>

/** What an amount of pay is for. */
export const PayPeriod = z.enum(['hour', 'day', 'week', 'month', 'year'])
export type PayPeriod = z.infer<typeof PayPeriod>

/** `stated`: the source has it as a number; `parsed`: read from text; `predicted`: the source estimated it. */
export const PayOrigin = z.enum(['stated', 'parsed', 'predicted'])
export type PayOrigin = z.infer<typeof PayOrigin>

/** How much of a week. */
export const Employment = z.enum(['full_time', 'part_time'])
export type Employment = z.infer<typeof Employment>

/** What kind of contract. */
export const Contract = z.enum(['permanent', 'fixed_term', 'temporary', 'freelance', 'internship', 'apprenticeship'])
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

/** By what right a source is read. */
export const SourceTier = z.enum(['open-api', 'keyed-api', 'grey', 'import-only', 'dead'])
export type SourceTier = z.infer<typeof SourceTier>

/** How a run of a source, or one of its requests, ended. A failure is never an empty list. */
export const SourceOutcome = z.enum([
  'ok',
  'empty-legit',
  'not-modified',
  'not-found-tenant',
  'auth',
  'rate-limited',
  'blocked-antibot',
  'wrong-content',
  'schema-drift',
  'truncated',
  'unreachable',
  'robots-disallowed',
  'budget-spent',
])
export type SourceOutcome = z.infer<typeof SourceOutcome>
