import type { EditedField } from '#contract/posting-life.ts'
import type { FeedPosting } from './feed-posting.ts'
import { fold } from './fold.ts'

/** What a source changed in what it says of a posting. */
export interface Edit {
  readonly fields: readonly EditedField[]
  /** The text as it was; null: it stayed the same. */
  readonly text_before: string | null
}

/** What one source said of a posting, as far as an edit is told from it. */
export type Said = Pick<
  FeedPosting,
  | 'title'
  | 'company'
  | 'locations'
  | 'remote_kind'
  | 'salary_min'
  | 'salary_max'
  | 'salary_currency'
  | 'salary_period'
  | 'salary_origin'
  | 'salary_text'
  | 'employment'
  | 'contract'
  | 'workload_min'
  | 'workload_max'
  | 'expires_at'
  | 'description_text'
>

/**
 * What changed between two readings of one source, `elapsed_ms` apart; null when nothing did that a reader would call a
 * change. Only what the source itself states is compared, never what we infer from it, so that a better inference is no
 * edit. `shows`: whether the posting shows the source's value of a field; what it does not show is not told.
 */
export function editOf(
  before: Said,
  after: Said,
  { elapsed_ms, shows }: { elapsed_ms: number; shows: (field: keyof FeedPosting) => boolean },
): Edit | null {
  // A posting that was read without its text was read in part: what the rest adds is no edit, nor is it one to lose it.
  if ((before.description_text === null) !== (after.description_text === null)) return null
  const fields = COMPARED.flatMap(([shown, compare]) => (shown.every(shows) ? compare(before, after, elapsed_ms) : []))
  const text_before = shows('description_text') ? formerText(before.description_text, after.description_text) : null
  return fields.length === 0 && text_before === null ? null : { fields, text_before }
}

type Compare = (before: Said, after: Said, elapsed_ms: number) => EditedField[]

const COMPARED: readonly (readonly [readonly (keyof FeedPosting)[], Compare])[] = [
  [['title'], ({ title: from }, { title: to }) => (alike(from, to) ? [] : [{ field: 'title', from, to }])],
  [['company'], ({ company: from }, { company: to }) => (alike(from, to) ? [] : [{ field: 'company', from, to }])],
  [['locations'], places],
  [
    ['remote_kind'],
    ({ remote_kind: from }, { remote_kind: to }) => (from === to ? [] : [{ field: 'remote_kind', from, to }]),
  ],
  [['salary_min', 'salary_max', 'salary_text'], salary],
  [['employment'], employment],
  [['contract'], ({ contract: from }, { contract: to }) => (from === to ? [] : [{ field: 'contract', from, to }])],
  [['workload_min', 'workload_max'], workload],
  [['expires_at'], closing],
]

function places(before: Said, after: Said): EditedField[] {
  const namesOf = ({ locations }: Said) =>
    new Set(locations.map(({ city, country, raw }) => fold(city ?? raw ?? country)))
  const [from, to] = [namesOf(before), namesOf(after)]
  if (from.symmetricDifference(to).size === 0) return []
  return [{ field: 'places', from: listed(before), to: listed(after) }]
}

function listed({ locations }: Said): string[] | null {
  const names = [...new Set(locations.map(({ city, raw }) => city ?? raw))]
  return names.length === 0 ? null : names
}

function salary(before: Said, after: Said): EditedField[] {
  // What a source estimates changes with its estimate, not with the job.
  if (before.salary_origin === 'predicted' || after.salary_origin === 'predicted') return []
  const [from, to] = [payOf(before), payOf(after)]
  if (from === null && to === null) return []
  if (from !== null && to !== null && samePay(from, to)) return []
  return [{ field: 'salary', from, to }]
}

type Pay = NonNullable<Extract<EditedField, { field: 'salary' }>['from']>

function payOf({ salary_min: min, salary_max: max, ...said }: Said): Pay | null {
  const { salary_currency: currency, salary_period: period, salary_text: text } = said
  return min === null && max === null && text === null ? null : { min, max, currency, period, text }
}

function samePay(a: Pay, b: Pay): boolean {
  const amounts = a.min !== null || a.max !== null || b.min !== null || b.max !== null
  if (!amounts) return alike(a.text ?? '', b.text ?? '')
  return a.min === b.min && a.max === b.max && a.currency === b.currency && a.period === b.period
}

function employment({ employment: from }: Said, { employment: to }: Said): EditedField[] {
  if (new Set(from).symmetricDifference(new Set(to)).size === 0) return []
  const known = (kinds: FeedPosting['employment']) => (kinds.length === 0 ? null : kinds)
  return [{ field: 'employment', from: known(from), to: known(to) }]
}

function workload(before: Said, after: Said): EditedField[] {
  const of = ({ workload_min: min, workload_max: max }: Said) => (min === null && max === null ? null : { min, max })
  if (before.workload_min === after.workload_min && before.workload_max === after.workload_max) return []
  return [{ field: 'workload', from: of(before), to: of(after) }]
}

const DAY = 86_400_000
/** A closing date that is put off by less than this moves with the day, as in feeds that say "for 30 more days". */
const ROLLING_DAYS = 3

function closing({ expires_at: from }: Said, { expires_at: to }: Said, elapsed_ms: number): EditedField[] {
  if (from === to) return []
  if (from === null || to === null) return [{ field: 'expires_at', from, to }]
  const later = Date.parse(to) - Date.parse(from)
  const rolls = later >= 0 && (later < ROLLING_DAYS * DAY || Math.abs(later - elapsed_ms) < DAY)
  return rolls || Math.abs(later) < DAY ? [] : [{ field: 'expires_at', from, to }]
}

// Names that differ in case, accents or white space only.
function alike(a: string, b: string): boolean {
  return a === b || plain(a) === plain(b)
}

function formerText(before: string | null, after: string | null): string | null {
  if (before === null || after === null || before === after) return null
  const [from, to] = [plain(before), plain(after)]
  if (from === to) return null
  // The beginning of a text, cut off by the source, and now the whole of it, or the other way round.
  const cut = /\s?(?:…|\.\.\.)$/
  if (cut.test(from) && to.startsWith(from.replace(cut, ''))) return null
  if (cut.test(to) && from.startsWith(to.replace(cut, ''))) return null
  return before
}

/** A text without what two readings of the same words may differ by: white space, kinds of quotes, dashes and bullets. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\u200B-\u200D\u2060\uFEFF\u00AD]/g, '')
    .replaceAll(/[“”„«»]/g, '"')
    .replaceAll(/[‘’‚`´]/g, "'")
    .replaceAll(/[‐‑‒–—−]/g, '-')
    .replaceAll(/[•·◦▪]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
