import type { ListedRow } from '#domain/calendar/sync/link.ts'
import { advance, begin } from '#domain/calendar/sync/run.ts'
import type { Effect, Outcome, RunState, Signal } from '#domain/calendar/sync/run-step.ts'
import type { Tx } from '#platform/db/db.ts'
import { persistently } from '#platform/db/persistently.ts'
import { isUnavailable } from '#platform/serve/failure.ts'
import { settingsOf } from '#features/profile/index.ts'
import { Asking, Sending } from './asking.ts'
import { beginAttempt, nothingDone } from './attempts.ts'
import type { Happened } from './carry-out.ts'
import { Held } from './held.ts'
import { takeLease } from './lease.ts'
import type { Taking } from './lease.ts'
import { rulesOf } from './policy.ts'
import { applyReading } from './reading.ts'
import { release } from './release.ts'
import { calendarsThatCopy, sendThere } from './sends.ts'
import { ASKED, WAITS } from './tables.ts'
import type { Accounts, LeasedCalendar, SyncCtx, Trigger } from './tables.ts'
import { chooseNext, inItsPlace, storeAnswers, storeReading, takeBack } from './telling.ts'
import type { Chosen } from './telling.ts'

/** What a run needs of other slices. */
export interface RunParts {
  readonly accounts: Accounts
  /** Has these calendars synced soon; in the caller's transaction. */
  readonly soon: (ctx: SyncCtx, tx: Tx, calendar_ids: readonly string[]) => Promise<void>
}

export interface RunQuestion {
  readonly calendar_id: string
  readonly trigger: Trigger
  readonly attempt_id: string
  /** The attempt that this one repeats. */
  readonly parent_id: string | null
  /** Everything is read again, and what is new is taken from these days too. */
  readonly resync?: { readonly from: string | null; readonly to: string | null }
}

/**
 * One run of one calendar: carries out the steps of the domain (`run.ts`) with a database and a calendar elsewhere. Each step
 * is one request (or a few at once) or one transaction, so that a run that ends between any two of them is simply begun again.
 */
export class CalendarRun {
  effect: Effect | null
  readonly tally = nothingDone()
  /** Why there was nothing to run. */
  refused: Exclude<Taking, { kind: 'taken' }> | null = null
  #state: RunState
  #held: Held | null = null
  #rows: readonly ListedRow[] = []
  #page: readonly ListedRow[] = []
  readonly #verified = new Set<string>()
  #chosen: Chosen | null = null
  readonly #sending = new Sending()
  #waiting: readonly string[] = []
  readonly #ctx: SyncCtx
  readonly #parts: RunParts
  readonly #question: RunQuestion

  constructor(ctx: SyncCtx, parts: RunParts, question: RunQuestion) {
    this.#ctx = ctx
    this.#parts = parts
    this.#question = question
    const next = begin()
    this.#state = next.state
    this.effect = next.effect
  }

  /** How it ended; null: it has not, or nothing was run. */
  get outcome(): Outcome | null {
    return this.#state.outcome
  }

  get calendar(): LeasedCalendar | null {
    return this.#held?.calendar ?? null
  }

  /** Carries out all that is left, unless it is stopped: then the calendar is free at once for whoever goes on. */
  async toItsEnd(signal: AbortSignal): Promise<void> {
    await this.step()
    const stopKeeping = this.#held?.keep()
    try {
      while (this.effect !== null && !signal.aborted) await this.step()
    } catch (error) {
      await this.#endUnstored(error)
    } finally {
      stopKeeping?.()
      // Where not even that can be stored, its lease ends by itself, and the next run says that this one is lost.
      if (this.effect !== null) await this.#held?.giveUp().catch(() => {})
    }
  }

  /** The database takes nothing: its disk is full, or it was ended. As after any failure the calendar waits, and goes on. */
  async #endUnstored(error: unknown): Promise<void> {
    if (!isUnavailable(error) || this.#held === null || this.effect?.do === 'release') throw error
    const { calendar_id } = this.#question
    this.#ctx.log.error({ error, calendar_id }, 'what a sync read or was answered could not be stored')
    this.#go({ kind: 'failed', is: 'storage', retry_after_ms: null })
    await persistently(() => this.step())
  }

