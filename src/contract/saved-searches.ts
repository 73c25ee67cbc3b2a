import { z } from 'zod'
import { endpoint, notFound, refusal, staleVersion } from './endpoint.ts'
import { JobFilter, JobSort } from './postings.ts'
import { Id, Instant, Text } from './wire.ts'

const base = { tag: 'Postings', access: 'user' } as const
const params = z.object({ id: Id })

/** The most saved searches of one person. */
export const MOST_SAVED_SEARCHES = 50
/** A count of new postings ends here: it stands for "that many or more". */
export const MOST_COUNTED = 1000

export const tooManySavedSearches = refusal(
  'too_many_saved_searches',
  409,
  'Fifty saved searches are the most. Delete one that you no longer use.',
)
export const searchNameTaken = refusal(
  'search_name_taken',
  409,
  'You have a saved search of this name already. Choose another name.',
)
export const badUnsubscribe = refusal(
  'bad_unsubscribe',
  410,
  'This link does not stop any e-mails. Log in and change the alert of the search.',
)

/** What a search looks for, as in `GET /jobs`: lists are arrays here, and flags are true or false. */
export const SearchFilter = z
  .object({
    ...JobFilter.shape,
    salary_unknown: z.boolean().optional(),
    /** `true`: search for `q` as it is written. */
    verbatim: z.boolean().optional(),
    sort: JobSort.optional(),
  })
  .meta({ example: { q: 'data engineer', remote: ['hybrid', 'remote'], state: ['open'] } })
export type SearchFilter = z.infer<typeof SearchFilter>

/** When new postings are told of by e-mail. `instant`: after each reading of a source that brought some. */
export const AlertWhen = z.enum(['off', 'instant', 'daily', 'weekly']).meta({ example: 'daily' })
export type AlertWhen = z.infer<typeof AlertWhen>

/** Whether an alert can reach the person; `not_confirmed`: the address of the account is not confirmed yet. */
export const AlertMail = z.enum(['ready', 'not_configured', 'not_confirmed', 'switched_off'])
export type AlertMail = z.infer<typeof AlertMail>

const alert = {
  alert: AlertWhen,
  /** The full hour, in your time zone, of a daily or weekly alert. */
  alert_hour: z.int().min(0).max(23).meta({ example: 8 }),
  /** The day of a weekly alert: 1 is Monday, 7 is Sunday. */
  alert_weekday: z.int().min(1).max(7).meta({ example: 1 }),
}
const name = Text(80).meta({ example: 'Data, Berlin' })

export const SavedSearch = z.object({
  id: Id,
  name: z.string().meta({ example: 'Data, Berlin' }),
  filter: SearchFilter,
  ...alert,
  /** When the next daily or weekly alert is due, if there is anything to tell. */
  next_alert_at: Instant.nullable(),
  last_alert_at: Instant.nullable(),
  last_looked_at: Instant,
  /** Open postings that match, were first seen after you last looked, and that you have not opened; 1000: or more. */
  new_count: z.int().meta({ example: 12 }),
  created_at: Instant,
  updated_at: Instant,
  version: z.int(),
})
export type SavedSearch = z.infer<typeof SavedSearch>

export const listSavedSearches = endpoint({
  ...base,
  method: 'GET',
  path: '/saved-searches',
  summary: 'Your saved searches, with how much is new in each',
  description: 'By name; at most fifty, so there are no pages. `alert_mail` says whether alerts can reach you.',
  response: z.object({ items: z.array(SavedSearch), alert_mail: AlertMail }),
})

export const getSavedSearch = endpoint({
  ...base,
  method: 'GET',
  path: '/saved-searches/:id',
  summary: 'A saved search',
  description: 'Reading it does not count as looking at its postings.',
  params,
  response: SavedSearch,
  refusals: [notFound],
})

export const createSavedSearch = endpoint({
  ...base,
  method: 'POST',
  path: '/saved-searches',
  summary: 'Save a search',
  description: 'Alerts tell of postings that are first seen from now on.',
  body: z.object({
    name,
    filter: SearchFilter,
    alert: alert.alert.default('off'),
    alert_hour: alert.alert_hour.default(8),
    alert_weekday: alert.alert_weekday.default(1),
  }),
  status: 201,
  response: SavedSearch,
  refusals: [tooManySavedSearches, searchNameTaken],
})

export const updateSavedSearch = endpoint({
  ...base,
  method: 'PATCH',
  path: '/saved-searches/:id',
  summary: 'Change a saved search, or say that you looked at it; fields that are not sent stay',
  description:
    'A new `filter` replaces the whole filter, and alerts begin anew from now. `looked` alone changes no version and needs no undo.',
  params,
  body: z.object({
    name: name.optional(),
    filter: SearchFilter.optional(),
    alert: alert.alert.optional(),
    alert_hour: alert.alert_hour.optional(),
    alert_weekday: alert.alert_weekday.optional(),
    /** You looked at its postings just now: the count of new ones begins again. */
    looked: z.literal(true).optional(),
    version: z.int().optional(),
  }),
  response: SavedSearch.extend({ undo_id: Id.nullable() }),
  refusals: [notFound, staleVersion, searchNameTaken],
})

export const deleteSavedSearch = endpoint({
  ...base,
  method: 'DELETE',
  path: '/saved-searches/:id',
  summary: 'Delete a saved search',
  description: 'It comes back with its alert by undoing; what it told of before is not told of again.',
  params,
  status: 200,
  response: z.object({ id: Id, undo_id: Id.nullable() }),
  refusals: [notFound, staleVersion],
})

export const unsubscribeSearch = endpoint({
  method: 'POST',
  path: '/saved-searches/unsubscribe',
  summary: 'Stop the e-mails of a saved search, by the link in one of them',
  description:
    'Takes the form of RFC 8058 that mail programs post, or nothing at all. The search stays, with its alert off; calling it again changes nothing. `name` is null when the search was deleted.',
  tag: 'Postings',
  access: 'public',
  query: z.object({ token: z.string().min(1).max(200) }),
  form: true,
  response: z.object({ name: z.string().nullable() }),
  refusals: [badUnsubscribe],
})
