import type { MailAt, MailProblem } from './port.ts'

const EVERY_MS = 15 * 60_000
const LONGEST_MS = 24 * 3_600_000
/** Servers lock an account after five to ten wrong passwords; a person needs some of those. */
const MOST_REFUSED_LOGINS = 3

/** The problems of a log-in that was refused. */
export const LOGIN: ReadonlySet<MailProblem> = new Set(['wrong_password', 'app_password', 'no_passwords', 'imap_off'])

/** True of a folder that brings nothing any more until its owner does something. */
export function hasStopped(folder: {
  readonly status: 'active' | 'paused' | 'error'
  readonly problem: MailProblem | null
  /** When it is tried again by itself. */
  readonly next_run_at: string | null
}): boolean {
  return folder.status === 'error' && (folder.next_run_at === null || folder.problem === 'folder_missing')
}

/** Looks in a row that may end at the same mail before those behind it are read first. */
const MOST_STALLED = 3

/** The mail at which looks ended in a row, and how many; without a number nothing was ever held up. */
export interface HoldUp {
  readonly stalled: number
  readonly stalled_validity: string | null
  readonly stalled_uid: number | null
}

/** The mail that was left for the end, until it is tried once more. */
export interface TriedLast {
  readonly late_validity: string | null
  readonly late_uid: number | null
}

/** The mail that perhaps nobody can read, so that it is read after those behind it; null: there is none. */
export function heldUpAt(folder: HoldUp & TriedLast): MailAt | null {
  const { stalled, stalled_validity, stalled_uid, late_validity, late_uid } = folder
  if (stalled >= MOST_STALLED && stalled_validity !== null && stalled_uid !== null)
    return { uid_validity: stalled_validity, uid: stalled_uid }
  return late_validity === null || late_uid === null ? null : { uid_validity: late_validity, uid: late_uid }
}

/** How a folder is held up once a look begins with this mail: only looks at the same one count together. */
export function holdUpAt(before: HoldUp, { uid_validity, uid }: MailAt): HoldUp {
  const same = before.stalled_validity === uid_validity && before.stalled_uid === uid
  return { stalled: same ? before.stalled + 1 : 1, stalled_validity: uid_validity, stalled_uid: uid }
}

export interface Standing {
  readonly status: 'active' | 'error'
  readonly problem: MailProblem | null
  /** In a row, of any kind. */
  readonly failures: number
  /** In a row; a failure of another kind in between says nothing of the password. */
  readonly refused_logins: number
  /** Milliseconds until it is read again by itself; null: not before a person does something. */
  readonly next_in_ms: number | null
}

/**
 * How a folder stands after a reading, and when the next one is. `chance` from 0 to 1 spreads the folders of a server
 * over time, so that one provider is not asked for all of them at once.
 */
export function standingAfter(
  before: Pick<Standing, 'failures' | 'refused_logins'>,
  { problem, more, chance }: { problem: MailProblem | null; more: boolean; chance: number },
): Standing {
  const spread = 0.8 + 0.4 * chance
  if (problem === null) {
    const next_in_ms = Math.round((more ? 60_000 : EVERY_MS) * spread)
    return { status: 'active', problem: null, failures: 0, refused_logins: 0, next_in_ms }
  }
  const failures = before.failures + 1
  const refused_logins = before.refused_logins + (LOGIN.has(problem) ? 1 : 0)
  const stops = refused_logins >= MOST_REFUSED_LOGINS
  return { status: 'error', problem, failures, refused_logins, next_in_ms: stops ? null : waitAfter(failures, chance) }
}

/** Milliseconds until the next try after so many failures in a row. */
export function waitAfter(failures: number, chance: number): number {
  return Math.round(Math.min(LONGEST_MS, EVERY_MS * 2 ** Math.min(failures, 10)) * (0.8 + 0.4 * chance))
}
