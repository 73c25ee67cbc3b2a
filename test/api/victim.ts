import { OpenArea } from '#contract/grants.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { fill } from './document.ts'
import { FEED } from './outside.ts'
import type { ApiOperation } from './document.ts'
import { sample } from './sample.ts'
import type { Hints } from './sample.ts'

/** A person with data everywhere, made through the API itself: a new slice fills itself. */
export interface Victim {
  readonly person: TestUser
  readonly firm_ids: readonly string[]
  readonly hints: Hints
  /** The real ids that fill the path of an operation, or null when nothing of this kind exists. */
  idsFor(operation: ApiOperation): readonly string[] | null
  /** A body for the operation that is right in itself. */
  bodiesFor(operation: ApiOperation): readonly unknown[]
  /** Creating operations that the victim was refused, with the answer. */
  readonly refused: readonly string[]
}

/** Fields that mean something beyond their type. */
const HINTS: Hints = {
  email: 'somebody@example.org',
  title: 'Something that the victim applied for',
  company: 'A company of the victim',
  status_at: '2026-10-20T09:30:00Z',
  at: '2026-10-21T09:30:00Z',
  expires_at: '2026-12-24T09:30:00Z',
  password: 'correct horse victim 42',
  current_password: 'correct horse victim 42',
  new_password: 'another correct horse 43',
  salary_min: 5_000_000,
  salary_max: 7_000_000,
  salary_currency: 'EUR',
  salary_period: 'year',
  currency: 'EUR',
  period: 'year',
  time_zone: 'Europe/Berlin',
  language: 'en',
  locale: 'en',
  country: 'DE',
  move_to: 'interested',
}

const RESULTS =
  '<div class="base-search-card" data-entity-urn="urn:li:jobPosting:3800000009"><h3 class="base-search-card__title">Gardener</h3><h4 class="base-search-card__subtitle">Garden of the victim</h4></div>'

// In a private network, so that nothing goes out.
const MAILBOX = {
  ...{ host: '127.0.0.1', port: 1143, security: 'plain' },
  ...{ username: 'victim@example.org', password: 'of the mailbox' },
}

/** Bodies of which a schema cannot say that one field excludes another. */
const BODIES: Readonly<Record<string, unknown>> = {
  'PATCH /saved-searches/{id}': { name: 'What the victim looked for' },
  'POST /saved-searches': { name: 'What the victim looks for', filter: { q: 'roses' }, alert: 'daily' },
  'POST /mail-folders': { ...MAILBOX, folder: 'Jobs' },
  'POST /mail-folders/look': MAILBOX,
  'POST /calendar/connections/caldav': {
    url: 'http://127.0.0.1:5232',
    username: 'victim',
    password: 'of the calendar',
  },
  'POST /calendar/connections/ics': { url: FEED },
  'POST /sources': { url: 'https://boards.greenhouse.io/acme' },
  'POST /jobs/import': {
    text: 'We look for somebody who likes roses.',
    title: 'Gardener',
    company: 'Garden of the victim',
  },
  'POST /jobs/import/list': { html: RESULTS, keys: ['linkedin:3800000009'] },
  'POST /jobs/import/list/preview': { html: RESULTS },
  'POST /jobs/import/preview': { text: 'Gardener\nThe garden of the victim\nBerlin\nSomebody who likes roses.' },
}

/** Where the id of a path stands that is not in the list right above it. */
const ELSEWHERE: Readonly<Record<string, string>> = { '/api/v1/sources/runs/{run_id}': '/api/v1/sources/{id}/runs' }

/** Path parameters that are no ids. */
const PARAMETERS: Readonly<Record<string, string>> = { provider: 'google', from_currency: 'USD', to_currency: 'EUR' }

/** What would end the victim's session or account while its data is still needed. */
const NOT_TO_FILL =
  /\/auth\/|\/calendar\/oauth\/|\/disconnect|\/deletion|\/sample|\/tokens\/|\/invitations\/|\/activate|\/undo\/|\/unsubscribe|\/appointments\/\{id\}\/cancel/

/** What is said of two postings: the one of the path, and another one. */
const TWO_JOBS = /\/jobs\/\{id\}\/(?:merge|unmerge|distinct)$/

/** Calls every creating operation as the victim, parents before children. */
export async function makeVictim(app: TestApp, operations: readonly ApiOperation[]): Promise<Victim> {
  const person = await app.register('victim')
  const ids = new Map<string, string[]>()
  const hints: Record<string, unknown> = { ...HINTS }
  const paramsOf = (operation: ApiOperation) => lookUp(ids, operation)
  const bodiesOf = (operation: ApiOperation) => {
    const collection = ids.get(operation.path.split('/').slice(0, 4).join('/'))
    const other = TWO_JOBS.test(operation.path) ? { job_id: twin, member_id: twin } : {}
    return bodies(operation, { ...hints, ids: collection ?? [], ...other })
  }
  const creating = operations
    .filter(({ method, name }) => (method === 'POST' || method === 'PUT') && !NOT_TO_FILL.test(name))
    .sort((a, b) => a.path_params.length - b.path_params.length || a.path.length - b.path.length)
  hints['coach_id'] = await employCoach(app, person)
  const twin = (await person.request('POST', '/jobs', { body: { title: 'Gardener', company: 'Garden' } })).body.id
  // What somebody books is of a type, whose path is the longer one.
  hints['type_id'] = (await person.request('POST', '/appointments/types', { body: { title: 'Talk' } })).body.id
  await collect(person, operations, ids, hints)
  const refused: string[] = []
  const accepted = new Map<string, unknown>()
  for (const operation of creating) {
    const params = paramsOf(operation)
    const answers = []
    for (const body of params === null ? [] : bodiesOf(operation)) {
      const answer = await person.request(operation.method, fill(operation.path, params ?? []), { body })
      answers.push(answer)
      if (answer.status >= 300) continue
      accepted.set(operation.name, body)
      // Of the firms, the one with the coach stays the one to name.
      if (typeof answer.body?.id === 'string' && !operation.path.endsWith('/firms')) {
        ids.set(operation.path, [...(params ?? []), answer.body.id])
      }
      await turnSyncOn(person, operation, answer.body)
      break
    }
    if (answers.every(({ status }) => status >= 300)) {
      refused.push(`${operation.name}: ${answers.map(({ body }) => JSON.stringify(body)).join(' | ')}`)
    }
    await collect(person, operations, ids, hints)
  }
  const bodiesFor = (operation: ApiOperation) =>
    accepted.has(operation.name) ? [accepted.get(operation.name)] : bodiesOf(operation)
  await app.ctx.queue.drain()
  const firms = await person.request('GET', '/firms')
  const firm_ids: string[] = firms.body.items.map(({ id }: { id: string }) => id)
  return { person, firm_ids, hints, idsFor: paramsOf, bodiesFor, refused }
}

