import { Temporal } from 'temporal-polyfill'
import type { CustomZone } from './event.ts'
import { isIanaZone } from './moment.ts'
import { WINDOWS_ZONES } from './windows-zones.ts'
import { changesOf, firstOffset } from './zone-rules.ts'

/** What a TZID turned out to mean, and which step of the search found it. */
export type ResolvedZone =
  | { readonly kind: 'iana'; readonly zone: string; readonly by: 'name' | 'alias' | 'windows' | 'offsets' | 'calendar' }
  | { readonly kind: 'custom'; readonly zone: CustomZone }
  | { readonly kind: 'uncertain'; readonly zone: string }

export interface ZoneHints {
  /** The VTIMEZONE with this TZID, where the file has one. */
  readonly embedded: CustomZone | null
  /** X-WR-TIMEZONE, where the file has one. */
  readonly calendarZone: string | null
  /** Where the person is. */
  readonly viewerZone: string
}

// Names of Windows as Outlook shows them, where no city in them is one of the IANA database.
const SHOWN_NAMES = namesOf({
  'coordinated universal time': 'UTC',
  'greenwich mean time': 'Europe/London',
  'pacific time (us & canada)': 'America/Los_Angeles',
  'mountain time (us & canada)': 'America/Denver',
  'central time (us & canada)': 'America/Chicago',
  'eastern time (us & canada)': 'America/New_York',
  'atlantic time (canada)': 'America/Halifax',
  alaska: 'America/Anchorage',
  hawaii: 'Pacific/Honolulu',
  arizona: 'America/Phoenix',
  saskatchewan: 'America/Regina',
  newfoundland: 'America/St_Johns',
  'new delhi': 'Asia/Kolkata',
  beijing: 'Asia/Shanghai',
  osaka: 'Asia/Tokyo',
  canberra: 'Australia/Sydney',
  wellington: 'Pacific/Auckland',
  'abu dhabi': 'Asia/Dubai',
  bern: 'Europe/Zurich',
  'st. petersburg': 'Europe/Moscow',
  edinburgh: 'Europe/London',
})

const ALIASES = namesOf({
  z: 'UTC',
  utc: 'UTC',
  gmt: 'UTC',
  'tzone://microsoft/utc': 'UTC',
  // Names that a machine with older zone data does not know yet.
  'europe/kyiv': 'Europe/Kiev',
  'america/nuuk': 'America/Godthab',
  'pacific/kanton': 'Pacific/Enderbury',
  'america/ciudad_juarez': 'America/Ojinaga',
})

const byLowerName = new Map([...WINDOWS_ZONES].map(([name, zones]) => [name.toLowerCase(), zones.split(' ')]))
const knownZones = [...new Set([...byLowerName.values()].flatMap((zones) => zones))]

/**
 * Which zone a TZID means: an IANA name, other spellings of one (with a path before it, as Outlook shows it, old names),
 * a name of Windows (CLDR), the VTIMEZONE in the file (an IANA zone with the same offsets; else itself), the zone of the
 * whole calendar (X-WR-TIMEZONE), and at last the viewer's, which is a guess and says so. RFC 5545 §3.2.19 leaves names open.
 */
