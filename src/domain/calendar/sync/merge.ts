import { scheduleClash, instanceClashes } from './merge-series.ts'
import type { Occurs } from './merge-series.ts'
import { mergeSet, SET_FIELDS } from './merge-set.ts'
import { pathOf } from './projection.ts'
import type { Path, Projection } from './projection.ts'
import { sameValue } from './value.ts'

/**
 * What both sides last agreed on: what we said, and what the calendar made of it (its echo). They differ where a server
 * rewrites what it is given; each side is compared with its own, so that a rewriting is never taken for an edit.
 */
export interface Base {
  readonly local: Projection
  readonly remote: Projection
}

/** One field that both sides changed, each to something else: a line of the conflict inbox. */
export interface FieldConflict extends Path {
  readonly base: unknown
  readonly mine: unknown
  readonly theirs: unknown
}

/** How a clash is decided: left to the person, or by a side. `newest` has been turned into a side, or into `ask`. */
export type Decider = 'ask' | 'mine' | 'theirs'

export interface MergeRules {
  readonly decider: Decider
  /** Fields that only the other side changes: attendees and organizer, unless the person asked (calendar.md §6.4.8). */
  readonly pull_only: ReadonlySet<string>
  /** Whether the calendar can hold this value; a merged set may have become too large for it. */
  readonly fits: (field: string, value: unknown) => boolean
  /** Whether the series as this side has it still has an instance with that original start. Unknown: no. */
  readonly occurs: Occurs
}

export interface Merged {
  /** What our side should say, and what the calendar should say. They differ in what is in conflict or was rewritten. */
  readonly local: Projection
  readonly remote: Projection
  /** What is agreed after `local` has been stored: each change of the calendar has been taken note of. */
  readonly base: Base
  /** What each side did since the base, apart from what only the other side may change. */
  readonly changed: { readonly local: boolean; readonly remote: boolean }
  readonly conflicts: readonly FieldConflict[]
  /** Clashes that the rule decided, with what was overruled: for the journal. */
  readonly overruled: readonly FieldConflict[]
}

/**
 * The three-way merge, field by field against the base (calendar.md §0.3, §6.2). Changes of different fields both
 * happen, sets are merged as sets, and what both changed differently is decided by the rules or becomes a conflict: then
 * each side keeps what it has, and the next merge finds the same conflict again until a side gives way.
 */
export function merge(base: Base, local: Projection, remote: Projection, rules: MergeRules): Merged {
  const { settled, ...first } = mergeOnce(base, local, remote, rules)
  return settled ? first : { ...merge(first.base, first.local, first.remote, rules), changed: first.changed }
}

function mergeOnce(
  base: Base,
  local: Projection,
  remote: Projection,
  rules: MergeRules,
): Merged & { settled: boolean } {
  const sides = compare(base, local, remote, rules)
  const clashes = clashesOf(sides, rules)
  const clashing = new Set(clashes.flat())
  const held = rules.decider === 'ask' ? clashing : new Set<string>()
  const out = { local: new Map<string, unknown>(), remote: new Map<string, unknown>() }
  const agreed = { local: new Map<string, unknown>(), remote: new Map<string, unknown>() }
  for (const path of sides.paths) {
    const [mine, theirs] = [local[path], remote[path]]
    const [toLocal, toRemote] = held.has(path)
      ? [mine, theirs]
      : clashing.has(path)
        ? rules.decider === 'mine'
          ? [mine, mine]
          : [theirs, theirs]
        : together(path, sides, rules)
    out.local.set(path, toLocal)
    out.remote.set(path, toRemote)
    const noted = sides.theirs.has(path) && !held.has(path)
    agreed.local.set(path, noted ? theirs : base.local[path])
    agreed.remote.set(path, noted ? theirs : base.remote[path])
  }
  const told = [...clashing].sort().map((path) => conflictAt(path, sides))
  const [here, there] = [sparse(out.local), sparse(out.remote)]
  // A change of the series may make an instance in conflict say the same as its series: then less is in conflict.
  const settled = ![...held].some((path) => (path in local && !(path in here)) || (path in remote && !(path in there)))
  return {
    settled,
    local: here,
    remote: there,
    base: { local: sparse(agreed.local), remote: sparse(agreed.remote) },
    changed: { local: sides.mine.size > 0, remote: sides.theirs.size > 0 },
    conflicts: rules.decider === 'ask' ? told : [],
    overruled: rules.decider === 'ask' ? [] : told,
  }
}

