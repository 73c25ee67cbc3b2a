import type { PayPeriod } from '#contract/posting-fields.ts'

/** How far one can trust a date that a source gave. `proxy`: another date stands in for the one asked for. */
export type DatePrecision = 'exact' | 'day' | 'relative' | 'proxy'

export type RemoteKind = 'onsite' | 'hybrid' | 'remote' | 'unknown'
export type Employment = 'full_time' | 'part_time' | 'temporary' | 'per_diem' | 'volunteer' | 'mini_job'
export type Contract = 'permanent' | 'fixed' | 'temp' | 'freelance' | 'intern' | 'apprentice'
export type Seniority = 'intern' | 'junior' | 'mid' | 'senior' | 'lead' | 'director' | 'executive'

export interface PostingLocation {
  /** As the source wrote it. */
  readonly raw: string
  readonly city: string | null
  readonly region: string | null
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null
  readonly lat: number | null
  readonly lng: number | null
}

export interface PostingRemote {
  readonly kind: RemoteKind
  /** Where one may live to do it remotely, ISO 3166-1 alpha-2; empty: the source does not say. */
  readonly countries: readonly string[]
  /** The restriction in the source's words ("Remote US or Ontario"), when it gave one. */
  readonly raw: string | null
}

/** Pay in minor units (cents) of `currency`. A bound that is unknown is null; zero never stands for unknown. */
export interface PostingSalary {
  readonly min: number | null
  readonly max: number | null
  /** ISO 4217. */
  readonly currency: string | null
  readonly period: PayPeriod | null
  /** `stated`: from fields of the source; `predicted`: an estimate of the source; `parsed`: read out of text by us. */
  readonly origin: 'stated' | 'predicted' | 'parsed'
  readonly raw: string | null
}

export interface PostingCompany {
  readonly name: string
  readonly domain: string | null
  readonly logo_url: string | null
}

/** The identity of a posting within the employer's own recruiting system: equal keys are the same posting. */
export interface AtsKey {
  readonly vendor: string
  readonly tenant: string
  readonly id: string
  /** The employer's number of the opening; the same one under a new id is a repost. */
  readonly requisition_id: string | null
}

/** Fields whose origin is kept. */
export type PostingField =
  | 'title'
  | 'company'
  | 'locations'
  | 'remote'
  | 'salary'
  | 'employment'
  | 'contract'
  | 'workload'
  | 'seniority'
  | 'description'
  | 'tags'
  | 'language'
  | 'posted_at'
  | 'updated_at'
  | 'expires_at'
  | 'apply_url'

/** `stated`: a field of the source; `parsed`: read out of text; `derived`: follows from another field. */
export type Provenance = 'stated' | 'parsed' | 'derived'

/** One posting as one source shows it, normalised. What is unknown is null or empty, never guessed. */
export interface JobPosting {
  /** The connector it came through. */
  readonly board_id: string
  /** Unique within the connector. */
  readonly external_id: string
  readonly source_url: string
  readonly apply_url: string | null
  readonly ats: AtsKey | null
  readonly title: string
  readonly company: PostingCompany
  readonly locations: readonly PostingLocation[]
  readonly remote: PostingRemote
  readonly salary: PostingSalary | null
  readonly employment: readonly Employment[]
  readonly contract: Contract | null
  /** Per cent of a full-time week. */
  readonly workload: { readonly min: number; readonly max: number } | null
  readonly seniority: Seniority | null
  /** Sanitised by allow-list; safe to show. Both forms may be worked out only when they are asked for. */
  readonly description_html: string
  readonly description_text: string
  /** Of the description as the source sent it: where it is as before, so are both forms. Null: they speak for themselves. */
  readonly description_hash: string | null
  /** Categories and keywords in the source's words. */
  readonly tags: readonly string[]
  /** ISO 639-1, when the source says it. */
  readonly language: string | null
  /** RFC 3339 in UTC. */
  readonly posted_at: string | null
  readonly posted_precision: DatePrecision | null
  readonly updated_at: string | null
  readonly expires_at: string | null
  /** The source itself says that the job is gone. */
  readonly closed: boolean
  readonly provenance: Readonly<Partial<Record<PostingField, Provenance>>>
}

/** An empty place for `raw`, to be filled by those who know more. */
export function placeOf(raw: string, known: Partial<Omit<PostingLocation, 'raw'>> = {}): PostingLocation {
  return { raw, city: null, region: null, country: null, lat: null, lng: null, ...known }
}

/** A posting of which nothing is known but where it stands, its title and its company, and what is given besides. */
export function postingOf(
  stated: Pick<JobPosting, 'board_id' | 'external_id' | 'source_url' | 'title'> & { readonly company: string },
  known: Partial<JobPosting> = {},
): JobPosting {
  return {
    apply_url: null,
    ats: null,
    locations: [],
    remote: { kind: 'unknown', countries: [], raw: null },
    salary: null,
    employment: [],
    contract: null,
    workload: null,
    seniority: null,
    description_html: '',
    description_text: '',
    description_hash: null,
    tags: [],
    language: null,
    posted_at: null,
    posted_precision: null,
    updated_at: null,
    expires_at: null,
    closed: false,
    provenance: {},
    ...stated,
    company: { name: stated.company, domain: null, logo_url: null },
    ...known,
  }
}
