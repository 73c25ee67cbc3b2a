import { finish, afterReading, afterTaken, nextWrite } from '#domain/calendar/sync/write.ts'
import type { Write, WriteAnswer } from '#domain/calendar/sync/write.ts'
import type { ErrorClass } from '#domain/calendar/sync/errors.ts'
import type { Link, ListedRow, RemoteItem, RemoteRow } from '#domain/calendar/sync/link.ts'
import { reconcile } from '#domain/calendar/sync/reconcile.ts'
import { advance, begin } from '#domain/calendar/sync/run.ts'
import type { Effect, RunState, Signal } from '#domain/calendar/sync/run-step.ts'
import type { Refusal } from './remote-calendar.ts'
import type { SyncedCalendar, SyncWorld } from './sync-world.ts'

/** What goes wrong at one step of a run. */
export type Fault =
  | 'none'
  /** The process ends before or after the step. */
  | 'crash_before'
  | 'crash_after'
  /** The answer does not come, though it was done. */
  | 'lost'
  /** It never arrived. */
  | 'reset'
  | 'throttled'
  | 'down'
  | 'token'
  | 'cursor_dead'
  | 'truncated'
  | 'lists_nothing'
  /** What was there before comes once more, behind what is there now. */
  | 'older_rows'
  /** The process sleeps, and goes on when somebody else has the lease. */
  | 'stalled'

const FAILS: Partial<Record<Fault, ErrorClass>> = {
  throttled: 'throttle',
  down: 'transient',
  token: 'token',
}

const WRITES = { 404: 'gone', 410: 'gone', 409: 'duplicate', 412: 'race' } as const

/** Carries out the steps of one run in the simulation, as the server's engine does with a database and a network. */
export class SyncRun {
  readonly world: SyncWorld
  readonly calendar: SyncedCalendar
  state: RunState
  effect: Effect | null
  #fence = -1
  #rows: ListedRow[] = []
  #link: Link | null = null
  #write: Write | null = null
  #answer: WriteAnswer | null = null
  #unread = false
  #verified = new Set<string>()

  constructor(world: SyncWorld, calendar: SyncedCalendar) {
    this.world = world
    this.calendar = calendar
    const next = begin()
    this.state = next.state
    this.effect = next.effect
  }

  /** One step, with what goes wrong in it. False: the process is gone. */
  step(fault: Fault): boolean {
    if (this.effect === null || fault === 'crash_before') return false
    const signal = this.#faulty(this.effect, fault)
    if (fault === 'crash_after') return false
    const next = advance(this.state, signal, () => 0.5)
    this.state = next.state
    this.effect = next.effect
    return true
  }

