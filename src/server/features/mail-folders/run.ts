import { storable } from '#domain/postings/storable.ts'
import { z } from 'zod'
import { tooManyLogins } from '#contract/mail-folders.ts'
import type { ImportOutcome } from '#domain/postings/job-board-port.ts'
import type { JobPosting } from '#domain/postings/posting.ts'
import type { Bookmark, MailAt, MailProblem, ReadStep } from '#domain/mail-folders/port.ts'
import { LOGIN, hasStopped, heldUpAt, holdUpAt, standingAfter, waitAfter } from '#domain/mail-folders/standing.ts'
import { wordsOf } from '#domain/mail-folders/words.ts'
import { isoOf } from '#platform/clock.ts'
import type { Reader, Tx } from '#platform/db/db.ts'
import { job } from '#platform/queue.ts'
import { enqueueMatching, keepNew, leaveUnseen } from '#features/postings/index.ts'
import { accountOf } from './password.ts'
import { countLogin, forgetLogins, takeOffLogin, tidyLogins, waitForLogin } from './logins.ts'
import { presentRun, presentStopped } from './present.ts'
import * as store from './store.ts'
import type { FolderRow, MailCtx, RunRow } from './tables.ts'

const MOST_MAILS = 200
const MOST_BYTES = 5_000_000
/** Far longer than a look may take. */
const STUCK_MS = 30 * 60_000
const BROKEN_OFF = 'Something went wrong here, not in the mailbox. It is read again by itself.'
const TURN_S = 10
/** Nothing here belongs to a firm, so in the background a person acts in none. */
const NO_FIRM = '00000000-0000-0000-0000-000000000000'

/**
 * Looks through one folder. It may run twice: what a mail brought is kept together with how far the folder was read,
 * and a run that ended stays ended.
 */
const readMailFolder = job({
  name: 'read-mail-folder',
  data: z.object({ run_id: z.uuid() }),
  timeout_s: 300,
  retries: 1,
  concurrency: 2,
  run: async (ctx: MailCtx, { run_id }, signal) => {
    const look = await begin(ctx, run_id)
    if (look === null) return
    try {
      const steps = ctx.mailFolders.read(accountOf(ctx.secrets, look.folder), {
        folder: look.folder.folder,
        bookmark: bookmarkOf(look.folder),
        most_mails: MOST_MAILS,
        most_bytes: MOST_BYTES,
        last: heldUpAt(look.folder),
        stopped: () => signal.aborted || look.isOver(),
      })
      for await (const step of steps) await look.take(step)
    } catch (error) {
      ctx.log.error({ err: error, run_id }, 'a mail folder could not be read to its end')
    }
    // It threw, or it was aborted between two mails.
    await look.breakOff()
  },
})

/** Starts what is due, and ends what was left open. */
const readDueMailFolders = job({
  name: 'read-due-mail-folders',
  data: z.object({}),
  cron: '*/5 * * * *',
  run: async (ctx: MailCtx) => {
    const now = ctx.clock.iso()
    await ctx.db.asSystem('read due mail folders', async (tx) => {
      await store.tidyRuns(tx, {
        now,
        stuck_before: isoOf(ctx.clock.ms() - STUCK_MS),
        lost_before: isoOf(ctx.clock.ms() - 86_400_000),
        old_before: isoOf(ctx.clock.ms() - 30 * 86_400_000),
      })
      await tidyLogins(ctx, tx)
      for (const folder of await store.dueFolders(tx, now)) await startRun(ctx, tx, folder, 'schedule')
    })
  },
})

export const jobs = [readMailFolder, readDueMailFolders]

/** Queues a look through a folder, or joins the one that is open; in the caller's transaction. */
export async function startRun(
  ctx: MailCtx,
  tx: Tx,
  folder: Pick<FolderRow, 'id' | 'user_id'>,
  by: RunRow['by'],
): Promise<string> {
  const { id: folder_id, user_id } = folder
  const run = await store.openRun(tx, { id: ctx.id(), folder_id, user_id, by, queued_at: ctx.clock.iso() })
  if (run.is_new) await ctx.queue.enqueue(tx, readMailFolder, { run_id: run.id })
  return run.id
}