  /** Carries out the next effect. */
  async step(): Promise<void> {
    if (this.effect === null) return
    const signal = await this.#perform(this.effect)
    if (signal.kind === 'fenced') await this.#held?.endAsLost()
    this.#go(signal)
  }

  #go(signal: Signal): void {
    const next = advance(this.#state, signal, this.#ctx.random.fraction)
    this.#state = next.state
    this.effect = next.effect
  }

  async #perform(effect: Effect): Promise<Signal> {
    switch (effect.do) {
      case 'lease':
        return this.#lease()
      case 'authorise':
        return this.#authorise(effect.refresh)
      case 'fetch':
        return this.#fetch(effect)
      case 'stage':
        this.#rows = [...(effect.first ? [] : this.#rows), ...this.#page]
        await this.#under().progress('reading', this.#rows.length)
        return { kind: 'staged' }
      case 'apply':
        return this.#apply(effect)
      case 'confirm':
        return this.#confirm(effect.remote_ids)
      case 'choose':
        return this.#choose()
      case 'send':
        return this.#send()
      case 'read_back':
        return this.#readBack(effect.after)
      case 'store':
        return this.#store(effect.answer)
      case 'release':
        return this.#release(effect)
    }
  }

  async #lease(): Promise<Signal> {
    const { calendar_id, attempt_id, parent_id, trigger, resync } = this.#question
    const waits = WAITS.has(trigger)
    const { taken, zone } = await this.#ctx.db.asSystem('lease a calendar', async (tx) => {
      const taking = await takeLease(this.#ctx, tx, { calendar_id, waits })
      if (taking.kind !== 'taken') return { taken: taking, zone: '' }
      const { calendar } = taking
      const now = this.#ctx.clock.iso()
      await beginAttempt(tx, { id: attempt_id, calendar, parent_id, trigger, now })
      return { taken: taking, zone: calendar.time_zone ?? (await settingsOf(tx, calendar.user_id, now)).time_zone }
    })
    if (taken.kind !== 'taken') {
      this.refused = taken
      return { kind: 'busy' }
    }
    const { calendar } = taken
    const port = this.#ctx.calendars.port(calendar.provider)
    if (port === null) throw new Error(`There is no way to calendars of ${calendar.provider}.`)
    const rules = rulesOf(calendar, zone, this.#ctx.clock, resync)
    const { tally } = this
    const asking = new Asking(this.#ctx, port, { calendar, rules, tally })
    this.#held = new Held(this.#ctx, { calendar, rules, asking, attempt_id, tally })
    const isDue = calendar.whole_due_at !== null && Date.parse(calendar.whole_due_at) <= this.#ctx.clock.ms()
    return {
      kind: 'leased',
      cursor: isDue || resync !== undefined ? null : calendar.cursor,
      failures: calendar.failures,
    }
  }

  async #authorise(refresh: boolean): Promise<Signal> {
    const again = ASKED.has(this.#question.trigger)
    this.#sending.renewed()
    const opened = await this.#under().asking.open(this.#parts.accounts, { refresh, again })
    return opened.kind === 'ready'
      ? { kind: 'ready' }
      : { kind: 'failed', is: opened.is, retry_after_ms: opened.retry_after_ms }
  }

  async #fetch(effect: Effect & { do: 'fetch' }): Promise<Signal> {
    const listed = await this.#under().asking.list(effect)
    if ('kind' in listed) return listed
    this.#page = listed.rows
    return { kind: 'page', next: listed.next, cursor: listed.cursor }
  }

  async #apply({ complete, cursor }: Effect & { do: 'apply' }): Promise<Signal> {
    const staged = { rows: this.#rows, verified: this.#verified, complete, cursor }
    const held = this.#under()
    const applied = await held.inTurn(async (tx) => {
      const result = await applyReading(this.#ctx, tx, held, staged)
      if (result.kind !== 'applied') return result
      const { calendar, rules } = held
      await sendThere(this.#ctx, tx, calendar, rules)
      await this.#tellOthers(tx, result.happened)
      if (result.happened.imported > 0) await this.#parts.soon(this.#ctx, tx, await calendarsThatCopy(tx, calendar))
      return result
    })
    if (applied.kind === 'needs_confirmation') {
      this.#waiting = applied.gone
      return { kind: 'needs_confirmation' }
    }
    if (applied.kind !== 'applied') return applied
    this.#rows = []
    this.#count(applied.happened)
    const { imported, changed, deleted } = applied.happened
    return { kind: 'applied', changed: imported + changed + deleted }
  }

  async #confirm(remote_ids: readonly string[]): Promise<Signal> {
    const read = await this.#under().asking.readAll(remote_ids)
    if ('kind' in read) return read
    this.#rows = [...this.#rows.filter(({ remote_id }) => !remote_ids.includes(remote_id)), ...read]
    for (const id of remote_ids) this.#verified.add(id)
    return { kind: 'confirmed' }
  }

  async #choose(): Promise<Signal> {
    const held = this.#under()
    this.#chosen = this.#sending.nextFailed()
    if (this.#chosen === null) {
      const batch = await held.inTurn((tx) => chooseNext(this.#ctx, tx, held))
      if (batch === 'fenced') return { kind: batch }
      this.#chosen = this.#sending.begin(batch)
    }
    if (this.#chosen === null) return { kind: 'nothing' }
    return { kind: 'chosen', link: this.#chosen.stored.id, write: this.#chosen.write?.kind ?? 'unread' }
  }

  async #send(): Promise<Signal> {
    const held = this.#under()
    const sent = await this.#sending.send(held.asking)
    const unsent = this.#sending.unsent()
    const taken = unsent.length > 0 && (await held.inTurn((tx) => takeBack(this.#ctx, tx, held, unsent)))
    if (taken === 'fenced') return { kind: taken }
    return typeof sent === 'number' ? { kind: 'answered', writes: sent } : sent
  }

  async #readBack(after: (Effect & { do: 'read_back' })['after']): Promise<Signal> {
    const chosen = this.#theChosen()
    const row = await this.#under().asking.readBack(chosen)
    if (row?.kind === 'failed') return row
    return this.#stored((tx) => storeReading(this.#ctx, tx, this.#under(), chosen, { row, after }))
  }

  async #store(how: (Effect & { do: 'store' })['answer']): Promise<Signal> {
    const answered = how === 'given' ? this.#sending.answered : [{ chosen: this.#theChosen(), answer: inItsPlace(how) }]
    const signal = await this.#stored((tx) => storeAnswers(this.#ctx, tx, this.#under(), answered))
    if (signal.kind === 'stored')
      for (const { answer } of answered) this.tally[answer.kind === 'rejected' ? 'rejected' : 'pushed'] += 1
    await this.#under().progress('telling', this.tally.pushed)
    return signal
  }

  async #stored(work: (tx: Tx) => Promise<readonly Happened[] | 'fenced'>): Promise<Signal> {
    const done = await this.#under().inTurn(async (tx) => {
      const result = await work(tx)
      if (result !== 'fenced') for (const one of result) await this.#tellOthers(tx, one)
      return result
    })
    if (done === 'fenced') return { kind: 'fenced' }
    for (const one of done) this.#count(one)
    return { kind: 'stored' }
  }

  async #release({ outcome }: Effect & { do: 'release' }): Promise<Signal> {
    const held = this.#under()
    const of = { attempt_id: held.attempt_id, trigger: this.#question.trigger, cursor: this.#state.cursor }
    const so_far = { answered: this.#state.applied, tally: this.tally, waiting: this.#waiting }
    const ending = { ...of, ...so_far, outcome, told: held.told }
    const isHeld = await held.inTurn((tx) => release(this.#ctx, tx, held, ending, this.#parts.accounts))
    return { kind: isHeld ? 'released' : 'fenced' }
  }

  #count({ imported, changed, deleted, conflicts }: Happened): void {
    this.tally.imported += imported
    this.tally.changed += changed
    this.tally.deleted += deleted
    this.tally.conflicts += conflicts
  }

  async #tellOthers(tx: Tx, { to_tell }: Happened): Promise<void> {
    if (to_tell.length > 0) await this.#parts.soon(this.#ctx, tx, to_tell)
  }

  #under(): Held {
    if (this.#held === null) throw new Error('A run does nothing without its lease.')
    return this.#held
  }

  #theChosen(): Chosen {
    if (this.#chosen === null) throw new Error('Nothing was chosen.')
    return this.#chosen
  }
}