  #faulty(effect: Effect, fault: Fault): Signal {
    const onWire = effect.do === 'fetch' || effect.do === 'send' || effect.do === 'read_back' || effect.do === 'confirm'
    const is = FAILS[fault]
    if (onWire && is !== undefined) return failed(is)
    if (effect.do === 'fetch' && fault === 'cursor_dead' && effect.cursor !== null) return failed('cursor_dead')
    if (effect.do === 'fetch' && fault === 'truncated') return failed('protocol')
    if (effect.do === 'send' && fault === 'reset') return failed('unknown_outcome')
    const signal = this.#perform(effect, fault)
    return effect.do === 'send' && fault === 'lost' ? failed('unknown_outcome') : signal
  }

  #perform(effect: Effect, fault: Fault): Signal {
    const { calendar } = this
    if (effect.do === 'lease') {
      calendar.fence += 1
      this.#fence = calendar.fence
      return { kind: 'leased', cursor: calendar.cursor, failures: calendar.failures }
    }
    const stores = !['authorise', 'fetch', 'send'].includes(effect.do)
    if (stores && this.#fence !== calendar.fence) return { kind: 'fenced' }
    switch (effect.do) {
      case 'authorise':
        return { kind: 'ready' }
      case 'fetch':
        return this.#fetch(effect, fault)
      case 'stage':
        calendar.staged = [...(effect.first ? [] : calendar.staged), ...this.#rows]
        return { kind: 'staged' }
      case 'apply':
        return this.#apply(effect)
      case 'confirm':
        calendar.staged = [
          ...calendar.staged.filter(({ remote_id }) => !effect.remote_ids.includes(remote_id)),
          ...effect.remote_ids.map((id) => this.#read(id)),
        ]
        for (const id of effect.remote_ids) this.#verified.add(id)
        return { kind: 'confirmed' }
      case 'choose':
        return this.#choose()
      case 'send':
        return this.#send()
      case 'read_back':
        return this.#readBack(effect.after)
      case 'store':
        return this.#store(effect.answer)
      case 'release':
        calendar.outcome = effect.outcome
        calendar.failures = effect.outcome.failures
        return { kind: 'released' }
    }
  }

  #fetch({ cursor, page, size }: Effect & { do: 'fetch' }, fault: Fault): Signal {
    const listed = this.calendar.remote.list(cursor, page, size)
    this.world.heard(this.calendar)
    if ('status' in listed) return failed('cursor_dead')
    // Peers have read an empty answer as an empty calendar; here one is sent though there is something.
    if (fault === 'lists_nothing' && cursor === null && page === null && this.#knowsSome()) {
      this.#rows = []
      return { kind: 'page', next: null, cursor: this.calendar.remote.cursor() }
    }
    this.#rows = listed.rows
    if (fault === 'older_rows' && cursor !== null) this.#rows = [...this.#rows, ...this.#lateRows()]
    return { kind: 'page', next: listed.next, cursor: listed.cursor }
  }

  /** A listing tells late of what it has told of before, or tells of now. */
  #lateRows(): RemoteRow[] {
    const known = new Set([...this.calendar.links, ...this.#rows].map(({ remote_id }) => remote_id))
    return this.calendar.remote.former().filter(({ remote_id }) => known.has(remote_id))
  }

  #knowsSome(): boolean {
    return this.calendar.links.some(
      ({ remote_id, event_id, state }) =>
        remote_id !== null && state === 'live' && this.world.events.get(event_id ?? '')?.deleted === null,
    )
  }

  #read(id: string): RemoteRow {
    return this.calendar.remote.get(id) ?? { kind: 'gone', remote_id: id, certain: true }
  }

  #apply({ complete, cursor }: Effect & { do: 'apply' }): Signal {
    const { calendar, world } = this
    const result = reconcile({
      ...{ rows: calendar.staged, complete, links: calendar.links, policy: calendar.policy },
      local: (id) => world.local(calendar, id),
      twin: (row) => world.twin(calendar, row),
      live: calendar.links.filter(({ state }) => state === 'live').length,
      ...{ confirmed: calendar.confirmed, verified: this.#verified },
    })
    if (result.kind === 'unconfirmed') return { kind: 'unconfirmed', remote_ids: result.remote_ids }
    if (result.kind === 'needs_confirmation') {
      this.waitingFor = result.gone
      return { kind: 'needs_confirmation' }
    }
    let changed = 0
    for (const { was, decision } of result.steps) if (world.carryOut(calendar, was, decision)) changed += 1
    if (complete) calendar.wholes += 1
    if (calendar.cursor !== null) calendar.former.push(calendar.cursor)
    calendar.cursor = cursor
    calendar.staged = []
    calendar.confirmed = new Set()
    return { kind: 'applied', changed }
  }

  /** What the guard wants a person to confirm. */
  waitingFor: readonly string[] = []

  #choose(): Signal {
    const { calendar, world } = this
    for (const link of calendar.links) {
      const local = link.event_id === null ? null : world.local(calendar, link.event_id)
      if (local === null || link.event_id === null) continue
      const token = `t${calendar.fence}.${world.now}.${world.writes}`
      const next = nextWrite(link, local, calendar.policy, token)
      if (next.do === 'nothing') continue
      this.#unread = next.do === 'read'
      this.#link = link
      if (next.do === 'read') return { kind: 'chosen', link: link.event_id, write: 'unread' }
      calendar.links = calendar.links.map((one) => (one === link ? next.link : one))
      world.writes += 1
      this.#link = next.link
      this.#write = next.write
      return { kind: 'chosen', link: link.event_id, write: next.write.kind }
    }
    return { kind: 'nothing' }
  }

  #send(): Signal {
    const [{ remote }, write, link] = [this.calendar, this.#write, this.#link]
    if (write === null || link === null) throw new Error('nothing was chosen')
    this.world.now += 1
    if (write.kind === 'delete') {
      const refusal = remote.delete(write.remote_id, write.if_match)
      this.#answer = { kind: 'deleted' }
      return refusal === null ? { kind: 'answered', writes: 1 } : failed(WRITES[refusal.status])
    }
    const said: Refusal | RemoteItem =
      write.kind === 'create'
        ? remote.create(wantedId(link), write.event, write.mark)
        : remote.update(write.remote_id, write.if_match, write.event, write.mark)
    if ('status' in said) return failed(WRITES[said.status])
    this.#answer = { kind: 'done', remote_id: said.remote_id, etag: said.etag, updated: said.updated, echo: said.event }
    return remote.traits.echoes ? { kind: 'answered', writes: 1 } : failed('unknown_outcome')
  }

  #readBack(after: string): Signal {
    const { calendar, world } = this
    const link = this.#current()
    if (link === null) return { kind: 'stored' }
    const local = world.local(calendar, link.event_id ?? '') ?? { kind: 'deleted', by: 'person', event: null }
    const { remote, policy } = calendar
    const named = remote.get(link.remote_id ?? wantedId(link))
    const item = link.remote_id === null ? (named ?? remote.marked(link.event_id ?? '')) : named
    const decision = after === 'taken' ? afterTaken(link, local, item, policy) : afterReading(link, local, item, policy)
    world.carryOut(calendar, link, decision)
    return { kind: 'stored' }
  }

  #store(answer: (Effect & { do: 'store' })['answer']): Signal {
    const link = this.#current()
    const said: WriteAnswer | null =
      answer === 'given'
        ? this.#answer
        : answer === 'deleted'
          ? { kind: 'deleted' }
          : { kind: 'rejected', reason: answer.rejected }
    if (link !== null && said !== null)
      this.world.carryOut(this.calendar, link, finish(link, said, this.calendar.policy))
    return { kind: 'stored' }
  }

  /** The chosen link as it is stored by now. */
  #current(): Link | null {
    const chosen = this.#link
    return (
      this.calendar.links.find(
        (one) =>
          one.state === 'live' &&
          one.event_id === chosen?.event_id &&
          (this.#unread || one.generation === chosen?.generation),
      ) ?? null
    )
  }
}

const failed = (is: ErrorClass): Signal => ({ kind: 'failed', is, retry_after_ms: null })

/** The id that we ask for; the real one is a hash of the same. */
const wantedId = (link: Link): string => `${link.event_id}g${link.generation}`
