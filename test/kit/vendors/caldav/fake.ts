import { createHash } from 'node:crypto'
import { FaultQueue, RequestLog } from '#kit/vendors/faults.ts'
import type { Ask } from '#kit/vendors/faults.ts'
import { startFaultyServer } from '#kit/vendors/faulty-server.ts'
import type { Answer } from '#kit/vendors/faulty-server.ts'
import type { RunningCaldav } from './servers.ts'

/** How a server behaves where real ones differ, or are only seen to misbehave in the field (calendar.md §2.4, §4.3). */
export interface CaldavTraits {
  /** Knows sync-collection. */
  readonly sync: boolean
  readonly ctag: boolean
  /** What a token is refused with. */
  readonly token_status: number
  /** How many changes it tells at once, with 507 for the rest; null: all. */
  readonly page: number | null
  readonly multiget: 'all' | 'leaves_some_out' | 'refused'
  readonly uid_conflict: 'taken_twice' | '409' | '207'
  /** What it makes of what it is given; then it tells no ETag. */
  readonly rewrites: ((text: string) => string) | null
  readonly put_etag: boolean
  /** It spells names otherwise in each kind of answer. */
  readonly spells: boolean
  /** What it calls the home of the calendars, before its path. */
  readonly home: string
  readonly privileges: string
  readonly auth: 'basic' | 'digest'
}

const TRAITS: CaldavTraits = {
  ...{ sync: true, ctag: true, token_status: 403, page: null, multiget: 'all', uid_conflict: '409', rewrites: null },
  ...{ put_etag: true, spells: false, home: '', privileges: '<D:privilege><D:write/></D:privilege>', auth: 'basic' },
}

export interface FakeCaldav extends RunningCaldav {
  readonly traits: CaldavTraits
  readonly faults: FaultQueue
  readonly log: RequestLog
  /** The objects of all calendars by their names: what other programs write there, without asking. */
  put(name: string, text: string): void
  get(name: string): string | undefined
  delete(name: string): void
}

const PERSON = { username: 'mara@example.org', password: 'a long password' }
const CHALLENGE = {
  basic: 'Basic realm="calendars"',
  digest: 'Digest realm="baikal",qop="auth",nonce="n1",opaque="o1"',
}
const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
const HOME = '/dav/calendars/mara@example.org/'
const PRINCIPAL = '/dav/principals/mara/'
const CALENDAR = '<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>'
const ZONE =
  'BEGIN:VCALENDAR&#13;\nBEGIN:VTIMEZONE&#13;\nTZID:Europe/Berlin&#13;\nBEGIN:STANDARD&#13;\nDTSTART:19700101T000000&#13;\nTZOFFSETFROM:+0100&#13;\nTZOFFSETTO:+0100&#13;\nEND:STANDARD&#13;\nEND:VTIMEZONE&#13;\nEND:VCALENDAR'

