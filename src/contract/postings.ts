import { z } from 'zod'
import { endpoint, invalidCursor, notFound, refusal, staleVersion } from './endpoint.ts'
import { radiusNeedsPlace, severalPlaces, unknownPlace } from './places.ts'
import { Match } from './match.ts'
import { JobLife, LifeMarks } from './posting-life.ts'
import { JobState } from './posting-states.ts'
import {
  CloseReason,
  Contract,
  DatePrecision,
  Employment,
  JobLocation,
  JobSkill,
  PayOrigin,
  PayPeriod,
  RemoteKind,
  Seniority,
  SourceName,
} from './posting-fields.ts'
import {
  Currency,
  DateOnly,
  Id,
  Instant,
  MinorUnits,
  OptionalText,
  PageQuery,
  QueryFlag,
  QueryList,
  Text,
  WebUrl,
  pageOf,
} from './wire.ts'

export * from './posting-states.ts'

const base = { tag: 'Postings', access: 'user' } as const
const params = z.object({ id: Id })

export const notYours = refusal('not_yours', 403, 'This posting comes from a board, so only its board can change it.')
export const postingInUse = refusal(
  'posting_in_use',
  409,
  'An application stands on this posting. Delete that first, or hide the posting.',
)

const fields = {
  id: Id,
  title: z.string(),
  company: z.string(),
  company_domain: z.string().nullable(),
  company_logo_url: z.string().nullable(),
  locations: z.array(JobLocation),
  remote_kind: RemoteKind.nullable(),
  remote_countries: z.array(z.string()),
  /** Minor units of `salary_currency`. */
  salary_min: MinorUnits.nullable(),
  salary_max: MinorUnits.nullable(),
  salary_currency: z.string().nullable(),
  salary_period: PayPeriod.nullable(),
  salary_gross: z.boolean().nullable(),
  /** `predicted`: estimated by the source; say so wherever the amount is shown. */
  salary_origin: PayOrigin.nullable(),
  /** The pay in the source's own words. */
  salary_text: z.string().nullable(),
  employment: z.array(Employment),
  contract: Contract.nullable(),
  workload_min: z.number().nullable(),
  workload_max: z.number().nullable(),
  seniority: Seniority.nullable(),
  skills: z.array(JobSkill),
  /** ISO 639-1. */
  language: z.string().nullable(),
  posted_at: Instant.nullable(),
  posted_precision: DatePrecision.nullable(),
  expires_at: Instant.nullable(),
  first_seen_at: Instant,
  last_seen_at: Instant,
  closed_at: Instant.nullable(),
  close_reason: CloseReason.nullable(),
  /** The sources it was seen at, the employer's own first. */
  sources: z.array(SourceName),
  /** Written or imported by you; nobody else sees it. */
  is_own: z.boolean(),
  is_sample: z.boolean(),
  /** Open, first seen in the last three days, and not looked at by you yet. */
  is_new: z.boolean(),
  /** 0 to 100; null while too little is known of you or of the posting. */
  match_score: z.int().nullable(),
  life: LifeMarks,
  state: JobState,
}

/** A posting as a list shows it. */
export const JobItem = z.object({
  ...fields,
  excerpt: z.string().nullable(),
  /** From the town that is searched around to the nearest place of the posting, as the crow flies; null without a radius. */
  distance_km: z.number().nullable().meta({ example: 12 }),
})
export type JobItem = z.infer<typeof JobItem>

/** One source of a posting and what it says. */
export const JobSource = SourceName.extend({
  external_id: z.string(),
  source_url: z.string(),
  apply_url: z.string().nullable(),
  /** The employer's own board, ahead of public services and aggregators. */
  is_employer: z.boolean(),
  attribution: z
    .object({ text: z.string().meta({ example: 'Found at Arbeitnow' }), url: z.string(), nofollow: z.boolean() })
    .nullable(),
  /** The fields of the posting that come from here. */
  gives: z.array(z.string()),
  first_seen_at: Instant,
  last_seen_at: Instant,
  gone_at: Instant.nullable(),
})
export type JobSource = z.infer<typeof JobSource>

/** A posting whole. */
export const Job = z.object({
  ...fields,
  /** Edited, advertised again, stale, likely a ghost: each with what shows it. */
  life: JobLife,
  /** Sanitised: safe to show as it is. */
  description_html: z.string().nullable(),
  description: z.string().nullable(),
  tags: z.array(z.string()),
  remote_timezones: z.array(z.string()),
  /** Where one applies. */
  apply_url: z.string().nullable(),
  url: z.string().nullable(),
  seen_at_sources: z.array(JobSource),
  /** Which of its `sources` each field comes from (`own`: you wrote it). A field that nobody states is absent. */
  provenance: z.record(z.string(), z.string()),
  match: Match.nullable(),
  company_hidden: z.boolean(),
  /** The posting that you merged it into. */
  duplicate_of: Id.nullable(),
  created_at: Instant,
  updated_at: Instant,
  version: z.int(),
})
export type Job = z.infer<typeof Job>

export const JobStateFilter = z.enum([
  'open',
  'closed',
  'new',
  'unseen',
  'saved',
  'applied',
  'not_applied',
  'hidden',
  'own',
  'sample',
  'edited',
  'stale',
  'ghost',
])
export const JobSort = z.enum(['-match', '-posted_at', 'relevance', '-salary'])
export type JobSort = z.infer<typeof JobSort>

