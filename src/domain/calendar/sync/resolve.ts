import { decide, madeAgain } from './decide.ts'
import type { Decision } from './decide.ts'
import { bare } from './link.ts'
import type { Link, LocalSide, SyncPolicy } from './link.ts'
import { eventOf, project, saying, withFields } from './projection.ts'
import type { Projection } from './projection.ts'

/** How a person decided one field in conflict: for a side, or something of their own. `path` as in a projection. */
export interface FieldChoice {
  readonly path: string
  readonly take: 'mine' | 'theirs' | { readonly value: unknown }
}

/**
 * The link and our event after fields in conflict were decided. What the calendar says of them counts as seen from then
 * on, so that the chosen value is our change, is told to the calendar, and is no conflict any more.
 */
export function resolveFields(
  link: Link,
  local: LocalSide,
  choices: readonly FieldChoice[],
  policy: SyncPolicy,
): Decision {
  if (local.kind === 'deleted') return decide(link, local, null, policy)
  const noted: Record<string, unknown> = {}
  const changes: Record<string, unknown> = {}
  for (const { path, take } of choices) {
    noted[path] = link.seen[path]
    if (take !== 'mine') changes[path] = take === 'theirs' ? link.seen[path] : take.value
  }
  const base = { local: withPaths(link.base.local, noted), remote: withPaths(link.base.remote, noted) }
  const event = withFields(local.event, changes)
  const after = decide({ ...link, base, trouble: null }, { ...local, event }, null, policy)
  return after.event.do === 'keep' ? { ...after, event: { do: 'put', event } } : after
}

/** What a person decided where one side deleted what the other had changed. */
export type DeleteChoice = 'keep' | 'delete'

/**
 * `keep`: the changed event lives on, in the calendar under a new id or here again. `delete`: it goes on both sides.
 */
export function resolveDelete(link: Link, local: LocalSide, choice: DeleteChoice, policy: SyncPolicy): Decision {
  const plain = { burnt: null, overruled: [] }
  if (link.gone) {
    if (local.kind === 'deleted') return decide(link, local, null, policy)
    if (choice === 'keep') return madeAgain(link, policy)
    return { ...plain, verdict: 'deleted_there', event: { do: 'delete', by: 'person' }, link: bare(link, 'ended') }
  }
  const seen = { ...link, base: { local: link.seen, remote: link.seen }, trouble: null }
  if (choice === 'delete' || local.kind === 'event') return decide(seen, local, null, policy)
  const event =
    local.event === null ? eventOf(link.event_id ?? '', link.seen) : saying(local.event, link.seen, policy.capability)
  // It lives on in the calendar; a filter keeps it out of here.
  if (link.origin === 'imported' && !policy.wants(event)) {
    return { ...plain, verdict: 'filtered', event: { do: 'keep' }, link: bare(link, 'filtered') }
  }
  const base = { local: project(event, policy.capability), remote: link.seen }
  return { ...plain, verdict: 'restored', event: { do: 'make', event }, link: { ...seen, base } }
}

function withPaths(fields: Projection, changes: Projection): Projection {
  return Object.fromEntries(Object.entries({ ...fields, ...changes }).filter(([, value]) => value !== undefined))
}
