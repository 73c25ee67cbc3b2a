import { randomUUID } from 'node:crypto'
import { changesOf, newSaid, readBody, withCustomZone } from './event.ts'
import type { EventBody } from './event.ts'
import { readId } from './ids.ts'
import type { Change, Item } from './item.ts'
import { Refusal, denied, invalid, notFound } from './refusal.ts'
import { changeOccurrence, deleteOccurrence, reshaped, saidOn, seriesOf, stillThere } from './series.ts'
import type { Traits } from './traits.ts'

export interface Calendar {
  readonly id: string
  name: string
  readonly isDefault: boolean
  readonly canEdit: boolean
  readonly hexColor: string
  version: number
}

/** Whose mailbox it is. */
export interface Account {
  readonly id: string
  readonly tenant: string
  readonly name: string
  readonly email: string
}

/** An event or one occurrence of a series (then with its date), as an id names it. */
export interface Found {
  readonly item: Item
  readonly date: string | null
}

/** The mailbox of one person: what programs do through Graph and what the person does in Outlook both end here. */
export class Mailbox {
  readonly account: Account
  readonly calendars = new Map<string, Calendar>()
  readonly items = new Map<number, Item>()
  readonly changes: Change[] = []
  /** Who was sent a mail about an event: nobody, as long as no one is invited. */
  readonly mails: { readonly about: string; readonly to: string }[] = []
  /** The zone that the person chose, by its name on Windows. */
  timeZone = 'W. Europe Standard Time'
  readonly now: () => number
  onChange: (change: Change) => void = () => {}
  #transactions = new Map<string, { readonly body: string; readonly item: number }>()
  readonly #traits: Traits
  #places = new Map<number, number>()
  #numbers = 0
  #versions = 0

  constructor(account: Account, now: () => number, traits: Traits) {
    this.account = account
    this.#traits = traits
    this.now = now
    this.addCalendar('Calendar', { isDefault: true })
  }