// Nothing is synced of an account before its person says so.
async function turnSyncOn(person: TestUser, { name }: ApiOperation, made: unknown): Promise<void> {
  if (name !== 'POST /calendar/connections/ics') return
  await person.request('PATCH', `/calendar/connections/${idOf(made)}`, { body: { sync_enabled: true } })
}

// A practice of the victim's, where the victim works: with a coach in it, who has been granted nothing yet, and with a
// seeker who opened everything to the victim.
async function employCoach(app: TestApp, person: TestUser): Promise<string> {
  const [coach, seeker] = [await app.register('coach'), await app.register('seeker')]
  const firm = await person.request('POST', '/firms', { body: { name: 'The practice of the victim' } })
  const path = `/firms/${firm.body.id}`
  await join(path, person, { who: coach, role: 'coach' })
  await join(path, person, { who: seeker, role: 'member' })
  for (const area of OpenArea.options) {
    const grant = { coach_id: person.user.id, area, expires_at: HINTS['expires_at'] }
    const given = await seeker.request('POST', `${path}/grants`, { body: grant })
    if (given.status !== 201) throw new Error(`The seeker could not open ${area}: ${JSON.stringify(given.body)}`)
  }
  await person.request('POST', `${path}/activate`)
  return coach.user.id
}

async function join(path: string, by: TestUser, { who, role }: { who: TestUser; role: string }): Promise<void> {
  const invited = await by.request('POST', `${path}/invitations`, { body: { email: who.user.email, role } })
  const token = /[\w-]{20,}$/.exec(invited.body.link)?.[0]
  const joined = await who.request('POST', '/invitations/accept', { body: { token } })
  if (joined.status !== 200) throw new Error(`The ${role} could not join: ${JSON.stringify([invited, joined.body])}`)
}

function bodies(operation: ApiOperation, hints: Hints): unknown[] {
  if (operation.body === null) return [undefined]
  if (operation.name in BODIES) return [BODIES[operation.name]]
  return [sample(operation.body, hints, true), sample(operation.body, hints, false)]
}

// Reads each list of the victim's: `GET /x` gives the ids of `/x/{id}`, `GET /x/{id}/y` those of `/x/{id}/y/{y_id}`.
async function collect(
  person: TestUser,
  operations: readonly ApiOperation[],
  ids: Map<string, string[]>,
  hints: Record<string, unknown>,
): Promise<void> {
  const lists = operations
    .filter(({ method }) => method === 'GET')
    .sort((a, b) => a.path_params.length - b.path_params.length)
  for (const list of lists.filter(({ path }) => !ids.has(path))) {
    const params = lookUp(ids, list)
    if (params === null) continue
    const answer = await person.request('GET', fill(list.path, params))
    if (answer.status !== 200) continue
    const found = firstId(Object.values(Object(answer.body)).find(Array.isArray) ?? [])
    if (found === null) continue
    ids.set(list.path, [...params, found])
  }
  for (const [path, known] of ids) hints[`${thingOf(path)}_id`] = known.at(-1)
}

// `/api/v1/saved-searches` -> `saved_search`: what a field that refers to it starts with.
function thingOf(path: string): string {
  return path.split('/').at(-1)?.replaceAll('-', '_').replace(/s$/, '') ?? ''
}

// Of firms, the practice: a personal one takes no members. Of sources, the employer whom only the victim follows.
function firstId(items: readonly unknown[]): string | null {
  const own = items.filter((item) => Object(item).kind === 'practice' || Object(item).removable === true)
  return [...own, ...items].map(idOf).find((id) => id !== null) ?? null
}

function idOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null
  const id: unknown = Reflect.get(item, 'id') ?? Reflect.get(item, 'user_id')
  return typeof id === 'string' ? id : null
}

// The longest list above the path: `/x/{id}/activate` takes its id from `/x`.
function lookUp(ids: ReadonlyMap<string, string[]>, operation: ApiOperation): readonly string[] | null {
  if (!operation.names_row) return operation.path_params.map((name) => PARAMETERS[name] ?? 'something')
  const elsewhere = ids.get(ELSEWHERE[operation.path] ?? '')?.at(-1)
  if (elsewhere !== undefined) return [elsewhere]
  const parts = operation.path.split('/')
  for (let end = parts.length; end > 0; end -= 1) {
    if (parts[end]?.startsWith('{') !== true) continue
    const found = ids.get(parts.slice(0, end).join('/'))
    if (found?.length === operation.path_params.length) return found
  }
  return null
}
