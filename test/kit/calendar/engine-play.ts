import type { Link } from '#domain/calendar/sync/link.ts'
import { CalendarEvent } from '#domain/calendar/event.ts'
import { stableText } from '#domain/calendar/sync/value.ts'
import { CalendarRun } from '#features/calendar-sync/index.ts'
import type { RunParts, SyncCtx } from '#features/calendar-sync/index.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { allLinks, saveLinks } from '#features/calendar-sync/links.ts'
import type { TestApp } from '#kit/make-app.ts'
import { FakePort } from './fake-port.ts'
import type { PortFault } from './fake-port.ts'
import type { Happening } from './history.ts'
import { Play } from './play.ts'
import type { Fault } from './sync-run.ts'
import type { SyncedCalendar, WorldSetup } from './sync-world.ts'

const MOST_STEPS = 400
const MOST_ROUNDS = 15
const NO_FIRM = '00000000-0000-0000-0000-000000000000'
/** A year behind what the events of the histories are about reaches back to all of them. */
const BEGIN = Date.UTC(2027, 5, 1)
const LIMITS_DAYS = 365

/**
 * Plays a history with the engine on a real database: what people do is done to a mirror of it, and carried over; the runs
 * are those of the engine, with what goes wrong at each of their steps.
 */
export class EnginePlay {
  readonly play: Play
  readonly ids: string[] = []
  readonly port: FakePort
  readonly ctx: SyncCtx
  readonly #app: TestApp
  readonly #user_id: string
  readonly #parts: RunParts
  #sleeping: CalendarRun[] = []
  /** How many the engine has sent to the database, apart from those that begin and end a transaction. */
  statements = 0

