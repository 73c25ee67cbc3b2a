import { ApplicationSort } from '#contract/applications.ts'
import type { ApplicationFilter } from '#contract/applications.ts'
import { STATUSES } from '#contract/stages.ts'

/** What the address says about which applications are shown; the shape of the query of every list. */
export interface ApplicationFilters {
  q?: string
  status?: string
  source?: string
  next_action?: NonNullable<ApplicationFilter['next_action']>
  waiting_days?: number
  archived?: 'true'
}
export type Sort = ApplicationSort

export type View = 'board' | 'table' | 'timeline'
export const VIEWS = [
  { value: 'board', label: 'Board' },
  { value: 'table', label: 'Table' },
  { value: 'timeline', label: 'Timeline' },
] as const

export const NEXT_ACTIONS = [
  { value: '', label: 'Next action: any' },
  { value: 'overdue', label: 'Next action: late' },
  { value: 'today', label: 'Next action: today' },
  { value: 'week', label: 'Next action: this week' },
  { value: 'none', label: 'Next action: none' },
] as const

export const WAITING = [
  { value: '', label: 'Waiting: any' },
  { value: '7', label: 'Waiting: 7 days' },
  { value: '14', label: 'Waiting: 14 days' },
  { value: '30', label: 'Waiting: 30 days' },
]

export function viewOf(params: URLSearchParams): View {
  return VIEWS.find((view) => view.value === params.get('view'))?.value ?? 'board'
}

export function sortOf(params: URLSearchParams): Sort {
  return ApplicationSort.catch('-updated_at').parse(params.get('sort'))
}

/** The filters of the address. */
export function filtersOf(params: URLSearchParams): ApplicationFilters {
  const q = params.get('q')?.trim() ?? ''
  const status = (params.get('status') ?? '').split(',').filter((word) => STATUSES.some((one) => one === word))
  const source = params.get('source') ?? ''
  const next = NEXT_ACTIONS.find((option) => option.value !== '' && option.value === params.get('next'))?.value ?? ''
  const waiting = Number(params.get('waiting') ?? '')
  return {
    ...(q === '' ? {} : { q: q.slice(0, 200) }),
    ...(status.length === 0 ? {} : { status: status.join(',') }),
    ...(source === '' ? {} : { source }),
    ...(next === '' ? {} : { next_action: next }),
    ...(Number.isInteger(waiting) && waiting > 0 && waiting <= 3650 ? { waiting_days: waiting } : {}),
    ...(params.get('archived') === 'true' ? { archived: 'true' as const } : {}),
  }
}

/** Takes every filter off. */
export const NO_FILTERS = { q: null, status: null, source: null, next: null, waiting: null, archived: null }

export function isFiltered(filters: ApplicationFilters): boolean {
  return Object.keys(filters).length > 0
}
