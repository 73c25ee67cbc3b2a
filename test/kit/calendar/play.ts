import type { CalendarEvent } from '#domain/calendar/event.ts'
import type { Link, SyncPolicy } from '#domain/calendar/sync/link.ts'
import { resolveDelete, resolveFields } from '#domain/calendar/sync/resolve.ts'
import { edited, newEvent, stampOf, tracesOf } from './edits.ts'
import type { Happening } from './history.ts'
import { SyncRun } from './sync-run.ts'
import { SyncWorld } from './sync-world.ts'
import type { SyncedCalendar, WorldSetup } from './sync-world.ts'

const STEP_MS = 10_000
const MOST_STEPS = 400
const MOST_ROUNDS = 15

/** Plays a history, and keeps a book of what people did, to be compared with what is left of it. */
export class Play {
  readonly world: SyncWorld
  /** What a person's edit left, and who wrote over it or deleted it while seeing it. */
  readonly written = new Set<string>()
  readonly excused = new Set<string>()
  /** UIDs that a person deleted on some side. */
  readonly deleted = new Set<string>()
  /** UIDs of which a person said that they stay after all. */
  readonly kept = new Set<string>()
  /** The people of each object, as the calendar's own person has them. */
  readonly people = new Map<string, string>()
  readonly dead = new Set<string>()
  readonly complaints: string[] = []
  #sleeping: SyncRun[] = []
  #stamps = 0
  #depth = 0
  #carried = new Set<string>()

  constructor(setup: WorldSetup) {
    this.world = new SyncWorld(setup)
  }

