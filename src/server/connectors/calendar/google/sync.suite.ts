import { createHash } from 'node:crypto'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import { CAPABILITIES } from '#domain/calendar/sync/capability.ts'
import type { Decision } from '#domain/calendar/sync/decide.ts'
import { newLink } from '#domain/calendar/sync/link.ts'
import type { Link, ListedRow, LocalSide, RemoteItem, RemoteRow, SyncPolicy } from '#domain/calendar/sync/link.ts'
import { occursWithin } from '#domain/calendar/sync/occurs.ts'
import type { CalendarAt } from '#domain/calendar/sync/port.ts'
import { reconcile } from '#domain/calendar/sync/reconcile.ts'
import { remoteIdOf } from '#domain/calendar/sync/remote-id.ts'
import { afterReading, afterTaken, finish, nextWrite } from '#domain/calendar/sync/write.ts'
import type { Next } from '#domain/calendar/sync/write.ts'
import type { ConnectedGoogle } from './connected.suite.ts'

const WINDOW = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }
const MOST_WRITES = 60
const sha256 = (text: string): Uint8Array => createHash('sha256').update(text).digest()

interface Kept {
  event: CalendarEvent
  deleted: 'person' | 'sync' | 'filter' | null
}

/** Our side of a sync with one calendar: the rules of the product over a store in memory, and the real port. */
export class GoogleSync {
  readonly events = new Map<string, Kept>()
  readonly policy: SyncPolicy = {
    ...{ capability: CAPABILITIES.google, direction: 'both', strategy: 'theirs', when_deleted_there: 'delete' },
    ...{ writes_people: false, wants: () => true, reaches: () => true },
    occurs: occursWithin({ instances: 1_000, ms: 1, now: () => 0 }),
  }
  links: Link[] = []
  #cursor: string | null = null
  #ids = 0
  #tokens = 0
  readonly #there: ConnectedGoogle
  readonly #calendar: CalendarAt

  constructor(there: ConnectedGoogle, remote_id: string) {
    this.#there = there
    this.#calendar = { remote_id, time_zone: 'Europe/Berlin' }
  }

  add(event: CalendarEvent): void {
    const id = this.#newId()
    this.events.set(id, { event, deleted: null })
    this.links.push(newLink(id, this.policy.capability))
  }

