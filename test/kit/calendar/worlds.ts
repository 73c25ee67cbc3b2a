import { CAPABILITIES } from '#domain/calendar/sync/capability.ts'
import type { SyncPolicy } from '#domain/calendar/sync/link.ts'
import { EDITS } from './edits.ts'
import { FAULTS } from './history.ts'
import type { HistoryKinds } from './history.ts'
import type { Traits } from './remote-calendar.ts'
import type { WorldSetup } from './sync-world.ts'

type Policy = Omit<SyncPolicy, 'capability' | 'occurs'>

export const POLICY: Policy = {
  ...{ direction: 'both', strategy: 'ask', when_deleted_there: 'delete', writes_people: false },
  wants: () => true,
  reaches: () => true,
}

/** Calendars that differ in what makes a sync hard. */
export const TRAITS = {
  google: {
    capability: CAPABILITIES.google,
    rewrites: true,
    takes_ids: true,
    echoes: true,
    dates: true,
    page: 2,
    hints: true,
    tells_marks: true,
  },
  graph: {
    capability: CAPABILITIES.microsoft,
    rewrites: false,
    takes_ids: false,
    echoes: true,
    dates: true,
    page: 3,
    hints: true,
    tells_marks: false,
  },
  caldav: {
    capability: CAPABILITIES.caldav,
    rewrites: false,
    takes_ids: true,
    echoes: false,
    dates: false,
    page: 2,
    hints: false,
    tells_marks: true,
  },
} satisfies Record<string, Traits>

export function world(names: readonly (keyof typeof TRAITS)[], change: Partial<Policy> = {}, skew_ms = 0): WorldSetup {
  return { skew_ms, calendars: names.map((name) => ({ traits: TRAITS[name], policy: { ...POLICY, ...change } })) }
}

/** A world, and what happens in it beside the usual. */
export interface Ground {
  readonly setup: WorldSetup
  readonly kinds: Partial<HistoryKinds>
}

/** Every kind of world, and what happens in it beside the usual. */
export const WORLDS = {
  google: { setup: world(['google']), kinds: {} },
  caldav: { setup: world(['caldav']), kinds: {} },
  // One reminder is all that Graph holds: more are kept here and never arrive there.
  // An empty listing of a window is no lie: what it does not list may lie outside, and is read one by one.
  graph: {
    setup: world(['graph']),
    kinds: {
      edits: EDITS.filter((edit) => edit !== 'hide' && edit !== 'remind'),
      faults: FAULTS.filter((fault) => fault !== 'lists_nothing'),
    },
  },
  'two calendars': { setup: world(['google', 'caldav']), kinds: {} },
  'two of a kind': { setup: world(['google', 'google']), kinds: {} },
  filters: { setup: world(['google', 'caldav']), kinds: { filter: true, edits: EDITS } },
} satisfies Record<string, Ground>
