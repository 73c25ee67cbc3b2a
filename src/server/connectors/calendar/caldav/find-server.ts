import { caldavStart } from '#domain/calendar/sync/caldav-presets.ts'
import type { Answer, CalendarFailure, FoundServer } from '#domain/calendar/sync/port.ts'
import { DavClient } from './dav-client.ts'
import type { CaldavParts } from './dav-client.ts'
import type { DavResponse } from './multistatus.ts'
import { collectionIn, pathOf } from './names.ts'
import { isIcloud, mayFollow, pathOn } from './redirects.ts'
import { propfind } from './requests.ts'
import { down } from './xml.ts'

const WHO = propfind(['D:current-user-principal', 'C:calendar-home-set', 'D:resourcetype'])

/** Where Nextcloud and Baikal have it, also within a folder, and where nobody set up the well-known address. */
const USUAL = ['remote.php/dav/', 'dav.php/']

/** Somebody waits for it, and a server may take its time for each of a dozen addresses. */
const MOST_MS = 60_000

interface Place {
  readonly url: URL
  readonly response: DavResponse
}

/**
 * The home of a person's calendars, from an address, a domain or an e-mail address (RFC 6764 §6): what was typed itself,
 * else what `/.well-known/caldav` leads to, else the root, else where servers usually are; there the principal, and with
 * it the home.
 */
export async function findServer(
  parts: CaldavParts,
  given: { readonly url: string; readonly username: string; readonly password: string },
): Promise<Answer<FoundServer>> {
  const start = caldavStart(given.url)
  const { username, password } = given
  const access = { kind: 'basic', url: start ?? 'https://calendar.invalid', username, password } as const
  const client = new DavClient(parts, access, AbortSignal.timeout(MOST_MS))
  if (start === null) return client.talk.failed({ asked: 'calendar', status: null, code: 'invalid_url' })
  const typed = client.home.pathname === '/' ? [] : [client.home.pathname]
  let failure: CalendarFailure | null = null
  const base = collectionIn(client.home.pathname)
  for (const path of [...typed, '/.well-known/caldav', '/', ...USUAL.map((usual) => base + usual)]) {
    const place = await look(client, client.at(path))
    if (place.kind === 'found') return place.server
    if (place.failure === null || place.failure.is === 'calendar_gone') continue
    if (isFinal(place.failure)) return place.failure
    failure ??= place.failure
  }
  return failure ?? client.talk.failed({ asked: 'calendar', status: null, code: 'no_calendars' })
}

/** There is no use in looking elsewhere: the server is there and refuses the password, or it cannot be reached. */
function isFinal({ is, status, code }: CalendarFailure): boolean {
  return is === 'token' || is === 'throttle' || (status === null && code !== 'other_host')
}

type Looked = { kind: 'found'; server: Answer<FoundServer> } | { kind: 'not_here'; failure: CalendarFailure | null }

async function look(client: DavClient, url: URL): Promise<Looked> {
  const here = await about(client, url)
  if (here.kind === 'failed') return { kind: 'not_here', failure: here }
  const principal = hrefIn(here.place.response, 'current-user-principal')
  const principalUrl = principal === null ? null : resolved(principal, here.place.url)
  if (principal !== null && principalUrl === null) return { kind: 'not_here', failure: null }
  const there = principalUrl === null ? here : await about(client, principalUrl)
  if (there.kind === 'failed') return { kind: 'not_here', failure: there }
  const home = hrefIn(there.place.response, 'calendar-home-set') ?? hrefIn(here.place.response, 'calendar-home-set')
  const homeUrl = home === null ? null : resolved(home, there.place.url)
  if (homeUrl === null) return { kind: 'not_here', failure: null }
  const who = principalUrl ?? there.place.url
  const subject = `${isIcloud(who) ? 'icloud.com' : who.host}${pathOf(who.pathname) ?? who.pathname}`
  return { kind: 'found', server: client.talk.ok({ url: homeUrl.href, subject }) }
}

async function about(client: DavClient, url: URL): Promise<{ kind: 'place'; place: Place } | CalendarFailure> {
  const answer = await client.multistatus('calendar', { method: 'PROPFIND', url, body: WHO, depth: '0' })
  if (answer.kind === 'failed') return answer
  const [response] = answer.responses
  if (response === undefined) return client.talk.failed({ asked: 'calendar', status: 207, code: 'bad_xml' })
  return { kind: 'place', place: { url: answer.url, response } }
}

/**
 * Where an href leads; null for what is no address. A server behind a proxy may name a machine that only it knows: then it
 * is a path on this one.
 */
function resolved(href: string, base: URL): URL | null {
  const url = URL.parse(href, base.href)
  return url === null || mayFollow(base, url) ? url : pathOn(base, url.pathname)
}

function hrefIn(response: DavResponse, name: string): string | null {
  return down(response.props.get(name), 'href')?.text || null
}
