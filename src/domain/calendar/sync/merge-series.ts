import { z } from 'zod'
import type { Sides } from './merge.ts'
import { pathOf } from './projection.ts'
import type { Projection } from './projection.ts'
import { sameValue } from './value.ts'

/** Whether the series that these fields describe has an instance with this original start. */
export type Occurs = (series: Projection, key: string) => boolean

const LENGTH = new Set(['duration', 'days'])
const Start = z.record(z.string(), z.unknown()).catch({})

/** When a series starts and how it repeats, without how long an instance is: what its original starts follow from. */
const SCHEDULE: readonly ((side: Projection) => unknown)[] = [
  (side) => side['rrule'] ?? null,
  (side) => Object.fromEntries(Object.entries(Start.parse(side['when'])).filter(([name]) => !LENGTH.has(name))),
]

/** Whether a side moved the series or made it repeat otherwise, and the other does not say the same by now. */
function moved(side: Projection, base: Projection, other: Projection): boolean {
  return SCHEDULE.some((part) => !sameValue(part(side), part(base)) && !sameValue(part(side), part(other)))
}

/**
 * The fields that must go to one side together, since one side moved or changed the series and the other did so as well,
 * or touched an instance that it no longer has: its change would have nowhere to go. Empty where there is no such clash.
 */
export function scheduleClash(sides: Sides, occurs: Occurs): string[] {
  const { base, local, remote } = sides
  if (![base.local, local, remote].some((side) => side['rrule'] !== undefined)) return []
  const [movedHere, movedThere] = [moved(local, base.local, remote), moved(remote, base.remote, local)]
  const clash =
    (movedHere && movedThere) ||
    (movedHere && touches(sides, sides.theirs, (key) => occurs(local, key))) ||
    (movedThere && touches(sides, sides.mine, (key) => occurs(remote, key)))
  return clash ? differing(sides).filter((path) => isOfSeries(path)) : []
}

const isOfSeries = (path: string): boolean =>
  path.startsWith('@') || path === 'when' || path === 'rrule' || path === 'rdates'

/** Whether a side changed instances that the moved series does not have. */
function touches(sides: Sides, changes: ReadonlySet<string>, still: (key: string) => boolean): boolean {
  return [...changes].some((path) => {
    if (sameValue(sides.local[path], sides.remote[path])) return false
    return path === 'rdates' || (path.startsWith('@') && !still(pathOf(path).key))
  })
}

/** For each instance that one side cancelled while the other changed it: the fields of it that go to one side. */
export function instanceClashes(sides: Sides): string[][] {
  const touched = (changes: ReadonlySet<string>): Set<string> =>
    new Set([...changes].filter((path) => path.startsWith('@')).map((path) => pathOf(path).key))
  const there = touched(sides.theirs)
  return [...touched(sides.mine)]
    .filter((key) => there.has(key) && sides.local[`@${key}/cancelled`] !== sides.remote[`@${key}/cancelled`])
    .map((key) => differing(sides).filter((path) => path.startsWith(`@${key}/`)))
}

function differing(sides: Sides): string[] {
  return sides.paths.filter(
    (path) => (sides.mine.has(path) || sides.theirs.has(path)) && !sameValue(sides.local[path], sides.remote[path]),
  )
}
