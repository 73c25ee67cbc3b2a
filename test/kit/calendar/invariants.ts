import { spanOf } from '#domain/calendar/moment.ts'
import { unsupported } from '#domain/calendar/sync/capability.ts'
import type { Link } from '#domain/calendar/sync/link.ts'
import { project, sortedSet } from '#domain/calendar/sync/projection.ts'
import { sameValue } from '#domain/calendar/sync/value.ts'
import type { Play } from './play.ts'
import { SyncRun } from './sync-run.ts'
import type { SyncedCalendar } from './sync-world.ts'

// What must hold once a history has settled: the invariants of calendar.md §6.4, by their number. Each tells what is
// wrong, or nothing.

const PEOPLE = ['attendees', 'organizer']

/** 1. With no edits from outside, another run writes nothing on any side: by its cursor, and reading everything. */
export function quiescence(play: Play): string[] {
  const before = play.activity()
  for (const calendar of play.world.calendars) run(play, calendar)
  if (play.activity() !== before) return ['a run by the cursor wrote something though nothing had changed']
  for (const calendar of play.world.calendars) {
    calendar.cursor = null
    run(play, calendar)
  }
  return play.activity() === before ? [] : ['reading everything wrote something though nothing had changed']
}

/** 2. Every edit is on both sides (or there, and kept out here by a filter), or in an open question; unless a person who saw it wrote over it or deleted it. */
export function noLostUpdate(play: Play): string[] {
  const keptOut = play.world.calendars.flatMap(({ remote, links }) =>
    links.filter(({ state }) => state === 'filtered').map(({ remote_id }) => remote.items.get(remote_id ?? '')?.event),
  )
  const here = JSON.stringify([living(play), keptOut])
  const there = JSON.stringify(
    play.world.calendars.map(({ remote }) => [...remote.items.values()].map(({ event }) => event)),
  )
  const open = JSON.stringify(
    play.world.calendars.flatMap(({ links }) =>
      links.filter(({ trouble }) => trouble !== null).map((link) => [link.trouble, link.seen, eventOfLink(play, link)]),
    ),
  )
  return [...play.written]
    .filter((trace) => !play.excused.has(trace) && !open.includes(trace))
    .filter((trace) => !here.includes(trace) || !there.includes(trace))
    .map(
      (trace) =>
        `the edit ${trace} is ${here.includes(trace) ? 'not there' : there.includes(trace) ? 'not here' : 'lost'}`,
    )
}

/** 3. At most one object of an event in a calendar, and one event of an object. */
export function noDuplicate(play: Play): string[] {
  return [
    ...repeated(living(play).map(({ uid }) => uid)).map((uid) => `${uid} is here twice`),
    ...play.world.calendars.flatMap(({ remote, links }) => [
      ...repeated([...remote.items.values()].map(({ event }) => event.uid)).map((uid) => `${uid} is there twice`),
      ...repeated(
        links.flatMap(({ remote_id, state }) => (state !== 'live' || remote_id === null ? [] : [remote_id])),
      ).map((id) => `${id} has two links`),
    ]),
  ]
}

/** 4. What a person deleted is nowhere, except where a question is open, a person said that it stays, or a filter keeps it out. */
export function noResurrection(play: Play): string[] {
  const open = new Set(
    play.world.calendars.flatMap(({ links, remote }) =>
      links
        .filter(({ trouble, state }) => trouble !== null || state === 'filtered')
        .flatMap((link) => [eventOfLink(play, link)?.uid, remote.items.get(link.remote_id ?? '')?.event.uid]),
    ),
  )
  const alive = new Set([
    ...living(play).map(({ uid }) => uid),
    ...play.world.calendars.flatMap(({ remote }) => [...remote.items.values()].map(({ event }) => event.uid)),
  ])
  return [
    ...play.complaints.filter((text) => text.endsWith('rose from the dead')),
    ...[...play.deleted]
      .filter((uid) => alive.has(uid) && !open.has(uid) && !play.kept.has(uid))
      .map((uid) => `${uid} was deleted and is still somewhere, and nobody is asked`),
  ]
}

/** 5. Both sides say the same of each event that no question is open about, and nothing is on one side alone. */
export function convergence(play: Play): string[] {
  return [
    ...play.complaints,
    ...play.world.calendars.flatMap((calendar) => [
      ...calendar.links.flatMap((link) => apart(play, calendar, link)),
      ...[...calendar.remote.items.keys()]
        .filter((id) => !calendar.links.some(({ remote_id, state }) => remote_id === id && state !== 'ended'))
        .map((id) => `${id} is there and has no link`),
    ]),
  ]
}

function apart(play: Play, calendar: SyncedCalendar, link: Link): string[] {
  if (link.trouble?.kind === 'rejected') return [`${link.event_id} was put aside for ${link.trouble.reason}`]
  if (link.state !== 'live' || link.trouble !== null) return []
  const known = play.world.events.get(link.event_id ?? '')
  const item = calendar.remote.items.get(link.remote_id ?? '')
  if (link.pending !== null) return [`${link.event_id} has a write whose outcome nobody read`]
  if (known === undefined || known.deleted !== null) return [`${link.event_id} is deleted here and not there`]
  if (item === undefined) return [`${link.event_id} is here and not there`]
  const { capability } = calendar.policy
  const [here, there] = [project(calendar.remote.said(known.event), capability), project(item.event, capability)]
  return Object.keys({ ...here, ...there })
    .filter((path) => !PEOPLE.some((people) => path.endsWith(people)) && !sameValue(here[path], there[path]))
    .map(
      (path) =>
        `${link.event_id} says ${JSON.stringify(here[path])} here and ${JSON.stringify(there[path])} there of ${path}`,
    )
}