  addCalendar(name: string, like: { isDefault?: boolean; canEdit?: boolean; hexColor?: string } = {}): Calendar {
    const { isDefault = false, canEdit = true, hexColor = '' } = like
    const id = `AAMkAGI1AAAoZCfHAAABC${randomUUID().replaceAll('-', '')}AAA=`
    const calendar = { id, name, isDefault, canEdit, hexColor, version: this.#next() }
    this.calendars.set(id, calendar)
    return calendar
  }

  renameCalendar(id: string, name: string): void {
    Object.assign(this.calendar(id), { name, version: this.#next() })
  }

  /** Its events go with it. */
  deleteCalendar(id: string): void {
    this.calendar(id)
    for (const item of [...this.items.values()]) if (item.calendar === id) this.#remove(item)
    this.calendars.delete(id)
  }

  /** Null is the default calendar. */
  calendar(id: string | null): Calendar {
    const found = id === null ? [...this.calendars.values()].find(({ isDefault }) => isDefault) : this.calendars.get(id)
    if (found === undefined) throw notFound()
    return found
  }

  find(id: string): Found {
    const read = readId(id)
    const number = read?.by === 'place' ? this.#places.get(read.value) : read?.value
    const item = number === undefined ? undefined : this.items.get(number)
    // A place that it was moved away from is no longer its own.
    if (read === null || item === undefined || item[read.by] !== read.value) throw notFound()
    if (read.date !== null && !stillThere(item, read.date)) throw notFound()
    return { item, date: read.date }
  }

  /**
   * A body that was sent before with the same `transactionId` makes nothing new, and is answered with what it made; another
   * body under that id is refused (learn.microsoft.com/graph/api/resources/event, transactionId; calendar.md §4.4.4).
   */
  create(calendarId: string | null, sent: unknown, by: 'program' | 'person' = 'program'): Item {
    const calendar = this.calendar(calendarId)
    if (by === 'program' && !calendar.canEdit) throw denied()
    const body = readBody(sent)
    const transactionId = body.transactionId ?? null
    const whole = JSON.stringify([calendar.id, sent])
    const known = transactionId === null ? undefined : this.#transactions.get(transactionId)
    if (known !== undefined) {
      const item = this.items.get(known.item)
      const status = this.#traits.repeated_transaction
      if (known.body === whole && item !== undefined && status === 201) return item
      const message =
        "Your request can't be completed. The TransactionId specified in the request has already been used to create a different event."
      throw new Refusal(status === 201 ? 409 : status, 'ErrorDuplicateTransactionId', message)
    }
    const said = newSaid(body)
    const { series, times } =
      body.recurrence == null ? { series: null, times: said.times } : seriesOf(body.recurrence, said.times)
    const number = (this.#numbers += 1)
    const item: Item = {
      ...{ number, place: number, calendar: calendar.id, version: this.#next(), transactionId },
      ...{ created: this.now(), modified: this.now(), extended: new Map(), series },
      said: { ...said, times },
    }
    this.items.set(number, item)
    this.#places.set(number, number)
    if (transactionId !== null) this.#transactions.set(transactionId, { body: whole, item: number })
    this.#extend(item, body)
    this.#invite(item)
    this.#changed('created', item, 'all')
    return item
  }

  change(id: string, sent: unknown, by: 'program' | 'person' = 'program'): Found {
    const found = this.find(id)
    const { item, date } = found
    if (by === 'program' && !this.calendar(item.calendar).canEdit) throw denied()
    const body = readBody(sent)
    if (body.transactionId != null && body.transactionId !== item.transactionId)
      throw invalid('The transactionId is set when an event is created and cannot be changed.')
    if (date !== null) {
      if (body.recurrence != null) throw invalid('An occurrence has no recurrence of its own.')
      changeOccurrence(item, date, changesOf(body, saidOn(item, date)), { version: this.#next(), now: this.now() })
    } else {
      const said = { ...item.said, ...changesOf(body, item.said) }
      Object.assign(item, reshaped(item, said, body.recurrence))
      this.#extend(item, body)
    }
    this.#touch(item)
    this.#invite(item)
    this.#changed('updated', item, date ?? 'all')
    return found
  }

  delete(id: string, by: 'program' | 'person' = 'program'): void {
    const { item, date } = this.find(id)
    if (by === 'program' && !this.calendar(item.calendar).canEdit) throw denied()
    this.#invite(item)
    if (date === null) return this.#remove(item)
    deleteOccurrence(item, date)
    this.#touch(item)
    this.#changed('updated', item, 'master')
  }

  /** Only a person moves an event: v1.0 has no way to. It has another ordinary id afterwards. */
  move(id: string, calendarId: string): Item {
    const { item } = this.find(id)
    const to = this.calendar(calendarId)
    this.#changed('deleted', { ...item }, 'all')
    item.calendar = to.id
    item.place = this.#numbers += 1
    this.#places.set(item.place, item.number)
    this.#touch(item)
    this.#changed('created', item, 'all')
    return item
  }

  /** As if it had been made with a zone that has no name. */
  forgetZone(id: string): void {
    const { item } = this.find(id)
    item.said = { ...item.said, times: withCustomZone(item.said.times) }
    this.#touch(item)
    this.#changed('updated', item, 'all')
  }

  #remove(item: Item): void {
    this.items.delete(item.number)
    this.#changed('deleted', item, 'all')
  }

  #extend(item: Item, body: EventBody): void {
    for (const { id, value } of body.singleValueExtendedProperties ?? [])
      item.extended.set(id.toLowerCase(), { id, value })
  }

  /** Outlook writes to everybody who is invited, at each change. */
  #invite(item: Item): void {
    for (const attendee of item.said.attendees)
      this.mails.push({ about: item.said.subject ?? '', to: JSON.stringify(attendee) })
  }

  #touch(item: Item): void {
    item.version = this.#next()
    item.modified = this.now()
  }

  #changed(kind: Change['kind'], item: Item, what: string): void {
    const { calendar, number, place } = item
    const change: Change = { kind, what, item, calendar, number, place }
    this.changes.push(change)
    this.onChange(change)
  }

  #next(): number {
    return (this.#versions += 1)
  }
}
