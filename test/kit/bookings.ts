import { expect } from 'vitest'
import { mailsOf } from './invitations.ts'
import type { ReadMail } from './invitations.ts'
import type { TestApp, TestUser } from './make-app.ts'

/** A type of appointments of a host. */
export async function typeOf(host: TestUser, more: Record<string, unknown> = {}): Promise<string> {
  return (await host.request('POST', '/appointments/types', { body: { title: 'First talk', ...more } })).body.id
}

/** An appointment that somebody of the firm booked with a host, by a link for the firm and of a type of its own. */
export async function bookWith(
  host: TestUser,
  guest: TestUser,
  { type, start_time }: { type: Record<string, unknown>; start_time: string },
): Promise<{ id: string; status: string }> {
  const type_id = await typeOf(host, type)
  const link = await host.request('POST', '/appointments/links', { body: { audience: 'firm', type_id } })
  const { status, body } = await guest.request('POST', `/booking/${link.body.token}`, {
    body: { type_id, start_time, time_zone: 'Europe/Berlin' },
  })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}

/** The events in the calendar of somebody. */
export const eventsOf = async (who: TestUser) => (await who.request('GET', '/calendar/events')).body.items

/** The latest mail to an address. */
export async function mailTo(app: TestApp, to: string): Promise<ReadMail | undefined> {
  return (await mailsOf(app)).findLast((mail) => mail.to === to)
}
