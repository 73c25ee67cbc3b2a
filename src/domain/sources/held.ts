import type { FillField } from '#contract/posting-fields.ts'
import type { FeedPosting } from '#domain/postings/feed-posting.ts'
import type { JobPosting, PostingSalary } from '#domain/postings/posting.ts'
import { states } from './fill.ts'

interface Held {
  readonly fields: readonly FillField[]
  readonly now: string
}

/**
 * The posting with what its source said before, in those of the fields that it does not state now. A closing date that has
 * passed is not kept: it would close what the source lists still.
 */
export function withHeld(posting: JobPosting, before: FeedPosting, { fields, now }: Held): JobPosting {
  const over = before.expires_at !== null && before.expires_at < now
  return fields
    .filter((field) => !states(posting, field) && !(field === 'expires_at' && over))
    .reduce((held, field) => ({ ...held, ...partOf(before, field, posting) }), posting)
}

function partOf(before: FeedPosting, field: FillField, now: JobPosting): Partial<JobPosting> {
  switch (field) {
    case 'title':
      return { title: before.title }
    case 'company':
      return { company: { name: before.company, domain: before.company_domain, logo_url: before.company_logo_url } }
    case 'url':
      return before.source_url === null ? {} : { source_url: before.source_url }
    case 'description':
      return {
        description_html: before.description_html ?? '',
        description_text: before.description_text ?? '',
        description_hash: null,
      }
    case 'locations':
      return { locations: before.locations }
    case 'remote':
      return {
        remote: { kind: before.remote_kind ?? 'unknown', countries: before.remote_countries, raw: now.remote.raw },
      }
    case 'salary':
      return { salary: salaryOf(before) }
    case 'employment':
      return { employment: before.employment }
    case 'contract':
      return { contract: before.contract }
    case 'seniority':
      return { seniority: before.seniority }
    case 'tags':
      return { tags: before.tags }
    case 'posted_at':
      return { posted_at: before.posted_at, posted_precision: before.posted_precision }
    case 'expires_at':
      return { expires_at: before.expires_at }
    case 'apply_url':
      return { apply_url: before.apply_url }
  }
}

function salaryOf(before: FeedPosting): PostingSalary | null {
  const { salary_min: min, salary_max: max, salary_currency, salary_period, salary_origin, salary_text } = before
  if (min === null && max === null && salary_text === null) return null
  return {
    min,
    max,
    currency: salary_currency,
    period: salary_period,
    origin: salary_origin ?? 'stated',
    raw: salary_text,
  }
}