  /** A run: reads, then tells. Ends where something fails, as the engine does. Gives how much it told. */
  async run(): Promise<number> {
    if (!(await this.#pull())) return -1
    for (let told = 0; told < MOST_WRITES; told += 1) {
      const next = this.#next()
      if (next === null) return told
      if (!(await this.#tell(next.link, next.next))) return -1
    }
    throw new Error('It tells the same for ever.')
  }

  async #pull(): Promise<boolean> {
    const { port, account } = this.#there
    const question = { calendar: this.#calendar, cursor: this.#cursor, page: null, size: null, window: WINDOW }
    const listed = await port.list(account, question)
    if (listed.kind === 'failed') {
      if (listed.is === 'cursor_dead') this.#cursor = null
      return false
    }
    let rows: ListedRow[] = [...listed.value.rows]
    const verified = new Set<string>()
    for (;;) {
      const result = reconcile({
        ...{ rows, verified, complete: this.#cursor === null, links: this.links, policy: this.policy },
        ...{ live: this.links.length, confirmed: new Set(this.links.flatMap(({ remote_id }) => remote_id ?? [])) },
        ...{ local: (id) => this.#local(id), twin: (row) => this.#twin(row) },
      })
      if (result.kind === 'needs_confirmation') throw new Error('All was confirmed.')
      if (result.kind === 'apply') {
        for (const { was, decision } of result.steps) this.#carryOut(was, decision)
        this.#cursor = listed.value.cursor
        return true
      }
      for (const remote_id of result.remote_ids) {
        const read = await this.#read({ remote_id, wanted_id: '', event_id: '', uid: '' })
        if (read === 'failed') return false
        rows = rows.filter((row) => row.remote_id !== remote_id)
        rows.push(read ?? { kind: 'gone', remote_id, certain: true })
        verified.add(remote_id)
      }
    }
  }

  #next(): { link: Link; next: Exclude<Next, { do: 'nothing' }> } | null {
    for (const link of this.links) {
      const local = link.event_id === null ? null : this.#local(link.event_id)
      if (local === null) continue
      this.#tokens += 1
      const next = nextWrite(link, local, this.policy, `t${this.#tokens}`)
      if (next.do !== 'nothing') return { link, next }
    }
    return null
  }

  async #tell(link: Link, next: Exclude<Next, { do: 'nothing' }>): Promise<boolean> {
    if (next.do === 'read') return this.#readBack(link, 'unknown')
    const begun = next.link
    this.links = this.links.map((one) => (one === link ? begun : one))
    const { port, account } = this.#there
    const question = { calendar: this.#calendar, write: next.write, wanted_id: this.#wanted(begun), invites: false }
    const answer = await port.write(account, question)
    if (answer.kind === 'ok') {
      this.#carryOut(begun, finish(begun, answer.value, this.policy))
      return true
    }
    if (answer.is === 'gone' && next.write.kind === 'delete') {
      this.#carryOut(begun, finish(begun, { kind: 'deleted' }, this.policy))
      return true
    }
    if (answer.is === 'duplicate') return this.#readBack(begun, 'taken')
    if (['gone', 'race', 'unknown_outcome'].includes(answer.is)) return this.#readBack(begun, 'unknown')
    if (answer.is === 'poison') throw new Error(`refused: ${answer.code}`)
    return false
  }

  async #readBack(link: Link, after: 'taken' | 'unknown'): Promise<boolean> {
    const id = link.event_id ?? ''
    const uid = this.events.get(id)?.event.uid ?? ''
    const row = await this.#read({ remote_id: link.remote_id, wanted_id: this.#wanted(link), event_id: id, uid })
    if (row === 'failed') return false
    const local = this.#local(id) ?? { kind: 'deleted', by: 'person', event: null }
    const then = after === 'taken' ? afterTaken : afterReading
    this.#carryOut(link, then(link, local, row, this.policy))
    return true
  }

  async #read(sought: { remote_id: string | null; wanted_id: string; event_id: string; uid: string }) {
    const { port, account } = this.#there
    const answer = await port.read(account, { calendar: this.#calendar, ...sought })
    const row: RemoteRow | null | 'failed' = answer.kind === 'ok' ? answer.value : 'failed'
    return row
  }

  #local(id: string): LocalSide | null {
    const known = this.events.get(id)
    if (known === undefined) return null
    if (known.deleted !== null) return { kind: 'deleted', by: known.deleted, event: known.event }
    return { kind: 'event', event: known.event, edited: null, elsewhere: false }
  }

  #twin(row: RemoteItem): string | null {
    const isFree = (id: string) =>
      this.events.has(id) && !this.links.some((one) => one.event_id === id && one.state === 'live')
    if (row.mark !== null && isFree(row.mark.event_id)) return row.mark.event_id
    const same = [...this.events].filter(([id, { event }]) => event.uid === row.event.uid && isFree(id))
    return (same.find(([, { deleted }]) => deleted === null) ?? same[0])?.[0] ?? null
  }

  #carryOut(was: Link | null, { event, link, burnt }: Decision): void {
    let id = link?.event_id ?? was?.event_id ?? ''
    if (event.do === 'make') {
      if (id === '') id = this.#newId()
      this.events.set(id, { event: event.event, deleted: null })
    }
    const known = this.events.get(id)
    if (event.do === 'put' && known !== undefined) known.event = event.event
    if (event.do === 'delete' && known !== undefined) known.deleted = event.by
    const named = link === null || event.do !== 'make' ? link : { ...link, event_id: id }
    this.links = this.links.filter((one) => one !== was)
    for (const one of [named, burnt]) if (one !== null) this.links.push(one)
  }

  #wanted({ event_id, generation }: Link): string {
    const { remote_id } = this.#calendar
    return remoteIdOf({ tenant_id: 't', connection_id: remote_id, event_id: event_id ?? '', generation }, sha256)
  }

  #newId(): string {
    this.#ids += 1
    return `ev${this.#ids}`
  }
}