/** Everything a feed can be narrowed by. Lists: any of them; `skills` and `state`: all of them. */
export const JobFilter = z.object({
  /** Words of title, company, skills and text; "in quotes" together, -word excluded, or between alternatives. */
  q: z.string().max(300).optional(),
  /** City, region or country, in English, German or the local language. */
  place: z.string().max(120).optional(),
  /** Only within so many kilometres of `place`, which has to be one certain town. Postings that name no town fall out. */
  radius_km: z.coerce.number().int().min(5).max(200).optional(),
  remote: QueryList(RemoteKind, 3).optional(),
  /** A yearly amount in minor units; postings that state no pay fall out unless `salary_unknown=true`. */
  salary_min: z.coerce.number().int().min(0).max(9_000_000_000_000).optional(),
  /** Amounts of other currencies are not compared. */
  salary_currency: Currency.optional(),
  salary_unknown: QueryFlag.optional(),
  employment: QueryList(Employment, 2).optional(),
  contract: QueryList(Contract, 6).optional(),
  seniority: QueryList(Seniority, 7).optional(),
  skills: QueryList(z.string().max(80), 20).optional(),
  language: QueryList(z.string().max(3), 10).optional(),
  source: QueryList(z.string().max(160), 50).optional(),
  company: z.string().max(300).optional(),
  posted_within_days: z.coerce.number().int().min(1).max(3650).optional(),
  match_min: z.coerce.number().int().min(0).max(100).optional(),
  /** `edited`: since you last looked at it; `stale` and `ghost`: open, and marked so. */
  state: QueryList(JobStateFilter, 10).optional(),
})
export type JobFilter = z.infer<typeof JobFilter>

const FacetValue = z.object({ value: z.string(), label: z.string().nullable().meta({ example: null }), count: z.int() })
/** How many postings each further choice would leave; a facet ignores its own choice. */
export const JobFacets = z.object({
  remote: z.array(FacetValue),
  seniority: z.array(FacetValue),
  source: z.array(FacetValue),
  skills: z.array(FacetValue),
  employment: z.array(FacetValue),
  state: z.array(FacetValue),
})
export type JobFacets = z.infer<typeof JobFacets>

export const listJobs = endpoint({
  ...base,
  method: 'GET',
  path: '/jobs',
  summary: 'Search the feed',
  description:
    'Postings of the sources you switched on, and your own. Without `sort`: by relevance when `q` is given, else by match. `total` and `facets` come with the first page; `facets=false` leaves them out. No more than 1,000 postings are counted: of more, the newest, and `total_is_least` says so. A misspelt word is read as the nearest one that your feed has, which `searched_for` tells.',
  query: PageQuery.extend({
    ...JobFilter.shape,
    sort: JobSort.optional(),
    facets: QueryFlag.optional(),
    /** `true`: search for `q` as it is written. */
    verbatim: QueryFlag.optional(),
  }),
  response: pageOf(JobItem).extend({
    total_is_least: z.boolean().optional(),
    facets: JobFacets.optional(),
    hidden_companies: z.int().optional(),
    /** What was searched for instead of `q`, which has words that nothing in your feed has. */
    searched_for: z.string().optional(),
  }),
  refusals: [invalidCursor, radiusNeedsPlace, unknownPlace, severalPlaces],
})

export const getJob = endpoint({
  ...base,
  method: 'GET',
  path: '/jobs/:id',
  summary: 'A posting, with its sources, your match and your notes',
  description: 'Reading it does not mark it as seen.',
  params,
  response: Job,
  refusals: [notFound],
})

const own = {
  location: OptionalText(300).optional(),
  url: WebUrl.nullable().optional(),
  description: OptionalText(100_000).optional(),
  remote_kind: RemoteKind.nullable().optional(),
  salary_min: MinorUnits.nullable().optional(),
  salary_max: MinorUnits.nullable().optional(),
  salary_currency: Currency.nullable().optional(),
  salary_period: PayPeriod.nullable().optional(),
  employment: z.array(Employment).max(2).optional(),
  contract: Contract.nullable().optional(),
  seniority: Seniority.nullable().optional(),
  posted_at: z.union([Instant, DateOnly]).nullable().optional(),
  expires_at: z.union([Instant, DateOnly]).nullable().optional(),
}
/** A posting of one's own. Amounts in minor units; what is not given stays unknown. */
export const NewJob = z
  .object({ title: Text(300), company: Text(300), ...own })
  .refine(salaryInOrder, { path: ['salary_max'], message: 'The highest pay is below the lowest.' })
export type NewJob = z.infer<typeof NewJob>
export const JobChange = z
  .object({ title: Text(300).optional(), company: Text(300).optional(), ...own, version: z.int().optional() })
  .refine(salaryInOrder, { path: ['salary_max'], message: 'The highest pay is below the lowest.' })
export type JobChange = z.infer<typeof JobChange>

export const createJob = endpoint({
  ...base,
  method: 'POST',
  path: '/jobs',
  summary: 'Write down a posting of your own',
  description: 'Only you see it.',
  body: NewJob,
  status: 201,
  response: Job,
})

export const updateJob = endpoint({
  ...base,
  method: 'PATCH',
  path: '/jobs/:id',
  summary: 'Change a posting of your own; fields that are not sent stay',
  params,
  body: JobChange,
  response: Job,
  refusals: [notFound, notYours, staleVersion],
})

export const deleteJob = endpoint({
  ...base,
  method: 'DELETE',
  path: '/jobs/:id',
  summary: 'Delete a posting of your own',
  description: 'For good: this has no undo.',
  params,
  refusals: [notFound, notYours, postingInUse, staleVersion],
})

function salaryInOrder(value: { salary_min?: number | null | undefined; salary_max?: number | null | undefined }) {
  const { salary_min: min, salary_max: max } = value
  return typeof min !== 'number' || typeof max !== 'number' || min <= max
}
