import { storable } from '#domain/postings/storable.ts'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { FillField, SourceOutcome } from '#contract/posting-fields.ts'
import type { SourceFill } from '#contract/sources.ts'
import { located } from '#domain/places/locate.ts'
import type { FeedPosting } from '#domain/postings/feed-posting.ts'
import { isUnreadable } from '#domain/postings/job-board-port.ts'
import type { BoardFacts, PageOutcome } from '#domain/postings/job-board-port.ts'
import { toFeedPosting } from '#domain/postings/normalise.ts'
import type { JobPosting } from '#domain/postings/posting.ts'
import { fillOf, joinFill } from '#domain/sources/fill.ts'
import { withHeld } from '#domain/sources/held.ts'
import { heldWhile } from '#domain/sources/shape.ts'
import type { Tx } from '#platform/db/db.ts'
import {
  countMissed,
  ingestPage,
  keepStamps,
  keepStanding,
  prepare,
  readWordsAfter,
  saidBefore,
  settleAbsent,
} from '#features/intake/index.ts'
import type { Draft, IngestSource } from '#features/intake/index.ts'
import { matchNewOf, subscribersOf } from '#features/postings/index.ts'
import type { BoardCtx } from '#features/postings/index.ts'
import { publish } from './announce.ts'
import { nextRunAfter, standingAfter } from './health.ts'
import type { Ended } from './health.ts'
import * as store from './store.ts'
import type { RunRow, SourceRow } from './tables.ts'

const CHUNK = 500

export interface ReadingOf {
  readonly run: RunRow
  readonly source: SourceRow
  readonly facts: BoardFacts
}

type ReadPage = Extract<PageOutcome, { outcome: 'ok' | 'empty_legit' }>

/** A part of a page as it is kept. `page`: with this part it is whole; `same`: as before but for what went missing. */
type Part = { readonly page: ReadPage | null; readonly seen: number; readonly same: readonly string[] }

/** One reading of a source: what it has seen so far, and how it ends. */
export class Reading {
  readonly #ctx: BoardCtx
  readonly #source: SourceRow
  readonly #facts: BoardFacts
  readonly #seen = new Set<string>()
  /** What the source carries and we cannot read: it is not absent. */
  readonly #unread = new Set<string>()
  #unreadable = 0
  /** Of what was read in full: the fields that it states. */
  #fill: SourceFill | null = null
  /** Fields that the source has left out of late; of these, what postings said before stays. */
  #held: readonly FillField[] = []
  /** Requests that no page was kept for. */
  #requests = 0
  #run: RunRow
  #last: PageOutcome | null = null
  /** Pages are written one after the other while the next ones are asked for and worked out. */
  #writing: Promise<void> = Promise.resolve()
  /** The one before that: while it is written, one waits for its turn, and no more. */
  #before: Promise<void> = this.#writing

  constructor(ctx: BoardCtx, begun: ReadingOf) {
    this.#ctx = ctx
    this.#source = begun.source
    this.#facts = begun.facts
    this.#run = begun.run
  }

