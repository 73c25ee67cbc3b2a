import type { FeedPosting, FieldSources } from './feed-posting.ts'

/** What one source says of a posting, with how much it is to be believed: 0 is the employer's own board. */
export interface SourceView {
  readonly source_id: string
  readonly rank: number
  readonly first_seen_at: string
  /** The source does not carry it any more. */
  readonly gone: boolean
  readonly posting: FeedPosting
}

export interface Merged {
  readonly posting: FeedPosting
  /** The sources that still carry it, or all of them when none does; the most trusted first. */
  readonly source_ids: readonly string[]
  readonly provenance: FieldSources
}

// Fields that only make sense together come from one source.
const GROUPS: readonly (readonly (keyof FeedPosting)[])[] = [
  ['title', 'title_norm'],
  ['company', 'company_norm'],
  ['company_domain'],
  ['company_logo_url'],
  ['locations'],
  ['remote_kind', 'remote_countries', 'remote_timezones'],
  ['salary_min', 'salary_max', 'salary_currency', 'salary_period', 'salary_gross', 'salary_origin', 'salary_text'],
  ['employment'],
  ['contract'],
  ['workload_min', 'workload_max'],
  ['seniority'],
  ['description_html', 'description_text'],
  ['skills'],
  ['tags'],
  ['languages'],
  ['language'],
  ['apply_url'],
  ['source_url'],
  ['requisition_id'],
  ['posted_at', 'posted_precision'],
  ['source_updated_at'],
  ['expires_at'],
]

/**
 * One posting out of what its sources say: each field from the most trusted source that states it (employer, public
 * service, aggregator; the earlier one among equals). Pay that was stated goes before pay that was read out of a text,
 * and that before pay that was predicted. Null when there is no source.
 */
export function mergeSources(views: readonly SourceView[]): Merged | null {
  const order = views.toSorted(
    (a, b) =>
      Number(a.gone) - Number(b.gone) ||
      a.rank - b.rank ||
      compare(a.first_seen_at, b.first_seen_at) ||
      compare(a.source_id, b.source_id),
  )
  const [first] = order
  if (first === undefined) return null
  let posting = first.posting
  const provenance: FieldSources = {}
  for (const group of GROUPS) {
    const states = order.filter((view) => group.some((field) => isStated(view.posting[field])))
    const best = group.includes('salary_min') ? surestPay(states) : states[0]
    if (best === undefined) continue
    for (const field of group) {
      if (best !== first) posting = { ...posting, [field]: best.posting[field] }
      if (isStated(best.posting[field])) provenance[field] = best.source_id
    }
  }
  const standing = order.filter((view) => !view.gone)
  const carriers = standing.length === 0 ? order : standing
  return { posting, provenance, source_ids: [...new Set(carriers.map((view) => view.source_id))] }
}

// What a source states of pay is surer than what was read out of a text, and that than what somebody reckons.
function surestPay<View extends { readonly posting: Pick<FeedPosting, 'salary_origin'> }>(states: readonly View[]) {
  const read = (view: View) => view.posting.salary_origin === 'parsed'
  const reckoned = (view: View) => view.posting.salary_origin === 'predicted'
  return states.find((view) => !read(view) && !reckoned(view)) ?? states.find(read) ?? states[0]
}

/** Everything that a posting of one source states, as coming from there. */
export function statedBy(posting: FeedPosting, source_id: string): FieldSources {
  return Object.fromEntries(statedFields(posting).map((field) => [field, source_id]))
}

/** Where the fields come from after somebody changed some of them: what stayed as it was keeps its source. */
export function restated(
  before: { readonly posting: FeedPosting; readonly provenance: FieldSources },
  after: FeedPosting,
  by: string,
): FieldSources {
  return Object.fromEntries(
    statedFields(after).map((field) => {
      const same = JSON.stringify(before.posting[field]) === JSON.stringify(after[field])
      return [field, (same ? before.provenance[field] : null) ?? by]
    }),
  )
}

function statedFields(posting: FeedPosting): (keyof FeedPosting)[] {
  return GROUPS.flat().filter((field) => isStated(posting[field]))
}

function isStated(value: FeedPosting[keyof FeedPosting]): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== ''
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
