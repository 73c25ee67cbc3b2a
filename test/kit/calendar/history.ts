import fc from 'fast-check'
import { EDITS } from './edits.ts'
import type { Edit } from './edits.ts'
import type { Fault } from './sync-run.ts'

/** One thing that happens. Picks are taken modulo what there is, so that any part of a history is one too. */
export type Happening =
  | { readonly do: 'create'; readonly side: Side; readonly calendar: number; readonly series: boolean }
  | {
      readonly do: 'edit'
      readonly side: Side
      readonly calendar: number
      readonly pick: number
      readonly edit: Edit
      readonly day: number
    }
  | { readonly do: 'delete'; readonly side: Side; readonly calendar: number; readonly pick: number }
  /** A person moves an event to another of their calendars, over there. */
  | { readonly do: 'carry'; readonly calendar: number; readonly pick: number }
  /** A run, with what goes wrong at each of its steps, and what people do between two of them. */
  | {
      readonly do: 'run'
      readonly calendar: number
      readonly faults: readonly Fault[]
      readonly meanwhile: readonly Meanwhile[]
    }
  /** A process that slept goes on. */
  | { readonly do: 'wake' }
  | { readonly do: 'nothing' }
  | { readonly do: 'forget_tokens'; readonly calendar: number }
  | { readonly do: 'resolve'; readonly pick: number; readonly choice: 'mine' | 'theirs' }
  | { readonly do: 'filter'; readonly calendar: number; readonly on: boolean }
  | { readonly do: 'webhook'; readonly calendar: number; readonly is: 'true' | 'twice' | 'late' | 'forged' }

export type Side = 'here' | 'there'
export interface Meanwhile {
  readonly step: number
  readonly what: Happening & { readonly do: 'edit' | 'delete' | 'create' }
}

export interface HistoryKinds {
  readonly faults: readonly Fault[]
  readonly edits: readonly Edit[]
  readonly filter: boolean
  readonly carry: boolean
  readonly resolve: boolean
  /** Whether calendars forget the tokens that they gave. */
  readonly forget: boolean
  readonly webhooks: number
  readonly length: number
}

export const FAULTS: readonly Fault[] = [
  ...(['crash_before', 'crash_after', 'lost', 'reset', 'throttled', 'down', 'token'] as const),
  ...(['cursor_dead', 'truncated', 'lists_nothing', 'older_rows', 'stalled'] as const),
]

export const EVERYTHING: HistoryKinds = {
  ...{
    faults: FAULTS,
    edits: EDITS.filter((edit) => edit !== 'hide'),
    filter: false,
    carry: true,
    resolve: true,
    forget: true,
    webhooks: 1,
    length: 14,
  },
}

const calendar = fc.nat(1)
const side = fc.constantFrom<Side>('here', 'there')
const pick = fc.nat(3)

/** Short random histories; what shrinks is shorter, with fewer faults. */
export function histories(kinds: HistoryKinds): fc.Arbitrary<Happening[]> {
  const create = fc.record({ do: fc.constant('create' as const), side, calendar, series: fc.boolean() })
  const edit = fc.record({
    ...{ do: fc.constant('edit' as const), side, calendar, pick, day: fc.nat(4) },
    edit: fc.constantFrom(...kinds.edits),
  })
  const remove = fc.record({ do: fc.constant('delete' as const), side, calendar, pick })
  const none = { weight: 3, arbitrary: fc.constant<Fault>('none') }
  const fault = fc.oneof(none, { weight: 1, arbitrary: fc.constantFrom<Fault>('none', ...kinds.faults) })
  const meanwhile = fc.record({ step: fc.nat(9), what: fc.oneof(edit, edit, edit, remove, create) })
  const run = fc.record({
    ...{ do: fc.constant('run' as const), calendar },
    faults: fc.array(fault, { maxLength: 14, size: 'max' }),
    meanwhile: fc.array(meanwhile, { maxLength: 1 }),
  })
  const webhook = fc.record({
    ...{ do: fc.constant('webhook' as const), calendar },
    is: fc.constantFrom('true' as const, 'twice' as const, 'late' as const, 'forged' as const),
  })
  const parts: fc.WeightedArbitrary<Happening>[] = [
    { weight: 3, arbitrary: create },
    { weight: 9, arbitrary: edit },
    { weight: 2, arbitrary: remove },
    { weight: 7, arbitrary: run },
    { weight: kinds.webhooks, arbitrary: webhook },
    { weight: kinds.forget ? 2 : 0, arbitrary: fc.record({ do: fc.constant('forget_tokens' as const), calendar }) },
    { weight: 1, arbitrary: fc.constant({ do: 'wake' as const }) },
  ]
  if (kinds.carry)
    parts.push({ weight: 1, arbitrary: fc.record({ do: fc.constant('carry' as const), calendar, pick }) })
  if (kinds.filter) {
    const on = fc.boolean()
    parts.push({ weight: 2, arbitrary: fc.record({ do: fc.constant('filter' as const), calendar, on }) })
  }
  if (kinds.resolve) {
    const choice = fc.constantFrom('mine' as const, 'theirs' as const)
    parts.push({ weight: 2, arbitrary: fc.record({ do: fc.constant('resolve' as const), pick, choice }) })
  }
  return fc.array(fc.oneof(...parts), { minLength: 1, maxLength: kinds.length, size: 'max' })
}
