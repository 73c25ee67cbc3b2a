import { z } from 'zod'
import { isoOf } from '#platform/clock.ts'
import type { Clock } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { makeCircuits } from '#platform/http/circuit.ts'
import { job } from '#platform/queue.ts'
import type { BoundJob } from '#platform/queue.ts'
import { CalendarRun } from './run.ts'
import { dueCalendars, putOff, syncable, tidy } from './schedule.ts'
import type { Accounts, SyncCtx } from './tables.ts'

const Wanted = z.object({
  calendar_id: z.uuid(),
  connection_id: z.uuid(),
  trigger: z.enum(['schedule', 'push', 'change', 'person', 'replay', 'resync']),
  /** Given where somebody waits for the attempt. */
  attempt_id: z.uuid().optional(),
  parent_id: z.uuid().nullable().default(null),
  resync: z.object({ from: z.string().nullable(), to: z.string().nullable() }).optional(),
})
export type Wanted = z.input<typeof Wanted>

/** How many run at once on one node, and how many of those may be of one account (Graph takes four, calendar.md §4.2). */
const AT_ONCE = 6
const AT_ONCE_OF_ONE = 3
const TURN_S = 2
/** What a run may take, also a first one of many thousand events. */
const TIMEOUT_S = 1_800
const KEPT_ATTEMPTS_MS = 90 * 86_400_000
const KEPT_JOURNAL_MS = 30 * 86_400_000

export interface Sync {
  readonly jobs: readonly BoundJob<SyncCtx>[]
  /** Has calendars synced as soon as a worker is free; in the caller's transaction. Those that are not synced are left out. */
  readonly soon: (
    ctx: Ctx,
    tx: Tx,
    calendar_ids: readonly string[],
    trigger: 'push' | 'change' | 'person',
  ) => Promise<void>
  /** Has one synced for somebody who waits for that attempt. */
  readonly attempt: (ctx: Ctx, tx: Tx, wanted: Wanted & { readonly attempt_id: string }) => Promise<void>
}

/** The background of sync, over what opens an account. */
export function makeSync(accounts: Accounts, clock: Clock): Sync {
  const running = new Map<string, number>()
  const circuits = makeCircuits(clock)

  const syncCalendar = job({
    name: 'calendar.sync',
    data: Wanted,
    timeout_s: TIMEOUT_S,
    retries: 2,
    concurrency: AT_ONCE,
    run: async (ctx: SyncCtx, wanted, signal) => {
      const { calendar_id, connection_id, trigger } = wanted
      const busy = running.get(connection_id) ?? 0
      if (busy >= AT_ONCE_OF_ONE) return later(ctx, wanted)
      const blocked_ms = trigger === 'schedule' || trigger === 'push' ? circuits.blockedFor(connection_id) : 0
      if (blocked_ms > 0) return putOff(ctx, calendar_id, isoOf(clock.ms() + blocked_ms))
      running.set(connection_id, busy + 1)
      try {
        const { parent_id, resync, attempt_id = ctx.id() } = wanted
        const question = { calendar_id, trigger, attempt_id, parent_id }
        const run = new CalendarRun(ctx, parts, resync === undefined ? question : { ...question, resync })
        await run.toItsEnd(signal)
        report(connection_id, run)
        // The run that has the calendar may have read it before what this one is about.
        if (run.refused === 'busy' && trigger !== 'schedule') await later(ctx, wanted)
      } finally {
        const left = (running.get(connection_id) ?? 1) - 1
        if (left > 0) running.set(connection_id, left)
        else running.delete(connection_id)
      }
    },
  })

  function report(connection_id: string, { outcome }: CalendarRun): void {
    if (outcome?.state === 'idle') circuits.succeeded(connection_id)
    else if (outcome?.because === 'transient' || outcome?.because === 'protocol') circuits.failed(connection_id)
    else circuits.undecided(connection_id)
  }

  const enqueue = (ctx: Ctx, tx: Tx, wanted: Wanted, after_s = 0): Promise<string | null> => {
    // Whoever waits for an attempt waits for that one; everything else is one look, however often it is asked for.
    const key = wanted.attempt_id === undefined ? { key: wanted.calendar_id } : {}
    return ctx.queue.enqueue(tx, syncCalendar, wanted, { ...key, start_after_s: after_s })
  }

  async function later(ctx: Ctx, wanted: Wanted): Promise<void> {
    await ctx.db.asSystem('sync a calendar in its turn', (tx) => enqueue(ctx, tx, wanted, TURN_S))
  }

  const soon: Sync['soon'] = async (ctx, tx, calendar_ids, trigger) => {
    for (const { id, connection_id } of await syncable(tx, calendar_ids))
      await enqueue(ctx, tx, { calendar_id: id, connection_id, trigger })
  }
  const parts = {
    accounts,
    soon: (ctx: Ctx, tx: Tx, ids: readonly string[]) => soon(ctx, tx, ids, 'change'),
  }

  const syncDue = job({
    name: 'calendar.sync-due',
    data: z.object({}),
    cron: '* * * * *',
    run: async (ctx: SyncCtx) => {
      const now = ctx.clock.iso()
      await ctx.db.asSystem('sync due calendars', async (tx) => {
        for (const { id, connection_id, has_changes } of await dueCalendars(tx, now)) {
          const trigger = has_changes ? 'change' : 'schedule'
          await enqueue(ctx, tx, { calendar_id: id, connection_id, trigger })
        }
      })
    },
  })

  const tidyUp = job({
    name: 'calendar.tidy',
    data: z.object({}),
    cron: '41 3 * * *',
    run: (ctx: SyncCtx) =>
      ctx.db.asSystem('forget old syncs', (tx) =>
        tidy(tx, {
          now: ctx.clock.iso(),
          attempts_before: isoOf(ctx.clock.ms() - KEPT_ATTEMPTS_MS),
          journal_before: isoOf(ctx.clock.ms() - KEPT_JOURNAL_MS),
        }),
      ),
  })

  return {
    jobs: [syncCalendar, syncDue, tidyUp],
    soon,
    attempt: async (ctx, tx, wanted) => {
      await enqueue(ctx, tx, wanted)
    },
  }
}