/** A CalDAV server in memory, for what no real one does when it is asked to. */
export async function startFakeCaldav(change: Partial<CaldavTraits> = {}): Promise<FakeCaldav> {
  const traits = { ...TRAITS, ...change }
  const faults = new FaultQueue()
  const log = new RequestLog()
  const objects = new Map<string, { text: string; etag: string }>()
  const changes: string[] = []
  const server = await startFaultyServer({ faults, log, answer, control: () => null })
  return { ...server, ...PERSON, traits, faults, log, put, get: (name) => objects.get(name)?.text, delete: remove }

  function put(name: string, text: string): void {
    objects.set(name, { text, etag: `"${changes.push(name)}"` })
  }

  function remove(name: string): void {
    objects.delete(name)
    changes.push(name)
  }

  function answer(ask: Ask): Answer {
    if (ask.path === '/.well-known/caldav') return { status: 301, headers: { location: '/dav/' } }
    if (ask.method === 'MKCALENDAR') return { status: 201 }
    if (!isLoggedIn(ask)) return { status: 401, headers: { 'www-authenticate': CHALLENGE[traits.auth] } }
    const path = decodeURIComponent(ask.path)
    const name = path.slice(path.lastIndexOf('/') + 1)
    if (ask.method === 'PROPFIND') return propfind(ask, path)
    if (ask.method === 'REPORT') return report(ask)
    const there = objects.get(name)
    const wanted = ask.headers['if-match']
    if (wanted !== undefined && wanted !== there?.etag) return { status: there === undefined ? 404 : 412 }
    if (ask.method === 'PUT') return store(ask, name)
    if (there === undefined) return { status: 404 }
    if (ask.method === 'GET') return { status: 200, headers: { etag: there.etag }, body: there.text }
    remove(name)
    return { status: 204 }
  }

  function isLoggedIn({ method, headers: { authorization = '' } }: Ask): boolean {
    const { username, password } = PERSON
    if (traits.auth === 'basic') {
      return authorization === `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
    }
    const said = (name: string) => new RegExp(`\\b${name}="?([^",]*)`).exec(authorization)?.[1] ?? ''
    const who = md5(`${username}:baikal:${password}`)
    const what = md5(`${method}:${said('uri')}`)
    return said('response') === md5([who, 'n1', said('nc'), said('cnonce'), 'auth', what].join(':'))
  }

  function store({ headers, body }: Ask, name: string): Answer {
    if (headers['if-none-match'] === '*' && objects.has(name)) return { status: 412 }
    const isSame = (text: string) => /^UID:.*$/m.exec(text)?.[0] === /^UID:.*$/m.exec(body)?.[0]
    const twin = [...objects].find(([other, { text }]) => other !== name && isSame(text))
    if (twin !== undefined && traits.uid_conflict !== 'taken_twice') {
      const conflict = '<D:error><C:no-uid-conflict/></D:error>'
      if (traits.uid_conflict === '409') return { status: 409, body: within('error', '<C:no-uid-conflict/>') }
      return multistatus(`${href(name)}<D:status>HTTP/1.1 412 Precondition Failed</D:status>${conflict}`)
    }
    const isNew = !objects.has(name)
    put(name, traits.rewrites?.(body) ?? body)
    const etag = objects.get(name)?.etag ?? ''
    const tells = traits.put_etag && traits.rewrites === null
    return { status: isNew ? 201 : 204, headers: tells ? { etag } : {} }
  }

  function propfind({ body, headers }: Ask, path: string): Answer {
    if (body.includes('current-user-principal/><C:calendar-home-set')) {
      const home = path === PRINCIPAL ? `<C:calendar-home-set>${href(traits.home + HOME)}</C:calendar-home-set>` : ''
      const who = `<D:current-user-principal>${href(PRINCIPAL)}</D:current-user-principal>`
      return multistatus(href(path) + found(who + home))
    }
    if (path === HOME) return multistatus(...[HOME, `${HOME}interviews/`, `${HOME}tasks/`, `${HOME}inbox/`].map(about))
    const token = traits.sync ? `<D:sync-token>${changes.length}</D:sync-token>` : ''
    const ctag = traits.ctag ? `<S:getctag>${changes.length}</S:getctag>` : ''
    const own = href(path) + found(token + ctag)
    if (headers.depth === '0') return multistatus(own)
    return multistatus(own, ...[...objects].map(([name, { etag }]) => href(path + name) + found(tag(etag))))
  }

  function about(path: string): string {
    const kind = path.includes('tasks') ? 'VTODO' : 'VEVENT'
    const kinds = `<C:supported-calendar-component-set><C:comp name="${kind}"/></C:supported-calendar-component-set>`
    const rights = `<D:current-user-privilege-set>${traits.privileges}</D:current-user-privilege-set>`
    const words = `<D:displayname>Job &amp; life</D:displayname><A:calendar-color>#1E90FFFF</A:calendar-color>`
    const zone = `<C:calendar-timezone>${ZONE}</C:calendar-timezone>`
    const isCalendar = path !== HOME && !path.includes('inbox')
    return href(path) + found(isCalendar ? CALENDAR + kinds + rights + words + zone : '<D:resourcetype/>')
  }

  function report({ body, path }: Ask): Answer {
    if (body.includes('sync-collection')) return sync(body, path)
    if (body.includes('calendar-query')) {
      const uid = /<C:text-match[^>]*>(.*)<\/C:text-match>/.exec(body)?.[1] ?? ''
      const names = [...objects].filter(([, { text }]) => text.includes(uid)).map(([name]) => name)
      return multistatus(...names.map((name) => whole(path, name)))
    }
    if (traits.multiget === 'refused') return { status: 500, body: 'Internal Server Error' }
    const hrefs = [...body.matchAll(/<D:href>([^<]*)<\/D:href>/g)].map(([, given = '']) => given)
    const names = hrefs.map((given) => decodeURIComponent(given.slice(given.lastIndexOf('/') + 1)))
    const told = traits.multiget === 'leaves_some_out' ? names.filter((_, at) => at % 2 === 0) : names
    return multistatus(...told.map((name) => whole(path, name)))
  }

  function sync(body: string, path: string): Answer {
    if (!traits.sync) return { status: 501 }
    const token = /<D:sync-token>(.*)<\/D:sync-token>/.exec(body)?.[1] ?? ''
    if (!/^\d*$/.test(token) || Number(token) > changes.length) {
      return { status: traits.token_status, body: within('error', '<D:valid-sync-token/>') }
    }
    // Each object once, where it changed last: so no page tells of what a later one takes back.
    const since = changes.map((name, at) => ({ name, seq: at + 1 })).filter(({ seq }) => seq > Number(token))
    const latest = since.filter(({ name, seq }) => changes.lastIndexOf(name) === seq - 1)
    const told = latest.slice(0, traits.page ?? latest.length)
    const isAll = told.length === latest.length
    const rows = told.map(({ name }) => {
      const there = objects.get(name)
      const spelt = traits.spells ? name.replaceAll('@', '%40') : name
      if (there === undefined) return `${href(path + spelt)}<D:status>HTTP/1.1 404 Not Found</D:status>`
      return href(path + spelt) + found(tag(there.etag))
    })
    if (!isAll) rows.push(`${href(path)}<D:status>HTTP/1.1 507 Insufficient Storage</D:status>`)
    const end = isAll ? changes.length : (told.at(-1)?.seq ?? 0)
    return multistatus(...rows, { token: `${end}` })
  }

  function whole(path: string, name: string): string {
    const there = objects.get(name)
    const text = there?.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\r', '&#13;')
    if (text === undefined) return `${href(path + name)}<D:status>HTTP/1.1 404 Not Found</D:status>`
    return href(path + name) + found(`${tag(there?.etag ?? '')}<C:calendar-data>${text}</C:calendar-data>`)
  }
}

const SPACES =
  'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:S="http://calendarserver.org/ns/" xmlns:A="http://apple.com/ns/ical/"'
const href = (path: string): string => `<D:href>${path}</D:href>`
const tag = (etag: string): string => `<D:getetag>${etag}</D:getetag>`
const found = (props: string): string =>
  `<D:propstat><D:prop>${props}</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>`
const within = (name: string, content: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><D:${name} ${SPACES}>${content}</D:${name}>`

function multistatus(...parts: readonly (string | { readonly token: string })[]): Answer {
  const content = parts.map((part) =>
    typeof part === 'string' ? `<D:response>${part}</D:response>` : `<D:sync-token>${part.token}</D:sync-token>`,
  )
  return { status: 207, headers: { 'content-type': 'application/xml' }, body: within('multistatus', content.join('')) }
}
