import { editOf } from '#domain/postings/edits.ts'
import type { Edit } from '#domain/postings/edits.ts'
import { toFeedPosting } from '#domain/postings/normalise.ts'
import type { JobPosting } from '#domain/postings/posting.ts'
import type { SamplePosting } from './postings.ts'

/** How a made-up source listed a posting under one id. */
export interface SampleListing {
  readonly external_id: string
  readonly is_employer: boolean
  readonly from_ms: number
  /** Null: it is listed still. */
  readonly until_ms: number | null
}

export interface SampleLife {
  readonly listings: readonly SampleListing[]
  /** What its source changed lately, after one had looked at it. */
  readonly edit: (Edit & { readonly at_ms: number; readonly seen_ms: number }) | null
}

const DAY = 86_400_000

/** What happened to a sample posting: some are edited, some advertised again, old ones stale or likely a ghost; null: nothing. */
export function sampleLife(
  number: number,
  { posting, first_seen_at, closed }: SamplePosting,
  now_ms: number,
): SampleLife | null {
  const from_ms = Date.parse(first_seen_at)
  const days = (now_ms - from_ms) / DAY
  const id = posting.external_id
  const listing = { external_id: id, is_employer: false, from_ms, until_ms: null }
  if (closed) return null
  if (days >= 60) return { listings: number % 3 === 0 ? haunted(listing, days) : [listing], edit: null }
  if (days > 9 && number % 12 === 4) return { listings: [listing], edit: editLately(posting, now_ms) }
  if (days > 30 && number % 4 === 1) {
    const again = { ...listing, external_id: `${id}-again`, from_ms: from_ms + 0.7 * days * DAY }
    return { listings: [{ ...listing, until_ms: from_ms + 0.5 * days * DAY }, again], edit: null }
  }
  return null
}

// Advertised three times, while the employer took it down in between.
function haunted(listing: SampleListing, days: number): SampleListing[] {
  const { external_id: id, from_ms } = listing
  const at = (share: number) => from_ms + share * days * DAY
  return [
    { ...listing, until_ms: at(0.3) },
    { ...listing, external_id: `${id}-2`, from_ms: at(0.35), until_ms: at(0.6) },
    { ...listing, external_id: `${id}-3`, from_ms: at(0.7) },
    { ...listing, is_employer: true, until_ms: at(0.5) },
  ]
}

function editLately(posting: JobPosting, now_ms: number): SampleLife['edit'] {
  const { salary } = posting
  const lower = (amount: number | null) => (amount === null ? null : Math.round((amount * 0.93) / 100_000) * 100_000)
  const before = {
    ...posting,
    salary: salary === null ? null : { ...salary, min: lower(salary.min), max: lower(salary.max) },
    description_text: formerText(posting.description_text),
  }
  const edit = editOf(toFeedPosting(before), toFeedPosting(posting), { elapsed_ms: 30 * DAY, shows: () => true })
  return edit === null ? null : { ...edit, at_ms: now_ms - 2 * DAY, seen_ms: now_ms - 6 * DAY }
}

// One task fewer, and other days off.
function formerText(text: string): string {
  const lines = text.split('\n')
  const tasks = lines.flatMap((line, at) => (line.startsWith('- ') ? [at] : []))
  return lines
    .filter((_, at) => at !== tasks[1])
    .map((line) => line.replace(/\d\d (?=days off|Urlaubstage)/, '25 '))
    .join('\n')
}
