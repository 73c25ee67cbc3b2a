import type { Entry, History, Place } from './history.ts'
import { derive, inOrder, isClosed, latestOf, samePlace } from './history.ts'

/** One change to the rows of a history. */
export type Step =
  | { readonly step: 'insert'; readonly status: Place['status']; readonly stage_id: string | null; readonly at: string }
  | { readonly step: 'redate'; readonly id: string; readonly at: string }
  | { readonly step: 'remove'; readonly id: string }

export type ConsequenceCode =
  | 'applied_recorded'
  | 'posting_marked'
  | 'reply_recorded'
  | 'closed'
  | 'reopened'
  | 'next_action_cleared'
  | 'creation_moved'
  | 'entry_redated'
  | 'status_unchanged'
  | 'repeat_removed'

/** What a change of a history may be refused for. */
export type MoveRefusal = 'in_future' | 'too_long_ago' | 'already_there' | 'creation_stays'

/** The range that an entry's date may lie in without changing the order of the history. */
export interface Bounds {
  readonly not_before: string | null
  readonly not_after: string | null
}

export type Plan =
  | { readonly kind: 'refused'; readonly code: MoveRefusal }
  | { readonly kind: 'out_of_order'; readonly bounds: Bounds }
  /** It stands there already, and no other date was given. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'change'; readonly steps: readonly Step[]; readonly consequences: readonly ConsequenceCode[] }

/** What of an application, besides its history, decides what a move causes. */
export interface Moved {
  readonly has_posting: boolean
  readonly has_next_action: boolean
}

/** A clock may be ahead by this much without its dates being called future ones. */
export const FUTURE_TOLERANCE_MS = 5 * 60_000
const EARLIEST = Date.parse('2000-01-01T00:00:00Z')

/** Checks a date that a person gives for something that happened; a moment ahead counts as now. */
export function checkDate(
  at: string,
  now: string,
): { readonly at: string } | { readonly refused: 'in_future' | 'too_long_ago' } {
  const ms = Date.parse(at)
  if (ms > Date.parse(now) + FUTURE_TOLERANCE_MS) return { refused: 'in_future' }
  if (ms < EARLIEST) return { refused: 'too_long_ago' }
  return { at: ms > Date.parse(now) ? now : at }
}

/**
 * Decides what a move does to a history. With a date in the past the entry goes where it belongs, and the
 * status stays what the latest entry says. Before the creation, the creation moves back with it: who applied
 * last week and writes it down today began last week. Where the neighbour already says the same, its date
 * is corrected instead of saying it twice.
 */
export function planMove(history: History, to: Place, when: { at: string | null; now: string }, moved: Moved): Plan {
  const checked = when.at === null ? null : checkDate(when.at, when.now)
  if (checked !== null && 'refused' in checked) return { kind: 'refused', code: checked.refused }
  const latest = latestOf(history)
  const previous = history.at(-2)
  if (samePlace(latest, to)) {
    if (checked === null || sameInstant(checked.at, latest.at)) return { kind: 'nothing' }
    const inPlace = previous === undefined || isBefore(previous.at, checked.at)
    if (inPlace) return planned(history, [{ step: 'redate', id: latest.id, at: checked.at }], moved)
  }
  const at = checked?.at ?? later(when.now, latest.at)
  return planInsertion(history, to, at, moved)
}

function planInsertion(history: History, to: Place, at: string, moved: Moved): Plan {
  const creation = history[0]
  const place = history.filter((entry) => !isBefore(at, entry.at)).length
  const before = place === 0 ? creation : history[place - 1]
  const after = history[place === 0 ? 1 : place]
  const steps: Step[] = place === 0 ? [{ step: 'redate', id: creation.id, at }] : []
  if (before !== undefined && samePlace(before, to)) {
    return place === 0 ? planned(history, steps, moved) : { kind: 'refused', code: 'already_there' }
  }
  if (after !== undefined && samePlace(after, to)) steps.push({ step: 'redate', id: after.id, at })
  else steps.push({ step: 'insert', status: to.status, stage_id: to.stage_id, at })
  // Two entries of the very same moment keep the order in which they were recorded, which may be the wrong one.
  const ordered = applySteps(history, steps, PLANNED_ID).filter((entry) => entry.id !== PLANNED_ID)
  if (!sameOrder(ordered, history))
    return { kind: 'out_of_order', bounds: { not_before: before?.at ?? null, not_after: null } }
  return planned(history, steps, moved)
}

