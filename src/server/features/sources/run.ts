import { z } from 'zod'
import { isUnreadable } from '#domain/postings/job-board-port.ts'
import type { BoardFacts, BoardTier, Kept, PageOutcome } from '#domain/postings/job-board-port.ts'
import type { SourceOutcome } from '#contract/posting-fields.ts'
import type { JobPosting } from '#domain/postings/posting.ts'
import { isoOf } from '#platform/clock.ts'
import { job } from '#platform/queue.ts'
import type { Tx } from '#platform/db/db.ts'
import { ingestPage, keepStamps, keepStanding, keptOf, markAbsent } from '#features/intake/index.ts'
import type { IngestSource } from '#features/intake/index.ts'
import { closeExpired, matchNewOf, storable, subscribersOf } from '#features/postings/index.ts'
import type { BoardCtx } from '#features/postings/index.ts'
import { publish } from './announce.ts'
import { nextRunAfter, standingAfter } from './health.ts'
import type { Ended } from './health.ts'
import { needsKey, openKey } from './settings.ts'
import * as store from './store.ts'
import type { RunRow, SourceRow } from './tables.ts'

const CHUNK = 500

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
const runDueSources = job({
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
type Begun = { run: RunRow; source: SourceRow; facts: BoardFacts; config: Record<string, unknown> | null }

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

type ReadPage = Extract<PageOutcome, { outcome: 'ok' | 'empty_legit' }>

/** One reading of a source: what it has seen so far, and how it ends. */
class Reading {
  readonly #ctx: BoardCtx
  readonly #source: SourceRow
  readonly #facts: BoardFacts
  readonly #seen = new Set<string>()
  /** What the source carries and we cannot read: it is not absent. */
  readonly #unread = new Set<string>()
  #unreadable = 0
  #run: RunRow
  #last: PageOutcome | null = null

  constructor(ctx: BoardCtx, begun: Begun) {
    this.#ctx = ctx
    this.#source = begun.source
    this.#facts = begun.facts
    this.#run = begun.run
  }

  /** Keeps a page and says how far it is. */
  async take(page: PageOutcome): Promise<void> {
    this.#last = page
    if (page.outcome !== 'ok' && page.outcome !== 'empty_legit') return
    for (const id of page.standing) this.#seen.add(id)
    const unreadable = page.rejects.filter(isUnreadable)
    this.#unreadable += unreadable.length
    for (const { external_id: id } of unreadable) if (id !== null) this.#unread.add(id)
    for (let at = 0; at === 0 || at < page.items.length; at += CHUNK) {
      const items = page.items.slice(at, at + CHUNK)
      for (const item of items) this.#seen.add(item.external_id)
      const last = at + CHUNK >= page.items.length
      this.#run = await this.#ctx.db.asSystem('keep a page of a source', async (tx) => {
        const changed = await this.#keep(tx, items, last ? page : null)
        await publish(this.#ctx, tx, changed, [])
        return changed
      })
    }
  }

  /** `page`: with these items it is kept as a whole. */
  async #keep(tx: Tx, items: readonly JobPosting[], page: ReadPage | null): Promise<RunRow> {
    const ctx = this.#ctx
    const run = this.#run
    const into: IngestSource = { id: this.#source.id, rank: this.#facts.kind === 'employer' ? 0 : 2 }
    const kept = await ingestPage(ctx, tx, into, items)
    const counts = {
      seen: this.#seen.size,
      added: run.added + kept.added,
      changed: run.changed + kept.changed,
      unchanged: run.unchanged + kept.unchanged + (page?.standing.length ?? 0),
      closed: run.closed + kept.closed,
    }
    if (page === null) return store.updateRun(tx, run.id, counts)
    await keepStanding(ctx, tx, into.id, page.standing)
    await keepStamps(ctx, tx, into.id, page.stamped)
    const rejects = storable(page.rejects).map(({ external_id, detail }) => `${external_id ?? 'no id'}: ${detail}`)
    return store.updateRun(tx, run.id, {
      ...counts,
      pages: page.page,
      requests: run.requests + page.requests,
      total: page.total ?? run.total,
      rejected: run.rejected + rejects.length,
      rejects: [...rejects.map((reject) => reject.slice(0, 200)), ...run.rejects].slice(0, 10),
    })
  }

  /** Ends where something went wrong that is no fault of the source. */
  breakOff(): Promise<void> {
    return this.#fail('stopped', 'Something went wrong here, not at the source. It is read again by itself.', null)
  }

  /** Ends at once, since nothing can be asked. */
  lackKey(): Promise<void> {
    return this.#fail('auth', 'This source answers only who has a key. Save one in its settings.', null)
  }

  /** Records how it ended; what the source gave before stays, whatever happened. */
  async end(): Promise<void> {
    const page = this.#last
    if (page === null) return this.#fail('stopped', 'The source gave no answer at all.', null)
    if (page.outcome === 'not_modified')
      return this.#succeed({ outcome: 'not_modified', complete: false, cursor: page.cursor, doubt: null })
    if ('message' in page) return this.#fail(page.outcome, storable(page.message), page.retry_after_s)
    const outcome = this.#seen.size === 0 ? 'empty_legit' : 'ok'
    return this.#succeed({
      outcome,
      complete: page.last && page.complete,
      cursor: page.cursor,
      doubt: page.doubt,
    })
  }

  async #succeed(end: Pick<Ended, 'outcome' | 'complete' | 'doubt'> & Pick<SourceRow, 'cursor'>): Promise<void> {
    const { outcome, complete, cursor, doubt } = end
    const ctx = this.#ctx
    const now = ctx.clock.iso()
    await ctx.db.asSystem('end a run of a source', async (tx) => {
      const { yields, ...standing } = standingAfter(this.#source, {
        outcome,
        complete,
        seen: this.#seen.size,
        unreadable: this.#unreadable,
        now,
        doubt,
      })
      const unchanged = outcome === 'not_modified'
      const tells = unchanged ? standing.columns.health === 'healthy' : complete && standing.trusted
      const whole = tells && this.#facts.capabilities.closes === 'absence'
      const closed = whole
        ? await markAbsent(ctx, tx, this.#source.id, unchanged ? 'unchanged' : this.#seen.union(this.#unread))
        : 0
      await store.updateSource(tx, this.#source.id, {
        cursor,
        ...standing.columns,
        yields: [...yields],
        ...(whole || unchanged ? { last_complete_at: now } : {}),
        next_run_at: nextRunAfter(ctx.clock.ms(), this.#facts.politeness.every_minutes, {
          failures: 0,
          retry_after_s: null,
        }),
      })
      const ended = await store.updateRun(tx, this.#run.id, {
        status: 'done',
        // Asking whether anything is new is a request, too.
        ...(unchanged ? { requests: 1 } : {}),
        outcome,
        message: standing.columns.health_reason,
        complete,
        closed: this.#run.closed + closed,
        finished_at: now,
      })
      if (ended.added + ended.changed > 0)
        await matchNewOf(ctx, tx, { source_id: this.#source.id, brought_since: ended.started_at ?? now })
      await publish(ctx, tx, ended, await subscribersOf(tx, this.#source.id))
    })
  }

  async #fail(outcome: SourceOutcome, message: string, retry_after_s: number | null): Promise<void> {
    const ctx = this.#ctx
    const now = ctx.clock.iso()
    await ctx.db.asSystem('record a failed run', async (tx) => {
      const failures = this.#source.failures + 1
      const { columns } = standingAfter(this.#source, {
        outcome,
        complete: false,
        seen: this.#seen.size,
        unreadable: this.#unreadable,
        now,
        message,
      })
      await store.updateSource(tx, this.#source.id, {
        ...columns,
        failures,
        next_run_at: nextRunAfter(ctx.clock.ms(), this.#facts.politeness.every_minutes, { failures, retry_after_s }),
      })
      const ended = await store.updateRun(tx, this.#run.id, { status: 'failed', outcome, message, finished_at: now })
      if (ended.added + ended.changed > 0)
        await matchNewOf(ctx, tx, { source_id: this.#source.id, brought_since: ended.started_at ?? now })
      await publish(ctx, tx, ended, await subscribersOf(tx, this.#source.id))
    })
  }
}