export function resolveZone(tzid: string, hints: ZoneHints): ResolvedZone {
  const name = tzid.trim().replaceAll(/^["']+|["']+$/g, '')
  const named = byName(name, hints)
  if (named !== null) return named
  if (hints.embedded !== null) {
    const same = sameOffsets(hints.embedded, hints)
    return same === null ? { kind: 'custom', zone: hints.embedded } : { kind: 'iana', zone: same, by: 'offsets' }
  }
  const calendar = hints.calendarZone === null ? null : byName(hints.calendarZone.trim(), hints)
  if (calendar !== null) return { ...calendar, by: 'calendar' }
  return { kind: 'uncertain', zone: hints.viewerZone }
}

/** The name that Windows and Microsoft Graph know a zone by, or null. Other names of the same zone are understood. */
export function windowsZoneOf(zone: string): string | null {
  const name = ALIASES.get(zone.toLowerCase()) ?? zone
  return windowsNames.get(name) ?? (isIanaZone(name) ? windowsByOneName().get(oneNameOf(name)) : null) ?? null
}

const windowsNames = new Map(
  [...WINDOWS_ZONES].flatMap(([name, zones]) => zones.split(' ').map((zone) => [zone, name])),
)
let byOneName: ReadonlyMap<string, string> | null = null

/** By the one name that this machine has for all names of a zone (`Asia/Kolkata` and `Asia/Calcutta`). */
function windowsByOneName(): ReadonlyMap<string, string> {
  byOneName ??= new Map(
    [...windowsNames].flatMap(([zone, name]) => (isIanaZone(zone) ? [[oneNameOf(zone), name] as const] : [])),
  )
  return byOneName
}

const oneNameOf = (zone: string): string => new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone

type Named = Extract<ResolvedZone, { kind: 'iana' }>

function byName(name: string, hints: ZoneHints): Named | null {
  const iana = ianaName(name)
  if (iana !== null) return { kind: 'iana', zone: iana, by: 'name' }
  const alias = ALIASES.get(name.toLowerCase()) ?? afterPath(name) ?? asShown(name)
  if (alias !== null && alias !== undefined) return { kind: 'iana', zone: alias, by: 'alias' }
  const windows = byLowerName.get(name.toLowerCase())
  if (windows === undefined) return null
  const isViewers = windowsZoneOf(hints.viewerZone)?.toLowerCase() === name.toLowerCase()
  return { kind: 'iana', zone: isViewers ? hints.viewerZone : (windows[0] ?? 'UTC'), by: 'windows' }
}

/** As the database spells it; a bare `EST` or `CET` is one as well. */
function ianaName(name: string): string | null {
  if (!isIanaZone(name)) return null
  return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId
}

/** `/mozilla.org/20050126_1/Europe/Berlin` and its like: libical and its users put a maker and a version before it. */
function afterPath(name: string): string | null {
  const parts = name.split('/').filter((part) => part !== '')
  if (!name.includes('/') || parts.length < 3) return null
  for (const length of [3, 2]) {
    const found = ianaName(parts.slice(-length).join('/'))
    if (found !== null) return found
  }
  return null
}

/** `(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna`: the first place that is known and keeps that offset. */
function asShown(name: string): string | null {
  const shown = /^\((?:UTC|GMT)(?:([+-])(\d{1,2})[:.]?(\d{2})?)?\)\s*(.+)$/i.exec(name)
  if (shown === null) return null
  const [, sign, hours = '0', minutes = '0', places = ''] = shown
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  const words = [places, ...places.split(/[,/;]/, 12)].map((word) => word.trim().toLowerCase())
  for (const word of words) {
    const zones = knownZones.filter((zone) => zone.toLowerCase().endsWith(`/${word.replaceAll(' ', '_')}`))
    const candidates = [...(SHOWN_NAMES.has(word) ? [SHOWN_NAMES.get(word) ?? word] : []), ...zones]
    const found = candidates.find((zone) => isIanaZone(zone) && keepsOffset(zone, offset))
    if (found !== undefined) return found
  }
  return null
}

/** Whether clocks there stand at this offset for some of the year; Windows names the standard one. */
function keepsOffset(zone: string, minutes: number): boolean {
  return ['2025-01-15T00:00:00Z', '2025-07-15T00:00:00Z'].some(
    (at) => Temporal.Instant.from(at).toZonedDateTimeISO(zone).offsetNanoseconds === minutes * 60_000_000_000,
  )
}

// Of the zones that keep the same time, those that people know come first.
const WELL_KNOWN = [
  ...['Europe/Berlin', 'Europe/London', 'America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'],
  ...[
    'Asia/Kolkata',
    'Asia/Shanghai',
    'Asia/Tokyo',
    'Australia/Sydney',
    'Pacific/Auckland',
    'America/Sao_Paulo',
    'UTC',
  ],
]
const FROM_YEAR = 2016
const TO_YEAR = 2032

/** The IANA zone whose clocks show the same in every month and around every change, the person's own first. */
function sameOffsets(zone: CustomZone, hints: ZoneHints): string | null {
  const changes = changesOf(zone, TO_YEAR)
  const months = Array.from({ length: (TO_YEAR - FROM_YEAR) * 12 }, (_, index) =>
    Date.UTC(FROM_YEAR + Math.floor(index / 12), index % 12, 15),
  )
  const around = changes.flatMap(({ at }) => [at - 1000, at]).filter((at) => at >= (months[0] ?? 0))
  const probes = [...months.slice(0, 2), ...months.slice(6, 8), ...around, ...months].map((at) => ({
    at: Temporal.Instant.fromEpochMilliseconds(at),
    offset: (changes.findLast((change) => change.at <= at)?.offset ?? firstOffset(zone)) * 1_000_000_000,
  }))
  const first = [...byLowerName.values()].flatMap(([zoneOfAll]) => zoneOfAll ?? [])
  const own = [hints.viewerZone, ...(hints.calendarZone === null ? [] : [hints.calendarZone])]
  const candidates = [...own, ...WELL_KNOWN, ...first, ...knownZones]
  const fits = (candidate: string) =>
    probes.every(({ at, offset }) => at.toZonedDateTimeISO(candidate).offsetNanoseconds === offset)
  return candidates.find((candidate) => isIanaZone(candidate) && fits(candidate)) ?? null
}

/** Strangers choose what is looked up: a plain object would answer to `constructor`. */
function namesOf(names: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(names))
}
