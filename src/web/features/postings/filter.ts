import type { RequestOf } from '#contract/endpoint.ts'
import { listJobs } from '#contract/postings.ts'
import { formatMoney } from '#lib/format-money.ts'
import type { UrlChange } from '#lib/url-state.ts'

export type JobQuery = NonNullable<RequestOf<typeof listJobs>['query']>

/** The parameters of the address that narrow the feed. */
const LISTS = ['remote', 'seniority', 'source', 'skills', 'employment', 'contract', 'language', 'state'] as const
const WORDS = [
  'q',
  'place',
  'radius_km',
  'company',
  'salary_min',
  'salary_currency',
  'salary_unknown',
  'posted_within_days',
  'match_min',
  'sort',
  'verbatim',
] as const

/** What the address says about the feed; a value that the server does not take is left to its answer. */
export function queryOf(params: URLSearchParams): JobQuery {
  const state = statesOf(params)
  const query: Record<string, string | string[]> = state.length === 0 ? {} : { state }
  for (const name of LISTS) {
    const values = params.getAll(name)
    if (values.length > 0 && name !== 'state') query[name] = values
  }
  for (const name of WORDS) {
    const value = params.get(name)
    if (value !== null && value !== '') query[name] = value
  }
  return listJobs.query.partial().safeParse(query).success ? query : { state: ['open'] }
}

/** The states that the feed is narrowed to: open ones by itself, except where one looks at what is one's own. */
export function statesOf(params: URLSearchParams): string[] {
  const states = params.getAll('state')
  const view = viewOf(params)
  const byItself = (view === '' || view === 'new') && !states.some((state) => isStanding(state))
  return byItself ? [...states, 'open'] : states
}

/** The change of the address that switches one value of a list on or off; nothing is open and closed. */
export function toggled(params: URLSearchParams, name: (typeof LISTS)[number], value: string): UrlChange {
  const now = params.getAll(name)
  const others = now.filter((other) => other !== value && !(name === 'state' && isStanding(value) && isStanding(other)))
  return { [name]: now.includes(value) ? others : [...others, value] }
}

function isStanding(state: string): boolean {
  return state === 'open' || state === 'closed'
}

/** The change that takes every filter away but keeps the view and the order. */
export const NO_FILTERS: UrlChange = Object.fromEntries(
  [...LISTS, ...WORDS].filter((name) => name !== 'sort' && name !== 'state').map((name) => [name, null]),
)

export const VIEWS = [
  { value: '', label: 'All postings' },
  { value: 'new', label: 'New' },
  { value: 'saved', label: 'Saved' },
  { value: 'applied', label: 'Applied' },
  { value: 'own', label: 'Own' },
  { value: 'hidden', label: 'Hidden' },
] as const
export type ViewName = (typeof VIEWS)[number]['value']

/** Which of the views the address shows. */
export function viewOf(params: URLSearchParams): ViewName {
  const states = params.getAll('state')
  return VIEWS.find((view) => view.value !== '' && states.includes(view.value))?.value ?? ''
}

export const SORTS = [
  { value: '-match', label: 'Best match' },
  { value: '-posted_at', label: 'Newest' },
  { value: 'relevance', label: 'Relevance' },
  { value: '-salary', label: 'Highest pay' },
] as const

/** One filter that is on, as a chip says it, and how to take it away. */
export interface ActiveFilter {
  key: string
  label: string
  without: UrlChange
}

const WORD_LABELS: Readonly<Record<string, (value: string, params: URLSearchParams) => string>> = {
  place: (value, params) => (params.get('radius_km') === null ? value : `${value}, ${params.get('radius_km')} km`),
  company: (value) => value,
  salary_min: (value, params) =>
    `From ${formatMoney(Number(value), params.get('salary_currency') ?? '')}${params.get('salary_unknown') === 'true' ? ' or not stated' : ''}`,
  posted_within_days: (value) => (value === '1' ? 'Posted today' : `Posted in ${value} days`),
  match_min: (value) => `Match from ${value}`,
}

// What means nothing without it.
const ALONG: Readonly<Record<string, UrlChange>> = {
  salary_min: { salary_currency: null, salary_unknown: null },
  place: { radius_km: null },
}

/** The chips above the list. */
export function activeFilters(params: URLSearchParams, label: (name: string, value: string) => string): ActiveFilter[] {
  const view = viewOf(params)
  const isView = (value: string) => value === view || (value === 'open' && (view === '' || view === 'new'))
  const lists = LISTS.flatMap((name) =>
    params
      .getAll(name)
      .filter((value) => name !== 'state' || !isView(value))
      .map((value) => ({ key: `${name}-${value}`, label: label(name, value), without: toggled(params, name, value) })),
  )
  const words = Object.entries(WORD_LABELS).flatMap(([name, write]) => {
    const value = params.get(name)
    if (value === null) return []
    return [
      {
        key: name,
        label: write(value, params),
        without: { [name]: null, ...ALONG[name] },
      },
    ]
  })
  return [...words, ...lists]
}

/** Whether anything but the order was chosen: then an empty list says so, and not that there are no postings. */
export function isNarrowed(params: URLSearchParams): boolean {
  return [...params.keys()].some((name) => name !== 'sort')
}
