import { hash } from 'node:crypto'
import type { Reject } from '#domain/postings/job-board-port.ts'
import type {
  AtsKey,
  JobPosting,
  PostingField,
  PostingLocation,
  PostingSalary,
  Provenance,
  RemoteKind,
  Seniority,
} from '#domain/postings/posting.ts'
import { atsWithin, MOST, placesWithin, tagsWithin } from './bounds.ts'
import type { ReadDate } from './dates.ts'
import { begins, lineOf, readHtml } from './html.ts'
import { countriesIn, placeFromText } from './place.ts'
import { termsOf } from './work-terms.ts'

export type Normalized =
  | { readonly ok: true; readonly posting: JobPosting }
  | { readonly ok: false; readonly reject: Reject }

/** What a source told of a posting, in its own words. What is left out is unknown. */
export interface Told {
  readonly board_id: string
  readonly external_id: string
  readonly source_url: string
  readonly apply_url?: string | null | undefined
  readonly ats?: AtsKey
  readonly title: string
  /** Null or empty: the source does not name the employer, `fallback` stands in. */
  readonly company: {
    readonly name: string | null | undefined
    readonly fallback?: string
    readonly domain?: string | null
    readonly logo_url?: string | null | undefined
  }
  readonly locations?: readonly PostingLocation[]
  readonly remote?: {
    readonly kind: RemoteKind | null
    readonly how: Provenance
    readonly raw?: string | null
    readonly countries?: readonly string[]
  }
  readonly salary?: PostingSalary | null
  /** Words for employment and contract: "Full-time", "befristet", "FULL_TIME". */
  readonly employment_words?: readonly (string | null | undefined)[]
  readonly seniority_words?: readonly (string | null | undefined)[]
  readonly seniority?: Seniority | null
  readonly workload?: JobPosting['workload']
  readonly description_html?: string | null | undefined
  readonly tags?: readonly (string | null | undefined)[]
  readonly language?: string | null | undefined
  readonly posted?: ReadDate | null
  readonly updated?: ReadDate | null
  readonly expires_at?: string | null
  readonly closed?: boolean
}

/** Grows when descriptions are read in another way, so that those that did not change are read anew. */
const READING = 1

/** Stands for an employer whom the source keeps to itself. */
export const NOT_NAMED = 'Employer not named'

/**
 * A posting of what a source told; title and company are what none can be without. `asked`: a person is there to add
 * the one that is missing, which stays empty until then.
 */
export function postingOf(told: Told, { asked = false } = {}): Normalized {
  const title = shortLine(told.title)
  const named = shortLine(told.company.name)
  const company = named || shortLine(told.company.fallback)
  if (told.external_id.length > MOST.id)
    return reject(told.external_id.slice(0, 50), 'schema', 'Its id is longer than any id.')
  const enough = asked && title + company !== ''
  if (title === '' && !enough) return reject(told.external_id, 'no_title', 'It has no title.')
  if (company === '' && !enough) return reject(told.external_id, 'no_company', 'It names no employer.')
  const terms = termsOf(distinct(told.employment_words ?? []).map(spaced))
  const seniority = told.seniority ?? termsOf(distinct(told.seniority_words ?? [])).seniority
  const posted = told.posted ?? (told.updated ? { at: told.updated.at, precision: 'proxy' } : null)
  const html = (told.description_html ?? '').slice(0, MOST.text)
  const read = once(() => readHtml(html))
  const posting: Omit<JobPosting, 'provenance'> = {
    board_id: told.board_id,
    external_id: told.external_id,
    source_url: webUrl(told.source_url) === null ? '' : told.source_url,
    apply_url: webUrl(told.apply_url),
    ats: atsWithin(told.ats),
    title,
    company: { name: company, domain: told.company.domain ?? null, logo_url: webUrl(told.company.logo_url) },
    locations: placesWithin(told.locations ?? []),
    remote: remoteOf(told),
    salary: told.salary ?? null,
    employment: terms.employment,
    contract: terms.contract,
    workload: told.workload ?? null,
    seniority,
    // Reading it is most of the work, and of a posting that did not change nobody asks for it.
    get description_html() {
      return read().html
    },
    get description_text() {
      return read().text
    },
    description_hash: html === '' ? null : hash('sha256', `${READING} ${html}`, 'base64url'),
    tags: tagsWithin(distinct(told.tags ?? [])),
    language: /^[a-z]{2}\b/i.exec(told.language ?? '')?.[0].toLowerCase() ?? null,
    posted_at: posted?.at ?? null,
    posted_precision: posted?.precision ?? null,
    updated_at: told.updated?.at ?? null,
    expires_at: told.expires_at ?? null,
    closed: told.closed ?? false,
  }
  const described = begins(html) || read().text !== ''
  return {
    ok: true,
    posting: Object.assign(posting, { provenance: provenanceOf(told, posting, { named, described }) }),
  }
}

