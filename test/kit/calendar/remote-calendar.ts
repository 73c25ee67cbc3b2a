import type { CalendarEvent } from '#domain/calendar/event.ts'
import type { Capability } from '#domain/calendar/sync/capability.ts'
import type { ListedRow, Mark, RemoteItem, RemoteRow } from '#domain/calendar/sync/link.ts'
import { eventOf, project } from '#domain/calendar/sync/projection.ts'

/** What a simulated calendar is like; real ones differ in just these. */
export interface Traits {
  readonly capability: Capability
  /** It makes something else of what it is given: here it strips tags from descriptions. */
  readonly rewrites: boolean
  /** Whether it takes the id that it is asked for, and refuses one that was used (Google), or makes its own (Graph). */
  readonly takes_ids: boolean
  /** Whether an answer to a write holds the object; otherwise it has to be read (CalDAV without an ETag). */
  readonly echoes: boolean
  /** Whether it tells by its own clock when something was changed. */
  readonly dates: boolean
  readonly page: number
  /** Whether what changed of a series is only hinted at, so that the series has to be read. */
  readonly hints: boolean
  /** Whether a listing tells our mark; Graph's does not. */
  readonly tells_marks: boolean
}

interface Stored {
  event: CalendarEvent
  etag: string
  updated: string | null
  mark: Mark | null
}

/** A refusal, by its status; the connectors' tables are tested elsewhere. */
export interface Refusal {
  readonly status: 404 | 409 | 410 | 412
}

/** The other side: etags, a change log with tokens, tombstones, and a person who edits in it as well. */
export class RemoteCalendar {
  readonly items = new Map<string, Stored>()
  readonly used = new Set<string>()
  readonly traits: Traits
  readonly now: () => number
  mutations = 0
  #log: { seq: number; id: string }[] = []
  #former = new Map<string, RemoteItem>()
  #seq = 0
  #epoch = 0
  #listings = new Map<string, { ids: string[]; cursor: string }>()

  constructor(traits: Traits, now: () => number) {
    this.traits = traits
    this.now = now
  }

  /** From now on no token that was given is known any more. */
  forgetTokens(): void {
    this.#epoch += 1
  }

  cursor(): string {
    return `${this.#epoch}:${this.#seq}`
  }

  /** A page; the cursor of the last one is from before the first, so that nothing in between is missed. */
  list(
    cursor: string | null,
    page: string | null,
    size: number | null,
  ): Refusal | { rows: ListedRow[]; next: string | null; cursor: string | null } {
    let listing = page === null ? undefined : this.#listings.get(page.split('/')[0] ?? '')
    let name = page?.split('/')[0] ?? ''
    const from = Number(page?.split('/')[1] ?? 0)
    if (listing === undefined) {
      const [epoch, seq] = (cursor ?? `${this.#epoch}:0`).split(':').map(Number)
      if (epoch !== this.#epoch) return { status: 410 }
      const changed = this.#log.filter((one) => one.seq > (seq ?? 0)).map(({ id }) => id)
      const ids = cursor === null ? [...this.items.keys()] : [...new Set(changed)]
      listing = { ids, cursor: this.cursor() }
      name = `L${this.#listings.size}`
      this.#listings.set(name, listing)
    }
    const until = from + Math.min(size ?? this.traits.page, this.traits.page)
    const rows = listing.ids.slice(from, until).flatMap((id): ListedRow[] => {
      const item = this.get(id)
      if (item !== null && cursor !== null && this.traits.hints && item.event.recurrence !== null)
        return [{ kind: 'dirty', remote_id: id }]
      if (item !== null) return [this.#listed(item)]
      return cursor === null ? [] : [{ kind: 'gone', remote_id: id, certain: !this.traits.capability.windowed }]
    })
    const last = until >= listing.ids.length
    return { rows, next: last ? null : `${name}/${until}`, cursor: last ? listing.cursor : null }
  }

  #listed(item: RemoteItem): RemoteItem {
    const isUntold = item.mark !== null && !this.traits.tells_marks
    return isUntold ? { ...item, mark: null, mark_untold: true } : item
  }

  get(id: string): RemoteItem | null {
    const stored = this.items.get(id)
    return stored === undefined ? null : { kind: 'item', remote_id: id, ...stored }
  }

  /** The object that a write of ours made for an event, by its mark. */
  marked(event_id: string): RemoteItem | null {
    const found = [...this.items].find(([, { mark }]) => mark?.event_id === event_id)
    return found === undefined ? null : this.get(found[0])
  }

  /** What objects were before they were last changed or deleted. */
  former(): RemoteRow[] {
    return this.traits.dates ? [...this.#former.values()] : []
  }

  create(wanted: string, event: CalendarEvent, mark: Mark | null): Refusal | RemoteItem {
    // The wanted id is a transaction id where it is not taken as the object's own (Graph): it is used up as well.
    if (this.used.has(wanted)) return { status: 409 }
    this.used.add(wanted)
    const id = this.traits.takes_ids ? wanted : `own${this.used.size}`
    this.mutations += 1
    return this.#put(id, event, mark)
  }

  update(id: string, ifMatch: string | null, event: CalendarEvent, mark: Mark): Refusal | RemoteItem {
    const stored = this.items.get(id)
    if (stored === undefined) return { status: 404 }
    if (ifMatch !== null && ifMatch !== stored.etag) return { status: 412 }
    this.mutations += 1
    return this.#put(id, event, mark)
  }

  delete(id: string, ifMatch: string | null): Refusal | null {
    const stored = this.items.get(id)
    if (stored === undefined) return { status: 404 }
    if (ifMatch !== null && ifMatch !== stored.etag) return { status: 412 }
    this.mutations += 1
    this.remove(id)
    return null
  }

  /** What its person does in it: nobody checks a version there, and our mark stays. */
  edit(id: string, event: CalendarEvent, mark = this.items.get(id)?.mark ?? null): void {
    this.#put(id, event, mark)
  }

  remove(id: string): void {
    this.items.delete(id)
    this.#changed(id)
  }

  /** What this calendar makes of an event: what it can say, as it rewrites it. */
  said(event: CalendarEvent): CalendarEvent {
    const said = eventOf(event.uid, project(event, this.traits.capability))
    if (!this.traits.rewrites) return said
    return { ...said, description: said.description?.replaceAll(/<[^>]*>/g, '') ?? null }
  }

  #put(id: string, event: CalendarEvent, mark: Mark | null): RemoteItem {
    this.#changed(id)
    this.used.add(id)
    const updated = this.traits.dates ? new Date(this.now()).toISOString() : null
    const stored = { event: this.said(event), etag: `e${this.#seq}`, updated, mark }
    const before = this.get(id)
    if (before !== null) this.#former.set(id, before)
    this.items.set(id, stored)
    return { kind: 'item', remote_id: id, ...stored }
  }

  #changed(id: string): void {
    this.#seq += 1
    this.#log.push({ seq: this.#seq, id })
  }
}
