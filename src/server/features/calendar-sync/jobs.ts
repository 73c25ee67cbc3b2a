import { z } from 'zod'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
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
  /** How often it turned around already, since others had the calendar or its account. */
  turns: z.int().min(0).default(0),
  resync: z.object({ from: z.string().nullable(), to: z.string().nullable() }).optional(),
})
export type Wanted = z.input<typeof Wanted>

/** How many run at once on one node. */
const AT_ONCE = 6
/** Until it is tried again where others have the calendar or its account: twice as long each time. */
const TURN_S = 2
const LONGEST_TURN_S = 30
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
export function makeSync(accounts: Accounts): Sync {
  const syncCalendar = job({
    name: 'calendar.sync',
    data: Wanted,
    timeout_s: TIMEOUT_S,
    retries: 2,
    concurrency: AT_ONCE,
    run: async (ctx: SyncCtx, wanted, signal) => {
      const { calendar_id, trigger, parent_id, resync, attempt_id = ctx.id() } = wanted
      const question = { calendar_id, trigger, attempt_id, parent_id }
      const run = new CalendarRun(ctx, parts, resync === undefined ? question : { ...question, resync })
      await run.toItsEnd(signal)
      const { refused } = run
      if (refused?.kind === 'resting') await putOff(ctx, calendar_id, refused.until)
      // The run that has the calendar may have read it before what this one is about.
      const isInVain = refused?.kind === 'busy' && trigger === 'schedule'
      if ((refused?.kind === 'busy' || refused?.kind === 'full') && !isInVain) await later(ctx, wanted)
    },
  })

  const enqueue = (ctx: Ctx, tx: Tx, wanted: Wanted, after_s = 0): Promise<string | null> => {
    // Whoever waits for an attempt waits for that one; everything else is one look, however often it is asked for.
    const key = wanted.attempt_id === undefined ? { key: wanted.calendar_id } : {}
    return ctx.queue.enqueue(tx, syncCalendar, wanted, { ...key, start_after_s: after_s })
  }

  async function later(ctx: Ctx, wanted: Wanted): Promise<void> {
    const { turns = 0 } = wanted
    const after_s = Math.min(LONGEST_TURN_S, TURN_S * 2 ** Math.min(turns, 10))
    await ctx.db.asSystem('sync a calendar in its turn', (tx) =>
      enqueue(ctx, tx, { ...wanted, turns: turns + 1 }, after_s),
    )
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