/** 8. Nobody but the calendar's own person changes the people of an event. */
export function peopleUntouched(play: Play): string[] {
  return play.world.calendars.flatMap(({ remote }) =>
    [...remote.items].flatMap(([id, { event }]) => {
      const meant = play.people.get(id) ?? '[]'
      return sameSet(meant, JSON.stringify(event.attendees)) ? [] : [`the people of ${id} were changed`]
    }),
  )
}

/** 15. Each date is one that a person chose, is the same day in every zone, and instances are known by their original start. */
export function datesKept(play: Play): string[] {
  const sides = [
    ...living(play),
    ...play.world.calendars.flatMap(({ remote }) => [...remote.items.values()].map(({ event }) => event)),
  ]
  return sides.flatMap((event) => {
    const keys = [...event.overrides.map(({ recurrence_id }) => recurrence_id), ...(event.recurrence?.exdates ?? [])]
    const strange = keys
      .filter((key) => !/^2026-06-0\dT08:00:00Z$/.test(key))
      .map((key) => `${key} is no original start`)
    const { when } = event
    if (when.kind !== 'all_day') return strange
    const chosen = play.written.has(`"${when.date}"`) ? [] : [`nobody chose ${when.date}`]
    const days = new Set(ZONES.map((zone) => JSON.stringify(spanOf(when, zone))))
    return [...strange, ...chosen, ...(days.size === 1 ? [] : [`${when.date} is not the same day everywhere`])]
  })
}

/** From 12 hours behind UTC to 14 hours ahead; the names have it the other way round (POSIX). */
const ZONES = Array.from({ length: 27 }, (_, n) => `Etc/GMT${n - 14 < 0 ? n - 14 : `+${n - 14}`}`)

/** 18. What the calendar cannot say is not there in any other form, and the link says why. */
export function nothingApproximated(play: Play): string[] {
  return play.world.calendars.flatMap((calendar) =>
    calendar.links.flatMap((link) => {
      const event = eventOfLink(play, link)
      if (link.state !== 'live' || event === undefined || play.world.events.get(link.event_id ?? '')?.deleted !== null)
        return []
      const reason = unsupported(event, calendar.policy.capability)
      if (reason === null || link.gone) return []
      const item = calendar.remote.items.get(link.remote_id ?? '')
      const there =
        item !== undefined && JSON.stringify(item.event).includes('HOURLY') ? ['an hourly series is there'] : []
      return [
        ...there,
        ...(link.trouble?.kind === 'unsupported' ? [] : [`${link.event_id} does not say that it is unsupported`]),
      ]
    }),
  )
}

/** 20. Each cursor that was stored brings, read again, nothing that is not known. */
export function replayChangesNothing(play: Play): string[] {
  const [before, stand] = [play.activity(), play.stand()]
  for (const calendar of play.world.calendars) {
    for (const cursor of new Set(calendar.former)) {
      calendar.cursor = cursor
      run(play, calendar)
      run(play, calendar)
    }
  }
  return play.activity() === before && play.stand() === stand ? [] : ['reading it again changed something']
}

/** 16. What a filter keeps out is not here, and nothing of it is kept but its id and version. */
export function filtersHold(play: Play): string[] {
  return play.world.calendars.flatMap((calendar) =>
    calendar.links.flatMap((link) => {
      const item = calendar.remote.items.get(link.remote_id ?? '')
      const wanted = item === undefined || calendar.policy.wants(item.event)
      if (link.state === 'filtered') {
        const bare = link.event_id === null && sameValue([link.seen, link.base.local, link.base.remote], [{}, {}, {}])
        return [
          ...(wanted && item !== undefined ? [`${link.remote_id} is wanted and kept out`] : []),
          ...(bare ? [] : ['more is kept']),
        ]
      }
      const imported = link.state === 'live' && link.origin === 'imported' && link.trouble === null
      return imported && !wanted ? [`${link.event_id} is kept out and still here`] : []
    }),
  )
}

/** Everything, by its number. */
export const INVARIANTS: Readonly<Record<string, (play: Play) => string[]>> = {
  '2 no lost update': noLostUpdate,
  '3 no duplicate': noDuplicate,
  '4 no resurrection': noResurrection,
  '5 convergence': convergence,
  '8 people untouched': peopleUntouched,
  '16 filters': filtersHold,
  '1 quiescence': quiescence,
}

function run(play: Play, calendar: SyncedCalendar): void {
  const one = new SyncRun(play.world, calendar)
  while (one.effect !== null && one.step('none'));
}

/** Our events that are not deleted. */
export const living = (play: Play) =>
  [...play.world.events.values()].filter(({ deleted }) => deleted === null).map(({ event }) => event)

const eventOfLink = (play: Play, link: Link) => play.world.events.get(link.event_id ?? '')?.event

const repeated = (all: readonly string[]): string[] => all.filter((one, index) => all.indexOf(one) !== index)

const sameSet = (one: string, other: string): boolean => emails(one) === emails(other)
const emails = (text: string): string =>
  sortedSet([...text.matchAll(/"email":"([^"]*)"/g)].map(([, email]) => email)).join()
