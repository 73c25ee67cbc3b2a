import { idOf } from './ids.ts'
import type { Calendar, Mailbox } from './mailbox.ts'
import type { Webhooks } from './webhooks.ts'

/** The person in Outlook: nobody checks a version, and whoever subscribed is told. Ids are ordinary or immutable ones. */
export class Person {
  readonly mailbox: Mailbox
  readonly #webhooks: Webhooks

  constructor(mailbox: Mailbox, webhooks: Webhooks) {
    this.mailbox = mailbox
    this.#webhooks = webhooks
  }

  /** Takes an event as Graph does, and gives its immutable id. */
  createEvent(event: unknown, calendar: string | null = null): string {
    return this.#done(idOf(this.mailbox.create(calendar, event, 'person'), null, true))
  }

  patchEvent(id: string, event: unknown): void {
    this.#done(this.mailbox.change(id, event, 'person'))
  }

  deleteEvent(id: string): void {
    this.#done(this.mailbox.delete(id, 'person'))
  }

  moveEvent(id: string, calendar: string): void {
    this.#done(this.mailbox.move(id, calendar))
  }

  /** The occurrence that would have been on this date. */
  patchOccurrence(masterId: string, date: string, event: unknown): void {
    this.patchEvent(this.#occurrence(masterId, date), event)
  }

  deleteOccurrence(masterId: string, date: string): void {
    this.deleteEvent(this.#occurrence(masterId, date))
  }

  /** As if an Outlook of old had made it, with a zone that has no name. */
  forgetZone(id: string): void {
    this.#done(this.mailbox.forgetZone(id))
  }

  createCalendar(name: string, like: { canEdit?: boolean; hexColor?: string } = {}): Calendar {
    return this.mailbox.addCalendar(name, like)
  }

  renameCalendar(id: string, name: string): void {
    this.mailbox.renameCalendar(id, name)
  }

  deleteCalendar(id: string): void {
    this.#done(this.mailbox.deleteCalendar(id))
  }

  #occurrence(masterId: string, date: string): string {
    return idOf(this.mailbox.find(masterId).item, date, true)
  }

  #done<T>(result: T): T {
    this.#webhooks.send()
    return result
  }
}