async function begin(ctx: MailCtx, run_id: string): Promise<Look | null> {
  const queued = await ctx.db.asSystem('find a look through a mail folder', (tx) => store.findRun(tx, run_id))
  if (queued === null) return null
  const person: Reader = { user_id: queued.user_id, firm_id: NO_FIRM }
  return ctx.db.as(person, async (tx) => {
    await store.lockFolders(tx, queued.user_id)
    // One look at a time for one person: else ten slow folders of one would hold up everybody's.
    if (await store.hasOtherRunning(tx, queued, isoOf(ctx.clock.ms() - STUCK_MS))) {
      await ctx.queue.enqueue(tx, readMailFolder, { run_id }, { start_after_s: TURN_S })
      return null
    }
    const run = await store.updateRun(tx, run_id, { status: 'running', started_at: ctx.clock.iso() })
    const folder = run === null ? null : await store.findFolder(tx, run.folder_id)
    if (run === null || folder === null) return null
    // Many may have been queued before the first of them was refused.
    const wait_ms = await waitForLogin(ctx, tx, folder)
    if (wait_ms > 0) {
      await putOff(ctx, tx, folder, { run_id, wait_ms })
      return null
    }
    await countLogin(ctx, tx, { ...folder, id: run_id })
    await publish(ctx, tx, run)
    return new Look(ctx, person, { run, folder })
  })
}

/** Ends a look that may not log in now; a folder that is read by itself is read once it may. */
async function putOff(
  ctx: MailCtx,
  tx: Tx,
  folder: FolderRow,
  { run_id, wait_ms }: { run_id: string; wait_ms: number },
): Promise<void> {
  if (folder.next_run_at !== null)
    await store.updateFolder(tx, folder.id, { next_run_at: isoOf(ctx.clock.ms() + wait_ms) })
  const { message } = tooManyLogins
  const ended = await store.updateRun(tx, run_id, { status: 'failed', message, finished_at: ctx.clock.iso() })
  if (ended !== null) await publish(ctx, tx, ended)
}

function bookmarkOf({ uid_validity, last_uid }: FolderRow): Bookmark | null {
  return uid_validity === null || last_uid === null ? null : { uid_validity, last_uid }
}

/** One look through a folder: what it found so far, and how it ends. */
class Look {
  readonly folder: FolderRow
  readonly #ctx: MailCtx
  readonly #person: Reader
  #run: RunRow
  #over = false
  #isLastTry = false

  constructor(ctx: MailCtx, person: Reader, { run, folder }: { run: RunRow; folder: FolderRow }) {
    this.#ctx = ctx
    this.#person = person
    this.#run = run
    this.folder = folder
  }

  /** True when its owner paused, changed or removed the folder in the meantime. */
  isOver(): boolean {
    return this.#over
  }

  async take(step: ReadStep): Promise<void> {
    if (this.#over) return
    switch (step.kind) {
      case 'opened':
        return this.#open(step.total, step.first)
      case 'left_for_last':
        return this.#leaveForLast(step.bookmark)
      case 'last_try':
        return this.#tryLast()
      case 'mail':
        return this.#takeMail(step.source, step.bookmark)
      case 'end':
        return this.#end(null, { more: step.more, bookmark: step.bookmark })
      case 'failure':
        return this.#end(step.problem, { more: false, bookmark: null })
      default:
        return step satisfies never
    }
  }

  /** Ends where something went wrong that is no fault of the mailbox; does nothing when it ended already. */
  async breakOff(): Promise<void> {
    const { clock, random } = this.#ctx
    const failures = this.folder.failures + 1
    await this.#change(async (tx) => {
      const next_run_at = isoOf(clock.ms() + waitAfter(failures, random.fraction()))
      await store.updateFolder(tx, this.folder.id, { failures, next_run_at })
      if (this.#run.added > 0) await enqueueMatching(this.#ctx, tx, { user_id: this.#run.user_id })
      return { status: 'failed', message: BROKEN_OFF, finished_at: clock.iso() }
    })
  }