/** Decides whether an entry's date may become `at`. The order of the entries stays; the second may pull the creation back. */
export function planCorrection(
  history: History,
  id: string,
  when: { at: string; now: string },
  moved: Moved,
): Plan | null {
  const index = history.findIndex((entry) => entry.id === id)
  const entry = history[index]
  if (entry === undefined) return null
  const checked = checkDate(when.at, when.now)
  if ('refused' in checked) return { kind: 'refused', code: checked.refused }
  if (sameInstant(checked.at, entry.at)) return { kind: 'nothing' }
  const creation = history[0]
  const pulls = index === 1 && isBefore(checked.at, creation.at)
  const steps: Step[] = [{ step: 'redate', id, at: checked.at }]
  if (pulls) steps.unshift({ step: 'redate', id: creation.id, at: checked.at })
  const after = applySteps(history, steps, '')
  if (!sameOrder(after, history)) {
    const not_before = index < 2 ? null : (history[index - 1]?.at ?? null)
    return { kind: 'out_of_order', bounds: { not_before, not_after: history[index + 1]?.at ?? null } }
  }
  return planned(history, steps, moved)
}

/** Decides what removing an entry does: an entry that then repeats the one before it goes as well. */
export function planRemoval(history: History, id: string, moved: Moved): Plan | null {
  const index = history.findIndex((entry) => entry.id === id)
  if (index === -1) return null
  if (index === 0) return { kind: 'refused', code: 'creation_stays' }
  const before = history[index - 1]
  const after = history[index + 1]
  const steps: Step[] = [{ step: 'remove', id }]
  const repeats = before !== undefined && after !== undefined && samePlace(before, after)
  if (repeats) steps.push({ step: 'remove', id: after.id })
  return planned(history, steps, moved)
}

/** The history after the steps; `new_id` is the id of an inserted entry and sorts after all others. */
export function applySteps(history: History, steps: readonly Step[], new_id: string): History {
  let entries: Entry[] = [...history]
  for (const step of steps) {
    if (step.step === 'insert') entries.push({ id: new_id, status: step.status, stage_id: step.stage_id, at: step.at })
    else if (step.step === 'remove') entries = entries.filter((entry) => entry.id !== step.id)
    else entries = entries.map((entry) => (entry.id === step.id ? { ...entry, at: step.at } : entry))
  }
  return inOrder(entries)
}

// The id of a planned entry sorts after every real one, as the id that it will get.
const PLANNED_ID = '~'

function planned(history: History, steps: readonly Step[], moved: Moved): Plan {
  return {
    kind: 'change',
    steps,
    consequences: consequencesOf(history, applySteps(history, steps, PLANNED_ID), steps, moved),
  }
}

function consequencesOf(history: History, after: History, steps: readonly Step[], moved: Moved): ConsequenceCode[] {
  const was = derive(history)
  const is = derive(after)
  const creation = history[0]
  const codes: ConsequenceCode[] = []
  if (steps.some((step) => step.step === 'redate' && step.id === creation.id)) codes.push('creation_moved')
  if (steps.some((step) => step.step === 'redate' && step.id !== creation.id)) codes.push('entry_redated')
  if (steps.filter((step) => step.step === 'remove').length > 1) codes.push('repeat_removed')
  if (steps.some((step) => step.step === 'insert') && samePlace(was, is)) codes.push('status_unchanged')
  if (was.applied_at === null && is.applied_at !== null) codes.push('applied_recorded')
  if (was.applied_at === null && is.applied_at !== null && moved.has_posting) codes.push('posting_marked')
  if (was.first_reply_at === null && is.first_reply_at !== null) codes.push('reply_recorded')
  if (!isClosed(was.status) && isClosed(is.status)) codes.push('closed')
  if (!isClosed(was.status) && isClosed(is.status) && moved.has_next_action) codes.push('next_action_cleared')
  if (isClosed(was.status) && !isClosed(is.status)) codes.push('reopened')
  return codes
}

function sameOrder(a: readonly Entry[], b: readonly Entry[]): boolean {
  return a.every((entry, position) => entry.id === b[position]?.id)
}

function isBefore(a: string, b: string): boolean {
  return Date.parse(a) < Date.parse(b)
}

function sameInstant(a: string, b: string): boolean {
  return Date.parse(a) === Date.parse(b)
}

function later(a: string, b: string): string {
  return isBefore(a, b) ? b : a
}