/** A raw item that becomes no posting, and why. */
export function reject(external_id: string | null, reason: Reject['reason'], detail: string): Normalized {
  return { ok: false, reject: { external_id, reason, detail } }
}

/** Names of places as locations; empty and repeated ones fall away. */
export function placesOf(names: readonly (string | null | undefined)[]): PostingLocation[] {
  return distinct(names).map((name) => placeFromText(name))
}

/** Lines of text, tidied, each once. */
export function distinct(words: readonly (string | null | undefined)[]): string[] {
  return [...new Set(words.map((word) => lineOf(word ?? '')).filter((word) => word !== ''))]
}

/** An http(s) address, or null. */
export function webUrl(text: string | null | undefined): string | null {
  const url = URL.parse(text ?? '')
  const isWeb = url !== null && (url.protocol === 'https:' || url.protocol === 'http:')
  return isWeb && url.href.length <= MOST.url ? url.href : null
}

function shortLine(text: string | null | undefined): string {
  return lineOf((text ?? '').slice(0, MOST.text))
    .slice(0, MOST.line)
    .trim()
}

function remoteOf(told: Told): JobPosting['remote'] {
  const { kind = null, raw = null, countries } = told.remote ?? {}
  const restricted = kind === 'remote' && raw !== null ? countriesIn(raw) : []
  return { kind: kind ?? 'unknown', countries: countries ?? restricted, raw: raw === '' ? null : raw }
}

function provenanceOf(
  told: Told,
  posting: Omit<JobPosting, 'provenance'>,
  { named, described }: { named: string; described: boolean },
): JobPosting['provenance'] {
  const origins: Record<PostingField, Provenance | null> = {
    title: 'stated',
    company: named !== '' ? 'stated' : 'derived',
    locations: posting.locations.length > 0 ? 'stated' : null,
    remote: posting.remote.kind === 'unknown' ? null : (told.remote?.how ?? 'stated'),
    salary: posting.salary === null ? null : posting.salary.origin === 'parsed' ? 'parsed' : 'stated',
    employment: posting.employment.length > 0 ? 'parsed' : null,
    contract: posting.contract === null ? null : 'parsed',
    workload: posting.workload === null ? null : 'stated',
    seniority: posting.seniority === null ? null : told.seniority ? 'stated' : 'parsed',
    description: described ? 'stated' : null,
    tags: posting.tags.length > 0 ? 'stated' : null,
    language: posting.language === null ? null : 'stated',
    posted_at: posting.posted_at === null ? null : told.posted ? 'stated' : 'derived',
    updated_at: posting.updated_at === null ? null : 'stated',
    expires_at: posting.expires_at === null ? null : 'stated',
    apply_url: posting.apply_url === null ? null : 'stated',
  }
  return Object.fromEntries(Object.entries(origins).filter(([, origin]) => origin !== null))
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

// `FullTime`, `FULL_TIME` and `full_time` -> "Full Time", "FULL TIME", "full time".
function spaced(word: string): string {
  return word.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').replaceAll('_', ' ')
}