  async #open(total: number, first: MailAt | null): Promise<void> {
    await this.#change(async (tx) => {
      await forgetLogins(tx, this.folder)
      // Counted before a mail is asked for: one at which this process ends counts, too.
      if (first !== null) await store.updateFolder(tx, this.folder.id, holdUpAt(this.folder, first))
      return { total: this.#run.mails + total }
    })
  }

  async #leaveForLast(bookmark: Bookmark): Promise<void> {
    await this.#change(async (tx) => {
      const late = { late_validity: bookmark.uid_validity, late_uid: bookmark.last_uid }
      await store.updateFolder(tx, this.folder.id, { ...bookmark, ...late, stalled: 0 })
      return { status: 'running' }
    })
  }

  /** Counted before it is asked for: a mail at which this process ends is not asked for again. */
  async #tryLast(): Promise<void> {
    this.#isLastTry = true
    await this.#change(async (tx) => {
      await store.updateFolder(tx, this.folder.id, { late_validity: null, late_uid: null })
      return { mails: this.#run.mails + 1, passed_over: this.#run.passed_over + 1 }
    })
  }

  async #takeMail(source: string | null, bookmark: Bookmark): Promise<void> {
    const before = this.#run
    const run = this.#isLastTry ? { ...before, mails: before.mails - 1, passed_over: before.passed_over - 1 } : before
    const alert = alertIn(source === null ? null : await this.#ctx.boards.importMail(source))
    await this.#change(async (tx) => {
      const kept = await keepNew(this.#ctx, tx, run.user_id, alert.items)
      const fresh = kept.flatMap(({ id, is_new }) => (is_new ? [id] : []))
      await leaveUnseen(tx, run.user_id, fresh)
      await store.updateFolder(tx, this.folder.id, { ...bookmark, stalled: 0 })
      return {
        mails: run.mails + 1,
        passed_over: run.passed_over,
        alerts: run.alerts + (alert.items.length > 0 ? 1 : 0),
        too_large: run.too_large + (source === null ? 1 : 0),
        found: run.found + alert.items.length,
        added: run.added + fresh.length,
        existing: run.existing + kept.length - fresh.length,
        left_out: run.left_out + alert.left_out,
      }
    })
  }

  async #end(problem: MailProblem | null, at: { more: boolean; bookmark: Bookmark | null }): Promise<void> {
    const { clock, random } = this.#ctx
    const now = clock.iso()
    const { stalled, stalled_validity, stalled_uid } = this.folder
    const { next_in_ms, ...standing } = standingAfter(this.folder, {
      problem,
      more: at.more,
      chance: random.fraction(),
    })
    const next_run_at = next_in_ms === null ? null : isoOf(clock.ms() + next_in_ms)
    await this.#change(async (tx) => {
      await store.updateFolder(tx, this.folder.id, {
        ...standing,
        ...at.bookmark,
        ...(problem === null ? { last_ok_at: now, stalled: 0 } : {}),
        // It asked to be left alone, whichever mail it was at.
        ...(problem === 'busy' && this.#run.mails === 0 ? { stalled, stalled_validity, stalled_uid } : {}),
        next_run_at,
      })
      await this.#tellStopped(tx, { ...this.folder, ...standing, next_run_at })
      if (problem !== null && !LOGIN.has(problem)) await takeOffLogin(tx, this.#run.id)
      if (this.#run.added > 0) await enqueueMatching(this.#ctx, tx, { user_id: this.#run.user_id })
      const message = problem === null ? null : wordsOf(problem, this.folder)
      return { status: problem === null ? 'done' : 'failed', problem, message, finished_at: now }
    })
  }

  /** Its owner is told once, whatever page is open. */
  async #tellStopped(tx: Tx, after: FolderRow): Promise<void> {
    if (!hasStopped(after) || hasStopped(this.folder)) return
    const { user_id } = after
    await this.#ctx.live.publish(tx, { user_id, type: 'mail_folder_stopped', data: presentStopped(after) })
  }

  /** Everything in one transaction, which does nothing when the run was ended by its owner. */
  async #change(work: (tx: Tx) => Promise<Partial<RunRow>>): Promise<void> {
    await this.#ctx.db.as(this.#person, async (tx) => {
      // The row is locked before anything is written: whoever ends the run waits for it, or is seen here.
      const open = await store.updateRun(tx, this.#run.id, { status: 'running' })
      const changed = open === null ? null : await store.updateRun(tx, this.#run.id, await work(tx))
      if (changed === null) this.#over = true
      else {
        this.#run = changed
        await publish(this.#ctx, tx, changed)
      }
    })
  }
}

/** What a mail tells of postings. Of a mail that tells of none, nothing is kept. */
function alertIn(outcome: ImportOutcome | null): { items: JobPosting[]; left_out: number } {
  if (outcome === null || outcome.outcome !== 'ok') return { items: [], left_out: 0 }
  return { items: outcome.items.map((item) => storable<JobPosting>(item)), left_out: outcome.rejects.length }
}

function publish(ctx: MailCtx, tx: Tx, run: RunRow): Promise<void> {
  return ctx.live.publish(tx, { user_id: run.user_id, type: 'mail_folder_run', data: { run: presentRun(run) } })
}
