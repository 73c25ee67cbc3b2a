import type { ErrorClass } from '#domain/calendar/sync/errors.ts'
import type { ListedRow } from '#domain/calendar/sync/link.ts'
import type { Account, Answer, CalendarFailure, CalendarPort, Listing } from '#domain/calendar/sync/port.ts'
import type { RemoteCalendar as Listed } from '#domain/calendar/sync/port.ts'
import type { ListQuestion, ReadQuestion, WriteQuestion } from '#domain/calendar/sync/port.ts'
import type { Provider } from '#domain/calendar/sync/capability.ts'
import type { WriteAnswer } from '#domain/calendar/sync/write.ts'
import type { RemoteCalendar } from './remote-calendar.ts'

/** What goes wrong with the next requests. */
export type PortFault =
  | { readonly kind: 'fails'; readonly is: ErrorClass }
  /** It is done, and the answer does not come. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'lists_nothing' }
  /** Rows that come behind those that are true now. */
  | { readonly kind: 'older_rows'; readonly rows: readonly ListedRow[] }

const REFUSED = { 404: 'gone', 410: 'gone', 409: 'duplicate', 412: 'race' } as const

/** Simulated calendars behind the port of the connectors. */
export class FakePort implements CalendarPort {
  readonly provider: Provider
  readonly push = null
  fault: PortFault | null = null
  requests = 0
  /** There is no way to look for a server. */
  readonly failure = failed('config')
  readonly #calendars: ReadonlyMap<string, RemoteCalendar>
  readonly #now: () => number
  readonly #listed: readonly Listed[]

  constructor(
    provider: Provider,
    calendars: ReadonlyMap<string, RemoteCalendar>,
    now: () => number,
    listed: readonly Listed[] = [],
  ) {
    this.#listed = listed
    this.provider = provider
    this.#calendars = calendars
    this.#now = now
  }

  async calendars(): Promise<Answer<readonly Listed[]>> {
    return this.#ok(this.#listed)
  }

  async list(_: Account, { calendar, cursor, page, size }: ListQuestion): Promise<Answer<Listing>> {
    this.requests += 1
    if (this.fault?.kind === 'fails') return failed(this.fault.is)
    const remote = this.#remote(calendar.remote_id)
    const listed = remote.list(cursor, page, size)
    if ('status' in listed) return failed('cursor_dead')
    if (this.fault?.kind === 'lists_nothing') return this.#ok({ rows: [], next: null, cursor: remote.cursor() })
    const late = this.fault?.kind === 'older_rows' ? this.fault.rows : []
    return this.#ok({ ...listed, rows: [...listed.rows, ...late] })
  }

  async read(_: Account, { calendar, remote_id, wanted_id, event_id }: ReadQuestion) {
    this.requests += 1
    if (this.fault?.kind === 'fails') return failed(this.fault.is)
    const remote = this.#remote(calendar.remote_id)
    const named = remote.get(remote_id ?? wanted_id)
    return this.#ok(remote_id === null ? (named ?? remote.marked(event_id)) : named)
  }

  async write(_: Account, { calendar, write, wanted_id }: WriteQuestion): Promise<Answer<WriteAnswer>> {
    this.requests += 1
    if (this.fault?.kind === 'fails') return failed(this.fault.is)
    const remote = this.#remote(calendar.remote_id)
    if (write.kind === 'delete') {
      const refusal = remote.delete(write.remote_id, write.if_match)
      if (refusal !== null) return failed(REFUSED[refusal.status])
      return this.fault === null ? this.#ok({ kind: 'deleted' }) : failed('unknown_outcome')
    }
    const said =
      write.kind === 'create'
        ? remote.create(wanted_id, write.event, write.mark)
        : remote.update(write.remote_id, write.if_match, write.event, write.mark)
    if ('status' in said) return failed(REFUSED[said.status])
    if (this.fault !== null || !remote.traits.echoes) return failed('unknown_outcome')
    const { remote_id, etag, updated, event: echo } = said
    return this.#ok({ kind: 'done', remote_id, etag, updated, echo })
  }

  #remote(id: string): RemoteCalendar {
    const found = this.#calendars.get(id)
    if (found === undefined) throw new Error(`there is no calendar ${id}`)
    return found
  }

  #ok<Value>(value: Value): Answer<Value> {
    return { kind: 'ok', value, clock_ms: this.#now(), requests: 1 }
  }
}

const failed = (is: ErrorClass): CalendarFailure => ({
  ...{ kind: 'failed', is, status: null, code: null, retry_after_ms: null, requests: 1 },
})
