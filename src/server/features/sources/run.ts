import { z } from 'zod'
import type { BoardFacts, BoardTier, Kept } from '#domain/postings/job-board-port.ts'
import { isoOf } from '#platform/clock.ts'
import { job } from '#platform/queue.ts'
import type { Tx } from '#platform/db/db.ts'
import { keptOf } from '#features/intake/index.ts'
import { closeExpired } from '#features/postings/index.ts'
import type { BoardCtx } from '#features/postings/index.ts'
import { publish } from './announce.ts'
import { Reading } from './reading.ts'
import type { ReadingOf } from './reading.ts'
import { needsKey, openKey } from './settings.ts'
import * as store from './store.ts'
import type { SourceRow } from './tables.ts'

/** Reads one source, page by page. It may run twice: pages are kept idempotently, and a run that ended stays ended. */
export const fetchSource = job({
  name: 'fetch-source',
  data: z.object({ run_id: z.uuid() }),
  timeout_s: 1_500,
  retries: 2,
  concurrency: 2,
  run: async (ctx: BoardCtx, { run_id }, signal) => {
    const begun = await begin(ctx, run_id)
    if (begun === null) return
    const reading = new Reading(ctx, begun)
    if (begun.config === null) return reading.lackKey()
    try {
      for await (const page of ctx.boards.fetch(fetchOf(ctx, begun, () => signal.aborted))) await reading.take(page)
      await reading.end()
    } catch (error) {
      ctx.log.error({ err: error, source_id: begun.source.id, run_id }, 'a source could not be read to its end')
      await reading.breakOff()
    }
  },
})

/** Starts what is due, and ends what was left open. */
export const runDueSources = job({
  name: 'run-due-sources',
  data: z.object({}),
  cron: '*/5 * * * *',
  run: async (ctx: BoardCtx) => {
    const now = ctx.clock.iso()
    await ctx.db.asSystem('run due sources', async (tx) => {
      await store.tidyRuns(tx, {
        now,
        stuck_before: isoOf(ctx.clock.ms() - 3_600_000),
        old_before: isoOf(ctx.clock.ms() - 30 * 86_400_000),
      })
      await closeExpired(tx, now)
      const keyed = await store.keyedSources(tx)
      for (const source of await store.dueSources(tx, now)) {
        const facts = ctx.boards.find(source.board_id)?.facts ?? null
        if (facts !== null && isRunnable(facts) && (!needsKey(facts) || keyed.has(source.id)))
          await startRun(ctx, tx, { source_id: source.id, requested_by: null })
      }
    })
  },
})

export const jobs = [fetchSource, runDueSources]

const READ: readonly BoardTier[] = ['open_api', 'keyed_api', 'grey']

/** A program reads what is public, what there is a key for, and (for who accepted its notice) what is grey; nothing else. */
export function isRunnable(facts: BoardFacts | null): boolean {
  return facts !== null && facts.kind !== 'import' && READ.includes(facts.tier)
}

/** Queues a run of a source, or joins the one that is open; in the caller's transaction. */
export async function startRun(
  ctx: BoardCtx,
  tx: Tx,
  of: { source_id: string; requested_by: string | null },
): Promise<string> {
  const by = of.requested_by === null ? 'schedule' : 'person'
  const run = await store.openRun(tx, { id: ctx.id(), by, queued_at: ctx.clock.iso(), ...of })
  if (run.is_new) await ctx.queue.enqueue(tx, fetchSource, { run_id: run.id }, { key: of.source_id })
  return run.id
}

/** `config` holds the key, and lives no longer than the run; null: the key was taken away. */
type Begun = ReadingOf & { config: Record<string, unknown> | null }

async function begin(ctx: BoardCtx, run_id: string): Promise<Begun | null> {
  return ctx.db.asSystem('begin a run of a source', async (tx) => {
    const run = await store.findRun(tx, run_id)
    const source = run === null ? null : await store.findSource(tx, run.source_id)
    if (run === null || source === null || run.status === 'done' || run.status === 'failed') return null
    const facts = ctx.boards.find(source.board_id)?.facts ?? null
    if (facts === null) return null
    const fresh = {
      pages: 0,
      requests: 0,
      seen: 0,
      total: null,
      added: 0,
      changed: 0,
      unchanged: 0,
      closed: 0,
      rejected: 0,
      rejects: [],
      complete: false,
      fill: null,
    }
    const started = await store.updateRun(tx, run_id, { ...fresh, status: 'running', started_at: ctx.clock.iso() })
    await publish(ctx, tx, started, [])
    return { run: started, source, facts, config: await wholeConfig(ctx, tx, source, facts) }
  })
}

async function wholeConfig(ctx: BoardCtx, tx: Tx, source: SourceRow, facts: BoardFacts): Promise<Begun['config']> {
  if (!needsKey(facts)) return source.config
  const key = await store.findKey(tx, source.id)
  return key === null ? null : { ...source.config, ...openKey(ctx.secrets, key) }
}

function fetchOf(ctx: BoardCtx, { source, config }: Begun, stopped: () => boolean) {
  // Always from the first page: only a whole reading tells what is absent.
  const cursor = source.cursor === null ? null : { ...source.cursor, resume: null }
  const kept: Kept = (briefs) =>
    ctx.db.asSystem('see what is kept of a page', (tx) => keptOf(ctx, tx, source.id, briefs))
  return { board_id: source.board_id, config, cursor, stopped, kept }
}
