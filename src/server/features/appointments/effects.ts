import { eventOfGuest, eventOfHost, invitation, moved } from '#domain/appointments/appointment-event.ts'
import type { AppointmentDate } from '#domain/appointments/appointment-event.ts'
import { consequences } from '#domain/appointments/consequence.ts'
import type { Consequences } from '#domain/appointments/consequence.ts'
import type { By } from '#domain/appointments/status.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import type { AppointmentCalendar } from '#features/calendar-events/index.ts'
import { checkHost, countHostMail, refuseMails } from './limits.ts'
import { guestMail, hostMail } from './mails.ts'
import type { MailOf } from './mails.ts'
import { partiesOf } from './people.ts'
import type { Parties, Person } from './people.ts'
import { manageSecret } from './secret.ts'
import { noteSent } from './store.ts'
import type { AppointmentRow } from './store.ts'

/** What was changed, by whom, and what they said about it. */
export interface Change {
  readonly before: AppointmentRow | null
  readonly after: AppointmentRow
  readonly by: By
  /** Who of the firm it was, where it was one of its owners and admins. */
  readonly overseer?: Person | null
  readonly reason: string | null
}

/** Carries out what follows from a change: events in calendars, mails, and news for open screens. In a system transaction. */
export async function carryOut(
  ctx: Ctx,
  tx: Tx,
  calendar: AppointmentCalendar,
  change: Change,
): Promise<AppointmentRow> {
  const { before, after, by } = change
  const follows = consequences(before, after, by)
  const parties = await partiesOf(tx, after)
  const date = dateOf(after, parties)
  const guest_event_id = await writeEvents(ctx, tx, calendar, { change, follows, date })
  await writeGuest(ctx, tx, { change, follows, parties })
  if (follows.host !== null) await writeHost(ctx, tx, { what: follows.host, change, parties })
  const invited = follows.file === 'REQUEST' || (follows.file === null && after.invited)
  await noteSent(tx, after.id, { invited, guest_event_id })
  await announce(ctx, tx, parties, after)
  return { ...after, invited, guest_event_id }
}

/** What of an appointment its events and invitations say. */
export function dateOf(row: AppointmentRow, { host }: Parties): AppointmentDate {
  return { ...row, host_name: host.name, host_email: host.email }
}

/** What a mail about it says, to its host or to its guest. */
export function mailOf(
  ctx: Ctx,
  parties: Parties,
  { before, after, overseer, reason }: Change,
  to: 'host' | 'guest',
): MailOf {
  const wasMoved = before !== null && Date.parse(before.start_time) !== Date.parse(after.start_time)
  // After the #, so that it stands in no log of a server.
  const guestUrl = `${ctx.config.public_url}/booked#${manageSecret(ctx.secrets, after.id)}`
  return {
    ...{ row: after, host_name: parties.host.name, reason, moved_from: wasMoved ? before.start_time : null },
    firm_name: parties.is_practice ? parties.firm_name : null,
    overseer_name: overseer?.name ?? null,
    url: to === 'guest' ? guestUrl : `${ctx.config.public_url}/appointments/${after.id}`,
  }
}

/** Where a guest is written; null: an account whose address nobody has confirmed. */
export function addressOf(row: AppointmentRow, { guest }: Parties): string | null {
  if (row.guest_user_id === null) return row.guest_email === '' ? null : row.guest_email
  return guest?.email_verified === true ? guest.email : null
}

/** Writes to the host, if their address is theirs and they want mail. */
export async function writeHost(
  ctx: Ctx,
  tx: Tx,
  { what, change, parties }: { what: Parameters<typeof hostMail>[0]; change: Change; parties: Parties },
): Promise<void> {
  const { host } = parties
  if (!host.email_verified || !host.wants_mail) return
  await ctx.mail.send(tx, { to: host.email, ...hostMail(what, mailOf(ctx, parties, change, 'host')) })
}

async function writeGuest(
  ctx: Ctx,
  tx: Tx,
  { change, follows, parties }: { change: Change; follows: Consequences; parties: Parties },
): Promise<void> {
  const to = addressOf(change.after, parties)
  if (follows.guest === null || to === null) return
  if (!(await mayWrite(ctx, tx, { change, follows, parties }))) return
  const { file } = follows
  const ics = file === null ? null : invitation(dateOf(change.after, parties), file, ctx.clock.iso())
  await ctx.mail.send(tx, {
    to,
    ...guestMail(follows.guest, mailOf(ctx, parties, change, 'guest')),
    ...(file === null || ics === null ? {} : { invitation: { method: file, ics } }),
  })
}

/** Whether a mail to somebody without an account goes out: what a host does writes to them so often and no more. */
async function mayWrite(
  ctx: Ctx,
  tx: Tx,
  { change, follows, parties }: { change: Change; follows: Consequences; parties: Parties },
): Promise<boolean> {
  const { before, after, by } = change
  // What a guest does is theirs, and a cancellation, or that time ran out, comes once.
  if (after.guest_user_id !== null || by === 'guest' || by === 'time' || follows.guest === 'cancelled') return true
  if (before === null || before.status === 'awaiting_confirmation') checkHost(ctx, parties.host)
  const counted = await countHostMail(ctx, tx, after)
  // What their calendar moved is moved: nobody is there to be told.
  return counted || by === 'calendar' ? counted : refuseMails()
}

/** Gives the id of the event in the guest's calendar, which is made with the first. */
async function writeEvents(
  ctx: Ctx,
  tx: Tx,
  calendar: AppointmentCalendar,
  { change, follows, date }: { change: Change; follows: Consequences; date: AppointmentDate },
): Promise<string | null> {
  const { after, by } = change
  const host = { user_id: after.user_id, event_id: after.id }
  const guest_event_id = after.guest_event_id ?? (follows.events === 'make' ? ctx.id() : null)
  const guest =
    after.guest_user_id === null || guest_event_id === null
      ? null
      : { user_id: after.guest_user_id, event_id: guest_event_id }
  switch (follows.events) {
    case 'make':
      // Where it came back in the host's calendar, it is there as they left it.
      if (by !== 'calendar') await calendar.put(ctx, tx, host, { event: eventOfHost(date), follows: true })
      if (guest !== null) await calendar.put(ctx, tx, guest, { event: eventOfGuest(date), follows: false })
      break
    case 'move':
      // Where the host's calendar moved it, it is there already.
      if (by !== 'calendar') await calendar.change(ctx, tx, host, (event) => moved(event, date))
      if (guest !== null) await calendar.change(ctx, tx, guest, (event) => moved(event, date))
      break
    case 'remove':
      if (by !== 'calendar') await calendar.remove(ctx, tx, host)
      if (guest !== null) await calendar.remove(ctx, tx, guest)
      break
    case 'none':
  }
  return guest?.event_id ?? null
}

/** Open screens of those whom it concerns load it anew. */
async function announce(ctx: Ctx, tx: Tx, { overseers }: Parties, row: AppointmentRow): Promise<void> {
  const guests = row.guest_user_id === null ? [] : [row.guest_user_id]
  const data = { appointment_id: row.id, status: row.status }
  for (const user_id of new Set([row.user_id, ...guests, ...overseers]))
    await ctx.live.publish(tx, { user_id, type: 'appointment', data })
}