  happen(what: Happening): void {
    this.world.now += STEP_MS
    this.#depth += 1
    this.#do(what)
    this.#depth -= 1
    // While something is on its way nobody can know of a delete yet.
    if (this.#depth === 0 && this.#sleeping.length === 0) this.#watchTheDead()
  }

  /** Runs without faults until nothing moves any more. */
  settle(): void {
    for (const run of this.#sleeping.splice(0)) this.#finish(run)
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const before = this.activity()
      for (const calendar of this.world.calendars) {
        const run = new SyncRun(this.world, calendar)
        this.#finish(run)
        for (const id of run.waitingFor) calendar.confirmed.add(id)
        this.#watchTheDead()
      }
      if (this.activity() === before && round > 0) return
    }
    this.complaints.push('it never settles')
  }

  /** How much has been written, on our side and on the others; the two writes of a begun and ended write count as well. */
  activity(): number {
    const there = this.world.calendars.reduce((sum, { remote }) => sum + remote.mutations, 0)
    return this.world.writes + there
  }

  /** All that there is on every side, to be compared with how another play ended. */
  stand(): string {
    const here = [...this.world.events].map(([id, { event, deleted }]) => [id, event, deleted])
    const there = this.world.calendars.map(({ remote, links }) => [
      [...remote.items].map(([id, { event }]) => [id, event]),
      links
        .map(({ event_id, remote_id, state, trouble }) => JSON.stringify([event_id, remote_id, state, trouble]))
        .sort(),
    ])
    return JSON.stringify([here, there])
  }

  #do(what: Happening): void {
    switch (what.do) {
      case 'create':
        return this.#create(what)
      case 'edit':
        return this.#edit(what)
      case 'delete':
        return this.#delete(what)
      case 'carry':
        return this.#carry(what)
      case 'run':
        return this.#run(what)
      case 'nothing':
        return
      case 'wake':
        for (const run of this.#sleeping.splice(0, 1)) this.#finish(run)
        return
      case 'forget_tokens':
        return this.#calendar(what.calendar).remote.forgetTokens()
      case 'resolve':
        return this.#resolve(what)
      case 'filter':
        return this.setFilter(this.#calendar(what.calendar), what.on)
      case 'webhook':
        // A hint to look, and nothing more: forged or for nobody, it is not even that.
        if (what.is !== 'forged') this.#finish(new SyncRun(this.world, this.#calendar(what.calendar)))
        if (what.is === 'twice') this.#finish(new SyncRun(this.world, this.#calendar(what.calendar)))
    }
  }

  #calendar(n: number): SyncedCalendar {
    const all = this.world.calendars
    const found = all[n % all.length]
    if (found === undefined) throw new Error('a world has a calendar')
    return found
  }

  #create({ side, calendar: n, series }: Happening & { do: 'create' }): void {
    const [calendar, stamp] = [this.#calendar(n), stampOf(this.#nextStamp())]
    const event = newEvent(`uid${this.#stamps}`, stamp, series)
    this.#book([], [event])
    if (side === 'here') this.world.add(event, calendar)
    else calendar.remote.edit(`there${this.#stamps}`, event)
  }

  #edit({ side, calendar: n, pick, edit, day }: Happening & { do: 'edit' }): void {
    const calendar = this.#calendar(n)
    const stamp = stampOf(this.#nextStamp())
    if (side === 'here') {
      const known = pickOf(
        [...this.world.events.values()].filter(({ deleted }) => deleted === null),
        pick,
      )
      if (known === undefined) return
      const after = edited(known.event, edit, stamp, day)
      const [first, second] = after ?? []
      if (first === undefined) return
      this.#book([known.event], after ?? [])
      known.event = first
      known.edited = new Date(this.world.ourNow()).toISOString()
      if (second !== undefined) this.world.add(second, this.#homeOf(known.event) ?? calendar)
      return
    }
    const found = pickOf([...calendar.remote.items], pick)
    if (found === undefined) return
    // A calendar's own screens do not offer what it cannot say.
    if (edit === 'hourly') return
    const [id, { event }] = found
    const after = edited(event, edit, stamp, day)
    const [first, second] = after ?? []
    if (first === undefined) return
    const said = (after ?? []).map((one) => calendar.remote.said(one))
    this.#book([event], said)
    calendar.remote.edit(id, first)
    if (edit === 'person') this.people.set(id, JSON.stringify(first.attendees))
    if (second === undefined) return
    calendar.remote.edit(`there${this.#stamps}`, second, null)
    this.people.set(`there${this.#stamps}`, JSON.stringify(second.attendees))
  }

  #homeOf(event: CalendarEvent): SyncedCalendar | undefined {
    const id = [...this.world.events].find(([, known]) => known.event === event)?.[0]
    return this.world.calendars.find(({ links }) => links.some((link) => link.event_id === id && link.state === 'live'))
  }

  #delete({ side, calendar: n, pick }: Happening & { do: 'delete' }): void {
    if (side === 'here') {
      const known = pickOf(
        [...this.world.events.values()].filter(({ deleted }) => deleted === null),
        pick,
      )
      if (known === undefined) return
      this.#book([known.event], [])
      this.#markDeleted(known.event.uid)
      known.deleted = 'person'
      return
    }
    const { remote } = this.#calendar(n)
    const found = pickOf([...remote.items], pick)
    if (found === undefined) return
    this.#book([found[1].event], [])
    this.#markDeleted(found[1].event.uid)
    remote.remove(found[0])
  }

  #carry({ calendar: n, pick }: Happening & { do: 'carry' }): void {
    const [from, to] = [this.#calendar(n), this.#calendar(n + 1)]
    const found = pickOf([...from.remote.items], pick)
    if (found === undefined || from === to) return
    const [id, { event, mark }] = found
    // A calendar has a UID once; and what cannot say the event drops the rest of it, which its person sees.
    if ([...to.remote.items.values()].some((one) => one.event.uid === event.uid) || this.#carried.has(event.uid)) return
    this.#carried.add(event.uid)
    this.#book([event], [to.remote.said(event)])
    from.remote.remove(id)
    const next = `there${this.#nextStamp()}`
    to.remote.edit(next, event, mark)
    const people = this.people.get(id)
    if (people !== undefined) this.people.set(next, people)
  }

  #run({ calendar: n, faults, meanwhile }: Happening & { do: 'run' }): void {
    const run = new SyncRun(this.world, this.#calendar(n))
    for (let step = 0; step < MOST_STEPS && run.effect !== null; step += 1) {
      for (const { step: at, what } of meanwhile) if (at === step) this.happen(what)
      const fault = faults[step] ?? 'none'
      if (fault === 'stalled') {
        this.#sleeping.push(run)
        return
      }
      if (!run.step(fault)) return
    }
    if (run.effect !== null) this.complaints.push('a run does not end')
  }

  #finish(run: SyncRun): void {
    for (let step = 0; step < MOST_STEPS && run.effect !== null; step += 1) run.step('none')
    if (run.effect !== null) this.complaints.push('a run does not end')
  }