  /** Keeps a page and says how far it is. */
  async take(page: PageOutcome): Promise<void> {
    this.#last = page
    if (page.outcome !== 'ok' && page.outcome !== 'empty_legit') {
      this.#requests += page.requests
      return
    }
    await this.#measure(page)
    for (const id of page.standing) this.#seen.add(id)
    const unreadable = page.rejects.filter(isUnreadable)
    this.#unreadable += unreadable.length
    for (const { external_id: id } of unreadable) if (id !== null) this.#unread.add(id)
    for (let at = 0; at === 0 || at < page.items.length; at += CHUNK) {
      const items = page.items.slice(at, at + CHUNK)
      for (const item of items) this.#seen.add(item.external_id)
      const seen = this.#seen.size
      const held = await this.#heldBack(items)
      const drafts = await prepare(this.#ctx, this.#source.id, held.items)
      await this.#before
      this.#before = this.#writing
      const part = { page: at + CHUNK >= page.items.length ? page : null, seen, same: held.same }
      this.#writing = this.#writing.then(() => this.#write(drafts, part))
      // Whoever waits for it next is told what went wrong.
      this.#writing.catch(() => {})
    }
  }

  async #write(drafts: readonly Draft[], part: Part): Promise<void> {
    this.#run = await this.#ctx.db.asSystem('keep a page of a source', async (tx) => {
      const changed = await this.#keep(tx, drafts, part)
      await publish(this.#ctx, tx, changed, [])
      return changed
    })
  }

  async #measure(page: ReadPage): Promise<void> {
    // Where a list tells a part only, what was not asked for by itself lacks the rest for no fault of the source.
    const asked = new Set(page.stamped.map(({ external_id }) => external_id))
    const whole =
      this.#facts.capabilities.detail === 'inline'
        ? page.items
        : page.items.filter(({ external_id }) => asked.has(external_id))
    let fill = this.#fill
    for (let at = 0; at < whole.length; at += CHUNK) {
      fill = joinFill(fill, fillOf(whole.slice(at, at + CHUNK)))
      await nextTurn()
    }
    if (whole.length === 0 || fill === null) return
    this.#fill = fill
    this.#held = heldWhile(this.#source, fill, this.#ctx.clock.iso())
  }

  /** What an item lacks through drift is as before; one that is as before in all counts as carried, and is not written. */
  async #heldBack(items: readonly JobPosting[]): Promise<{ items: readonly JobPosting[]; same: string[] }> {
    if (this.#held.length === 0) return { items, same: [] }
    const ids = items.map(({ external_id }) => external_id)
    const said = await this.#ctx.db.asSystem('see what a source said before', (tx) =>
      saidBefore(tx, this.#source.id, ids),
    )
    const hold = { fields: this.#held, now: this.#ctx.clock.iso() }
    const held = items.map((item) => {
      const before = said.get(item.external_id)
      const posting = before === undefined ? item : withHeld(item, before, hold)
      const same = !item.closed && posting !== item && isDeepStrictEqual(this.#asKept(posting), before)
      return { posting, same }
    })
    return {
      items: held.flatMap(({ posting, same }) => (same ? [] : [posting])),
      same: held.flatMap(({ posting, same }) => (same ? [posting.external_id] : [])),
    }
  }

  #asKept(posting: JobPosting): FeedPosting {
    return storable(located(this.#ctx.places, toFeedPosting(posting)))
  }

  async #keep(tx: Tx, drafts: readonly Draft[], { page, seen, same }: Part): Promise<RunRow> {
    const ctx = this.#ctx
    const run = this.#run
    const kept = await ingestPage(ctx, tx, this.#into(), drafts)
    await keepStanding(ctx, tx, this.#source.id, same)
    const counts = {
      seen,
      added: run.added + kept.added,
      changed: run.changed + kept.changed,
      unchanged: run.unchanged + kept.unchanged + same.length + (page?.standing.length ?? 0),
      closed: run.closed + kept.closed,
    }
    if (page === null) return store.updateRun(tx, run.id, counts)
    await keepStanding(ctx, tx, this.#source.id, page.standing)
    await keepStamps(ctx, tx, this.#source.id, page.stamped)
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
  async breakOff(): Promise<void> {
    await this.#writing.catch(() => {})
    return this.#fail('stopped', 'Something went wrong here, not at the source. It is read again by itself.', null)
  }

  /** Ends at once, since nothing can be asked. */
  lackKey(): Promise<void> {
    return this.#fail('auth', 'This source answers only who has a key. Save one in its settings.', null)
  }

  /** Records how it ended; what the source gave before stays, whatever happened. */
  async end(): Promise<void> {
    await this.#writing
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

  #into(): IngestSource {
    return { id: this.#source.id, rank: this.#facts.kind === 'employer' ? 0 : 2 }
  }

  async #succeed(end: Pick<Ended, 'outcome' | 'complete' | 'doubt'> & Pick<SourceRow, 'cursor'>): Promise<void> {
    const { outcome, complete, cursor, doubt } = end
    const ctx = this.#ctx
    const now = ctx.clock.iso()
    const { yields, ...standing } = standingAfter(this.#source, {
      outcome,
      complete,
      seen: this.#seen.size,
      unreadable: this.#unreadable,
      fill: this.#fill,
      now,
      doubt,
    })
    const unchanged = outcome === 'not_modified'
    const tells = unchanged ? standing.columns.health === 'healthy' : complete && standing.trusted
    const whole = tells && this.#facts.capabilities.closes === 'absence'
    const carried = unchanged ? 'unchanged' : this.#seen.union(this.#unread)
    const closed = whole ? await settleAbsent(ctx, this.#into(), carried) : 0
    await ctx.db.asSystem('end a run of a source', async (tx) => {
      if (whole) await countMissed(tx, this.#into(), carried)
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
        requests: this.#run.requests + this.#requests,
        fill: this.#fill,
        outcome: standing.outcome,
        message: standing.columns.health_reason,
        complete,
        closed: this.#run.closed + closed,
        finished_at: now,
      })
      if (ended.added + ended.changed > 0)
        await matchNewOf(ctx, tx, { source_id: this.#source.id, brought_since: ended.started_at ?? now })
      await readWordsAfter(ctx, tx, ended.added)
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
        fill: this.#fill,
        now,
        message,
      })
      await store.updateSource(tx, this.#source.id, {
        ...columns,
        failures,
        next_run_at: nextRunAfter(ctx.clock.ms(), this.#facts.politeness.every_minutes, { failures, retry_after_s }),
      })
      const ended = await store.updateRun(tx, this.#run.id, {
        status: 'failed',
        requests: this.#run.requests + this.#requests,
        fill: this.#fill,
        outcome,
        message,
        finished_at: now,
      })
      if (ended.added + ended.changed > 0)
        await matchNewOf(ctx, tx, { source_id: this.#source.id, brought_since: ended.started_at ?? now })
      await readWordsAfter(ctx, tx, ended.added)
      await publish(ctx, tx, ended, await subscribersOf(tx, this.#source.id))
    })
  }
}