  constructor(app: TestApp, user_id: string, setup: WorldSetup) {
    this.play = new Play(setup)
    this.play.world.now = BEGIN
    this.#app = app
    this.#user_id = user_id
    const remotes = new Map(this.play.world.calendars.map(({ remote }, n) => [`remote${n}`, remote]))
    this.port = new FakePort('google', remotes, () => this.play.world.now)
    this.ctx = {
      ...app.ctx,
      db: this.#counted(app.ctx.db),
      calendars: { port: () => this.port, login: () => null, findServer: async () => this.port.failure },
    }
    this.#parts = {
      accounts: {
        open: async (_, connection_id) => ({
          kind: 'ready',
          account: { connection_id, access: { kind: 'bearer', token: 'token' } },
        }),
        mark: async () => {},
      },
      soon: async () => {},
    }
  }

  /** An account for each calendar, in the place of what an earlier play left. */
  async begin(providers: readonly string[], strategy = 'ask'): Promise<void> {
    await this.#app.rows('DELETE FROM calendar_connections WHERE user_id = $1', [this.#user_id])
    await this.#app.rows('DELETE FROM calendar_events WHERE user_id = $1', [this.#user_id])
    for (const [n, provider] of providers.entries()) {
      const [connection, calendar] = [this.ctx.id(), this.ctx.id()]
      await this.#app.rows(
        `INSERT INTO calendar_connections (id, user_id, provider, subject, name, sync_enabled, sync_window_days, conflict_strategy, created_at, updated_at)
         VALUES ($1, $2, $3, $4, 'Account', true, ${LIMITS_DAYS}, $5, now(), now())`,
        [connection, this.#user_id, provider, `subject${n}`, strategy],
      )
      await this.#app.rows(
        `INSERT INTO calendars (id, user_id, connection_id, remote_id, name, time_zone, role, selected, created_at, updated_at)
         VALUES ($1, $2, $3, $4, 'Calendar', 'UTC', 'owner', true, now(), now())`,
        [calendar, this.#user_id, connection, `remote${n}`],
      )
      this.ids.push(calendar)
    }
  }

  async happen(what: Happening): Promise<void> {
    await this.#do(what)
    if (this.#sleeping.length > 0) return
    await this.load()
    this.play.happen({ do: 'nothing' })
  }

  /** Runs without faults until nothing moves any more. */
  async settle(): Promise<void> {
    for (const run of this.#sleeping.splice(0)) await this.finish(run)
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const before = await this.activity()
      for (const id of this.ids) {
        await this.run(id)
        await this.#app.rows('UPDATE calendars SET confirmed = waiting WHERE id = $1', [id])
        await this.happen({ do: 'nothing' })
      }
      if ((await this.activity()) === before && round > 0) return this.load()
    }
    this.play.complaints.push('it never settles')
  }

  /** Whatever was written, here and there; a row that is written as it was counts as well. */
  async activity(): Promise<string> {
    const [here] = await this.#app.rows(
      `SELECT (SELECT string_agg(xmin::text, ',' ORDER BY id) FROM calendar_events WHERE user_id = $1) AS events,
        (SELECT string_agg(xmin::text, ',' ORDER BY id) FROM calendar_links WHERE user_id = $1) AS links`,
      [this.#user_id],
    )
    return JSON.stringify([here, this.play.world.calendars.map(({ remote }) => remote.mutations)])
  }

  /** 1. Another run writes nothing on any side: by its cursor, and reading everything. */
  async quiescence(): Promise<string[]> {
    const before = await this.activity()
    for (const id of this.ids) await this.run(id)
    if ((await this.activity()) !== before) return ['a run by the cursor wrote something though nothing had changed']
    await this.#app.rows('UPDATE calendars SET cursor = NULL WHERE user_id = $1', [this.#user_id])
    for (const id of this.ids) await this.run(id)
    return (await this.activity()) === before ? [] : ['reading everything wrote something though nothing had changed']
  }

  /** A run up to the step before this one. */
  async until(calendar_id: string, effect: string): Promise<CalendarRun> {
    const run = await this.#started(calendar_id)
    while (run.effect !== null && run.effect.do !== effect) await this.#step(run, 'none')
    return run
  }

  /** A run as it is when nothing goes wrong. */
  async run(calendar_id: string): Promise<CalendarRun> {
    const run = await this.#started(calendar_id)
    await this.finish(run)
    return run
  }

  /** On this node, or on another one. */
  begun(calendar_id: string, node: TestApp = this.#app): CalendarRun {
    const question = { calendar_id, trigger: 'schedule', attempt_id: this.ctx.id(), parent_id: null } as const
    const { clock, calendars } = this.ctx
    const ctx = node === this.#app ? this.ctx : { ...node.ctx, clock, calendars }
    return new CalendarRun(ctx, this.#parts, question)
  }

  /** The database as the mirror has it. */
  async load(): Promise<void> {
    const { world } = this.play
    world.events.clear()
    const events = await this.#app.rows(
      'SELECT id, event, edited_at, deleted_by FROM calendar_events WHERE user_id = $1 ORDER BY created_at, id',
      [this.#user_id],
    )
    for (const { id, event, edited_at, deleted_by } of events) {
      const edited = edited_at === null ? null : new Date(edited_at).toISOString()
      world.events.set(id, { event: CalendarEvent.parse(event), edited, deleted: deleted_by })
    }
    const calendars = await this.#app.rows('SELECT id, cursor, clock_offset_ms FROM calendars WHERE user_id = $1', [
      this.#user_id,
    ])
    for (const [n, id] of this.ids.entries()) {
      const [mirror, row] = [this.#mirror(n), calendars.find((one) => one['id'] === id)]
      mirror.links = await this.#as(async (tx) => (await allLinks(tx, id)).map(({ link }) => link))
      mirror.cursor = row?.['cursor'] ?? null
      mirror.offset_ms = row?.['clock_offset_ms'] === null ? null : Number(row?.['clock_offset_ms'])
    }
  }

  async #do(what: Happening): Promise<void> {
    switch (what.do) {
      case 'run':
        return this.#runWith(what)
      case 'wake':
        for (const run of this.#sleeping.splice(0, 1)) await this.finish(run)
        return
      case 'webhook':
        for (let n = { true: 1, late: 1, twice: 2, forged: 0 }[what.is]; n > 0; n -= 1)
          await this.run(this.#idOf(what.calendar))
        return
      case 'filter':
        this.play.happen(what)
        await this.#app.rows(
          `UPDATE calendars SET filters = $2, cursor = NULL, fence = fence + 1, leased_until = NULL WHERE id = $1`,
          [this.#idOf(what.calendar), JSON.stringify(what.on ? { private: 'left_out' } : {})],
        )
        return
      default:
        return this.#byPerson(what)
    }
  }

  async #runWith({ calendar, faults, meanwhile }: Happening & { do: 'run' }): Promise<void> {
    const run = await this.#started(this.#idOf(calendar))
    for (let step = 0; step < MOST_STEPS && run.effect !== null; step += 1) {
      for (const { step: at, what } of meanwhile) if (at === step) await this.#byPerson(what)
      const fault = faults[step] ?? 'none'
      if (fault === 'stalled') {
        this.#sleeping.push(run)
        return
      }
      if (fault === 'crash_before' || run.effect === null) return
      await this.#step(run, fault)
      if (fault === 'crash_after') return
    }
    if (run.effect !== null) this.play.complaints.push('a run does not end')
  }

  async finish(run: CalendarRun): Promise<void> {
    for (let step = 0; step < MOST_STEPS && run.effect !== null; step += 1) await this.#step(run, 'none')
    if (run.effect !== null) this.play.complaints.push('a run does not end')
  }

  /** As long after the last one as it takes: the lease of a process that is gone has run out by now, and the account has rested. */
  async #started(id: string): Promise<CalendarRun> {
    await this.#app.rows('UPDATE calendars SET leased_until = NULL WHERE id = $1', [id])
    await this.#app.rows(
      `UPDATE calendar_connections SET resting_until = NULL, silent_until = NULL WHERE id = (SELECT connection_id FROM calendars WHERE id = $1)`,
      [id],
    )
    return this.begun(id)
  }

  async #step(run: CalendarRun, fault: Fault): Promise<void> {
    this.play.world.now += 1
    this.#app.time.set(new Date(this.play.world.now).toISOString())
    this.port.fault = await this.#faultOf(run, fault)
    await run.step()
    this.port.fault = null
  }

  async #faultOf(run: CalendarRun, fault: Fault): Promise<PortFault | null> {
    const { effect } = run
    const fails = { throttled: 'throttle', down: 'transient', token: 'token' } as const
    if (fault === 'throttled' || fault === 'down' || fault === 'token') return { kind: 'fails', is: fails[fault] }
    if (effect?.do === 'send' && fault === 'reset') return { kind: 'fails', is: 'unknown_outcome' }
    if (effect?.do === 'send' && fault === 'lost') return { kind: 'lost' }
    if (effect?.do !== 'fetch') return null
    if (fault === 'truncated') return { kind: 'fails', is: 'protocol' }
    if (fault === 'cursor_dead' && effect.cursor !== null) return { kind: 'fails', is: 'cursor_dead' }
    await this.load()
    const calendar = this.#mirror(this.ids.indexOf(run.calendar?.id ?? ''))
    const known = calendar.links.filter(({ remote_id }) => remote_id !== null)
    const lives = ({ event_id, state }: Link): boolean =>
      state === 'live' && this.play.world.events.get(event_id ?? '')?.deleted === null
    if (fault === 'lists_nothing' && effect.cursor === null && effect.page === null && known.some(lives))
      return { kind: 'lists_nothing' }
    if (fault !== 'older_rows' || effect.cursor === null) return null
    const rows = calendar.remote.former().filter((row) => known.some(({ remote_id }) => remote_id === row.remote_id))
    return { kind: 'older_rows', rows }
  }

  /** Done to the mirror, and then to the database as our screens do it. */
  async #byPerson(what: Happening): Promise<void> {
    await this.load()
    const { world, dead, complaints } = this.play
    const before = new Map([...world.events].map(([id, known]) => [id, stableText(known)]))
    const links = world.calendars.map((calendar) => new Set(calendar.links))
    const [died, wrong] = [new Set(dead), complaints.length]
    this.play.happen(what)
    // Whether something rose from the dead is looked at when nothing is on its way.
    for (const uid of dead) if (!died.has(uid)) dead.delete(uid)
    complaints.splice(wrong)
    const renamed = await this.#storeEvents(before)
    for (const [n, calendar] of world.calendars.entries()) {
      const id = this.ids[n] ?? ''
      const stored = await this.#as((tx) => allLinks(tx, id))
      const byLink = new Map(stored.map((one) => [stableText(one.link), one]))
      const gone = [...(links[n] ?? [])].filter((link) => !calendar.links.includes(link))
      const added = calendar.links.filter((link) => links[n]?.has(link) !== true)
      const changes = [
        ...gone.map((link) => ({ was: byLink.get(stableText(link)) ?? null, link: null, to_tell: false })),
        ...added.map((link) => ({ was: null, link: { ...link, event_id: nameOf(renamed, link) }, to_tell: true })),
      ]
      await this.#as((tx) =>
        saveLinks(tx, { id, user_id: this.#user_id, newId: this.ctx.id, now: this.ctx.clock.iso() }, changes),
      )
    }
  }

  async #storeEvents(before: ReadonlyMap<string, string>): Promise<Map<string, string>> {
    const renamed = new Map<string, string>()
    for (const [id, known] of this.play.world.events) {
      const was = before.get(id)
      if (was === stableText(known)) continue
      if (was === undefined) renamed.set(id, this.ctx.id())
      const { event, edited, deleted } = known
      await this.#app.rows(
        `INSERT INTO calendar_events (id, user_id, uid, recurrence_id, event, first_at, edited_at, deleted_by, deleted_at, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, now(), $6, $7, CASE WHEN $7::text IS NOT NULL THEN now() END, clock_timestamp(), now())
         ON CONFLICT (id) DO UPDATE SET event = $5, uid = $3, edited_at = $6, deleted_by = $7, deleted_at = excluded.deleted_at, version = calendar_events.version + 1`,
        [renamed.get(id) ?? id, this.#user_id, event.uid, event.recurrence_id, JSON.stringify(event), edited, deleted],
      )
    }
    return renamed
  }

  #counted(db: Db): Db {
    return {
      ...db,
      as: (actor, work) =>
        db.as(actor, async (tx) => {
          const { client } = tx
          const { query } = client
          client.query = new Proxy(query, {
            apply: (target, _, given) => {
              this.statements += 1
              return Reflect.apply(target, client, given)
            },
          })
          try {
            return await work(tx)
          } finally {
            client.query = query
          }
        }),
    }
  }

  #as<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.ctx.db.as({ user_id: this.#user_id, firm_id: NO_FIRM }, work)
  }

  #idOf(n: number): string {
    return this.ids[n % this.ids.length] ?? ''
  }

  #mirror(n: number): SyncedCalendar {
    const found = this.play.world.calendars[n]
    if (found === undefined) throw new Error('a world has a calendar')
    return found
  }
}

const nameOf = (renamed: ReadonlyMap<string, string>, { event_id }: Link): string | null =>
  event_id === null ? null : (renamed.get(event_id) ?? event_id)