  #resolve({ pick, choice }: Happening & { do: 'resolve' }): void {
    const open = this.world.calendars.flatMap((calendar) =>
      calendar.links.flatMap((link) => (isQuestion(link) ? [{ calendar, link }] : [])),
    )
    const found = pickOf(open, pick)
    if (found === undefined) return
    const { calendar, link } = found
    const local = this.world.local(calendar, link.event_id ?? '')
    if (local === null) return
    const before = [this.world.events.get(link.event_id ?? '')?.event, link.seen]
    const uid = this.world.events.get(link.event_id ?? '')?.event.uid ?? ''
    const { policy } = calendar
    const isFields = link.trouble?.kind === 'fields'
    const conflicts = link.trouble?.kind === 'fields' ? link.trouble.conflicts : []
    const choices = conflicts.map(({ key, field }) => ({ path: key === '' ? field : `@${key}/${field}`, take: choice }))
    const decision = isFields
      ? resolveFields(link, local, choices, policy)
      : resolveDelete(link, local, choice === 'mine' ? 'keep' : 'delete', policy)
    if (!isFields && choice === 'mine') this.kept.add(uid)
    this.world.carryOut(calendar, link, decision)
    const now = this.world.events.get(link.event_id ?? '')
    if (now !== undefined && decision.event.do !== 'keep') now.edited = new Date(this.world.ourNow()).toISOString()
    const left = now?.deleted === null ? [now.event] : []
    this.#book(before, [...left, ...(isFields ? [decision.link?.trouble] : [])])
  }

  /** Private events are kept out, or not any more: all is read again, and what a run read under the old rule is refused. */
  setFilter(calendar: SyncedCalendar, on: boolean): void {
    const wants: SyncPolicy['wants'] = on ? ({ visibility }) => visibility !== 'private' : () => true
    calendar.policy = { ...calendar.policy, wants }
    calendar.cursor = null
    calendar.fence += 1
  }

  #nextStamp(): number {
    this.#stamps += 1
    return this.#stamps
  }

  /** What a person saw and what they left: what is gone was meant to go. */
  #book(before: readonly unknown[], after: readonly unknown[]): void {
    const [was, is] = [JSON.stringify(before), JSON.stringify(after)]
    for (const trace of this.written) if (was.includes(trace) && !is.includes(trace)) this.excused.add(trace)
    for (const trace of tracesOf(this.#stamps)) if (is.includes(trace)) this.written.add(trace)
  }

  #markDeleted(uid: string): void {
    this.deleted.add(uid)
  }

  /** What was deleted by a person and is on no side any more stays dead. */
  #watchTheDead(): void {
    const alive = new Set([
      ...[...this.world.events.values()].filter(({ deleted }) => deleted === null).map(({ event }) => event.uid),
      ...this.world.calendars.flatMap(({ remote }) => [...remote.items.values()].map(({ event }) => event.uid)),
    ])
    for (const uid of this.deleted) {
      if (this.dead.has(uid) && alive.has(uid) && !this.kept.has(uid)) this.complaints.push(`${uid} rose from the dead`)
      if (!alive.has(uid)) this.dead.add(uid)
    }
  }
}

const isQuestion = ({ state, trouble }: Link): boolean =>
  state === 'live' && trouble !== null && trouble.kind !== 'unsupported' && trouble.kind !== 'rejected'

const pickOf = <T>(all: readonly T[], n: number): T | undefined => (all.length === 0 ? undefined : all[n % all.length])
