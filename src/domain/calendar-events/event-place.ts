import { kmBetween } from '#domain/places/distance.ts'
import type { Point } from '#domain/places/distance.ts'
import type { Places } from '#domain/places/gazetteer.ts'
import { locateWritten } from '#domain/places/locate.ts'

/** The town in which an event takes place. */
export interface EventPlace {
  readonly name: string
  readonly point: Point
}

/** A location that is reached by a call: an address of the web, or what such meetings are called. */
const CALL =
  /:\/\/|\bwww\.|\b(?:zoom|(?:ms|microsoft) teams|teams(?: meeting)?$|google meet|meet\.google|webex|skype|facetime|jitsi|online|remote|virtual|video|(?:tele)?phone|telefon|telefonisch|anruf|call)\b/i
/** Where calls take place; any other link of an event may be a page about it. */
const CALL_HOST =
  /^https?:\/\/(?:[\w-]+\.)*(?:zoom\.us|zoom\.com|meet\.google\.com|teams\.microsoft\.com|teams\.live\.com|webex\.com|whereby\.com|jit\.si|skype\.com|gotomeeting\.com|goto\.com|around\.co|chime\.aws)(?:[/:?#]|$)/i
// What stands beside the name of a town: "Köln Hbf", "Berlin office".
const BESIDE =
  /(?:^|\s)(?:hbf|hauptbahnhof|bahnhof|airport|flughafen|station|office|büro|buero|standort|hq|headquarters)(?=\s|$)/gi
// 20457 · D-20457 · 1012 AB · NY 10118 · SW1A 2AA
const POSTCODE =
  /^(?:[A-Z]{1,2}-)?\d{4,5}(?:\s+[A-Z]{2}(?=\s))?\s+|\s+\d{5}(?:-\d{4})?$|\s+[A-Z]{1,2}\d[A-Z\d]?\s+\d[A-Z]{2}$/
/** A text that says nothing but a name means a town only where that one is of some size: "Cafe" and "Post" are towns, too. */
const KNOWN_BY_NAME = 10_000
/** What a town, its quarter and its region are apart at the most. */
const SAME_KM = 50

/**
 * Where an event takes place, by its location: "20457 Hamburg", "Am Sandtorkai 41, Hamburg", "New York, NY". Null: in a
 * call, or in no town that is certain; a guess would warn of journeys that nobody makes.
 */
export function placeOfEvent(
  places: Places,
  { location, url }: { readonly location: string | null; readonly url: string | null },
): EventPlace | null {
  if (location === null || CALL.test(location) || (url !== null && CALL_HOST.test(url))) return null
  const parts = location
    .split(/[,;\n]|\s[·|–—-]\s/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .slice(-4)
  const found = parts.flatMap((_, at) => readAt(places, parts.slice(at)) ?? [])
  const [first] = found
  // "Berlin, Paris" may be a room in one of them.
  return first !== undefined && found.every(({ point }) => kmBetween(point, first.point) < SAME_KM) ? first : null
}

function readAt(places: Places, written: readonly string[]): EventPlace | null {
  const plain = written.map((part) => part.replace(POSTCODE, '').replace(BESIDE, ' ').replaceAll(/\s+/g, ' ').trim())
  const name = plain[0] ?? ''
  const located = locateWritten(places, plain.join(', '))
  if (located.kind !== 'at') return null
  const isNamedOnly = written.length === 1 && !POSTCODE.test(written[0] ?? '')
  if (isNamedOnly && !places.named(name).some(({ population }) => population >= KNOWN_BY_NAME)) return null
  return { name, point: located.point }
}