/** What each side changed since the base. */
export interface Sides {
  readonly base: Base
  readonly local: Projection
  readonly remote: Projection
  readonly paths: readonly string[]
  readonly mine: ReadonlySet<string>
  readonly theirs: ReadonlySet<string>
}

function compare(base: Base, local: Projection, remote: Projection, rules: MergeRules): Sides {
  const paths = [...new Set([base.local, base.remote, local, remote].flatMap((side) => Object.keys(side)))].sort()
  const onlyTheirs = (path: string): boolean => rules.pull_only.has(pathOf(path).field)
  return {
    ...{ base, local, remote, paths },
    mine: new Set(paths.filter((path) => !onlyTheirs(path) && !sameValue(local[path], base.local[path]))),
    theirs: new Set(paths.filter((path) => !sameValue(remote[path], base.remote[path]))),
  }
}

/** Groups of fields that must be decided together, each to one side. */
function clashesOf(sides: Sides, rules: MergeRules): string[][] {
  const schedule = scheduleClash(sides, rules.occurs)
  const taken = new Set(schedule)
  const instances = instanceClashes(sides).filter((group) => !group.some((path) => taken.has(path)))
  for (const path of instances.flat()) taken.add(path)
  const single = [...sides.mine].filter(
    (path) =>
      sides.theirs.has(path) &&
      !taken.has(path) &&
      !sameValue(sides.local[path], sides.remote[path]) &&
      setAt(path, sides, rules) === null,
  )
  return [...(schedule.length > 0 ? [schedule] : []), ...instances, ...single.map((path) => [path])]
}

/** What both sides should say of a field that does not clash. */
function together(path: string, sides: Sides, rules: MergeRules): [local: unknown, remote: unknown] {
  const [mine, theirs] = [sides.local[path], sides.remote[path]]
  const [changedHere, changedThere] = [sides.mine.has(path), sides.theirs.has(path)]
  if (rules.pull_only.has(pathOf(path).field)) {
    if (!changedThere) return [mine, theirs]
    return [mergeSet(pathOf(path).field, { base: sides.base.remote[path], mine, theirs }) ?? theirs, theirs]
  }
  if (changedHere && changedThere) {
    const set = sameValue(mine, theirs) ? mine : (setAt(path, sides, rules) ?? theirs)
    return [set, set]
  }
  if (changedHere) return [mine, mine]
  return changedThere ? [theirs, theirs] : [mine, theirs]
}

function setAt(path: string, sides: Sides, rules: MergeRules): unknown[] | null {
  const { field } = pathOf(path)
  if (!SET_FIELDS.has(field)) return null
  const versions = { base: sides.base.remote[path], mine: sides.local[path], theirs: sides.remote[path] }
  const merged = mergeSet(field, versions)
  return merged !== null && rules.fits(field, merged) ? merged : null
}

function conflictAt(path: string, { base, local, remote }: Sides): FieldConflict {
  return { ...pathOf(path), base: base.local[path] ?? null, mine: local[path] ?? null, theirs: remote[path] ?? null }
}

/** A field of an instance that says the same as the series follows it; what is `undefined` is not there. */
function sparse(fields: ReadonlyMap<string, unknown>): Projection {
  return Object.fromEntries(
    [...fields].filter(([path, value]) => {
      if (value === undefined) return false
      const { key, field } = pathOf(path)
      return key === '' || field === 'when' || field === 'cancelled' || !sameValue(value, fields.get(field))
    }),
  )
}
