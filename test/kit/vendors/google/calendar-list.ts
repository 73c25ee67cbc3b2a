import type { Answer } from '#kit/vendors/faulty-server.ts'
import { json, refuse } from './answer.ts'
import { calendarListOf } from './state.ts'
import type { Account, AccessRole, Calendar, Entry, GoogleState } from './state.ts'
import { askedOf, pageSize } from './sync-tokens.ts'
import type { Tokens } from './sync-tokens.ts'

const ROLES: readonly AccessRole[] = ['freeBusyReader', 'reader', 'writer', 'owner']
const HEAD = { kind: 'calendar#calendarList' }

/** A calendar that somebody may use at least so far, by its id or as `primary`; for others it does not exist. */
export function calendarFor(state: GoogleState, account: Account, id: string, role: AccessRole): Calendar {
  const calendar = state.calendars.get(id === 'primary' ? primaryOf(account) : id)
  const entry = account.entries.get(calendar?.id ?? '')
  if (calendar === undefined || entry === undefined || entry.deleted) return refuse('notFound')
  if (ROLES.indexOf(entry.accessRole) < ROLES.indexOf(role))
    refuse('requiredAccessLevel', `You need to have ${role} access to this calendar.`)
  return calendar
}

function primaryOf(account: Account): string {
  return [...account.entries].find(([, entry]) => entry.primary)?.[0] ?? ''
}

/** calendarList/list: all, or what changed since a token was given; then also what was removed. */
export function listCalendars(state: GoogleState, account: Account, tokens: Tokens, query: URLSearchParams): Answer {
  const size = pageSize(query, 100, 250)
  const [collection, asked] = [calendarListOf(account), askedOf(query)]
  const head = { ...HEAD, etag: `"p${state.seq}"` }
  const pageToken = query.get('pageToken')
  if (pageToken !== null) return json({ ...head, ...tokens.page(pageToken, { collection, asked, size }) })
  const token = query.get('syncToken')
  const since = token === null ? 0 : tokens.syncPoint(token, collection).seq
  if (token !== null) checkSync(query)
  const least = ROLES.indexOf(ROLES.find((role) => role === query.get('minAccessRole')) ?? 'freeBusyReader')
  const isWanted = (entry: Entry) =>
    entry.seq > since &&
    ROLES.indexOf(entry.accessRole) >= least &&
    (!entry.deleted || token !== null || query.get('showDeleted') === 'true')
  const rows = [...account.entries]
    .filter(([, entry]) => isWanted(entry))
    .map(([id, entry]) => entryResource(state.calendars.get(id), id, entry))
  const sync = { collection, settings: '', seq: state.seq, from: 0, to: 0 }
  return json({ ...head, ...tokens.first({ collection, asked, rows, sync }, size) })
}

/** calendarList/list#syncToken. */
function checkSync(query: URLSearchParams): void {
  if (query.has('minAccessRole')) refuse('badRequest', 'Sync token cannot be used together with minAccessRole.')
  for (const name of ['showDeleted', 'showHidden'])
    if (query.get(name) === 'false') refuse('badRequest', `Sync token needs ${name}.`)
}

function entryResource(calendar: Calendar | undefined, id: string, entry: Entry): Record<string, unknown> {
  const head = { kind: 'calendar#calendarListEntry', etag: `"${entry.seq}"`, id }
  if (calendar === undefined || entry.deleted) return { ...head, deleted: true }
  return {
    ...head,
    summary: calendar.summary,
    timeZone: calendar.timeZone,
    colorId: Object.entries(CALENDAR_COLOURS).find(([, colour]) => colour === entry.backgroundColor)?.[0],
    backgroundColor: entry.backgroundColor,
    foregroundColor: '#000000',
    selected: true,
    accessRole: entry.accessRole,
    defaultReminders: entry.primary ? [{ method: 'popup', minutes: 10 }] : [],
    ...(entry.primary ? { primary: true } : {}),
  }
}

/** calendars/get. */
export function getCalendar(state: GoogleState, calendar: Calendar): Answer {
  const { id, summary, timeZone } = calendar
  return json({ kind: 'calendar#calendar', etag: `"${state.seq}"`, id, summary, timeZone })
}

/** colors/get: the palettes that `colorId` of calendars and of events points into. */
export function getColours(): Answer {
  const palette = (colours: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(colours).map(([id, background]) => [id, { background, foreground: '#1d1d1d' }]))
  return json({
    kind: 'calendar#colors',
    updated: '2012-02-14T00:00:00.000Z',
    calendar: palette(CALENDAR_COLOURS),
    event: palette(EVENT_COLOURS),
  })
}

const CALENDAR_COLOURS = numbered(
  ['#ac725e', '#d06b64', '#f83a22', '#fa573c', '#ff7537', '#ffad46', '#42d692', '#16a765', '#7bd148', '#b3dc6c'],
  ['#fbe983', '#fad165', '#92e1c0', '#9fe1e7', '#9fc6e7', '#4986e7', '#9a9cff', '#b99aff', '#c2c2c2', '#cabdbf'],
  ['#cca6ac', '#f691b2', '#cd74e6', '#a47ae2'],
)
const EVENT_COLOURS = numbered(
  ['#a4bdfc', '#7ae7bf', '#dbadff', '#ff887c', '#fbd75b', '#ffb878', '#46d6db', '#e1e1e1', '#5484ed', '#51b749'],
  ['#dc2127'],
)

function numbered(...rows: string[][]): Record<string, string> {
  return Object.fromEntries(rows.flat().map((colour, index) => [String(index + 1), colour]))
}
