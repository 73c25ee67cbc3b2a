import { escaped } from './xml.ts'

// The bodies of requests (RFC 4918 §14.20, RFC 4791 §9, RFC 6578 §6.1).

const SPACES =
  'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:S="http://calendarserver.org/ns/" xmlns:A="http://apple.com/ns/ical/"'
const HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
const OBJECT = '<D:prop><D:getetag/><C:calendar-data/></D:prop>'

/** Properties that are asked for, with the prefix of their namespace: `D:getetag`. */
export function propfind(props: readonly string[]): string {
  return `${HEAD}<D:propfind ${SPACES}><D:prop>${props.map((name) => `<${name}/>`).join('')}</D:prop></D:propfind>`
}

/** What changed since a token; everything without one. */
export function syncCollection(token: string | null): string {
  const level = '<D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop>'
  return `${HEAD}<D:sync-collection ${SPACES}><D:sync-token>${escaped(token ?? '')}</D:sync-token>${level}</D:sync-collection>`
}

/** Objects by their paths. */
export function multiget(paths: readonly string[]): string {
  const hrefs = paths.map((path) => `<D:href>${escaped(path)}</D:href>`).join('')
  return `${HEAD}<C:calendar-multiget ${SPACES}>${OBJECT}${hrefs}</C:calendar-multiget>`
}

/** Objects with a UID. Servers look for a part of it: who asks compares. */
export function queryByUid(uid: string): string {
  const match = `<C:text-match collation="i;octet">${escaped(uid)}</C:text-match>`
  const event = `<C:comp-filter name="VEVENT"><C:prop-filter name="UID">${match}</C:prop-filter></C:comp-filter>`
  const filter = `<C:filter><C:comp-filter name="VCALENDAR">${event}</C:comp-filter></C:filter>`
  return `${HEAD}<C:calendar-query ${SPACES}>${OBJECT}${filter}</C:calendar-query>`
}
