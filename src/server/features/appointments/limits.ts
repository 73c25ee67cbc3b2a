import { sql } from 'kysely'
import { hostUnproven, tooManyAppointments, tooManyBookings, tooManyMails, tooManyMoves } from '#contract/booking.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { waitTurn } from '#platform/db/turn.ts'
import { refuse } from '#platform/errors.ts'
import { signature } from '#platform/signature.ts'
import type { Person } from './people.ts'
import type { AppointmentRow } from './store.ts'

const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000]
/** Bookings of strangers that wait for their address: by one link, of one address, from one client; and how many come in an hour by one link. */
const [MOST_BY_LINK, MOST_BY_EMAIL, MOST_BY_CLIENT, MOST_AN_HOUR] = [20, 3, 3, 60]
/**
 * Mails a day: that ask one address whether it is theirs, of these without an answer and from one client, so that a stranger does
 * not use up those of somebody else; of all hosts to one without an account; of one host to all such.
 */
const [MOST_PROOFS, MOST_UNANSWERED, MOST_TO_ONE, MOST_BY_HOST] = [5, 3, 10, 50]
/** What an account has with one host, and how often one appointment is moved in an hour. */
const [MOST_OPEN, MOST_MOVES] = [10, 10]
const WAIT = { retry_after_s: HOUR_MS / 2 / 1000 }

interface MailCount {
  readonly id: string
  readonly at: string
  readonly host_id: string
  readonly appointment_id: string
  readonly kind: 'prove' | 'host'
  readonly recipient: string
  readonly client: string | null
}

declare module '#platform/db/tables.ts' {
  interface Tables {
    appointment_mails: MailCount
  }
}

/** A booking of somebody whose address nobody knows to be theirs. */
export interface Unproven {
  readonly appointment_id: string
  readonly host: Person
  readonly link_id: string | null
  readonly email: string
  /** The network that it comes from. */
  readonly client: string
}

/** What there is already of what is limited. */
type Waiting = Readonly<Record<'by_link' | 'by_email' | 'by_client' | 'an_hour' | 'proofs' | 'unanswered', number>>

/** Refuses one more booking that waits for its address, and counts it. In the turn of its host. */
export async function countUnproven(ctx: Ctx, tx: Tx, of: Unproven): Promise<void> {
  checkHost(ctx, of.host)
  const [recipient, client] = [hashed(ctx, mailboxOf(of.email)), hashed(ctx, `client ${of.client}`)]
  await inTurn(tx, recipient)
  await inTurn(tx, client)
  const [now, hour, day] = [ctx.clock.iso(), isoOf(ctx.clock.ms() - HOUR_MS), isoOf(ctx.clock.ms() - DAY_MS)]
  const { rows } = await sql<Waiting>`
    SELECT (SELECT count(*) FROM appointments WHERE link_id = ${of.link_id} AND held_until > ${now}) AS by_link,
      (SELECT count(*) FROM appointments a JOIN appointment_mails m ON m.appointment_id = a.id
        WHERE m.recipient = ${recipient} AND m.kind = 'prove' AND a.held_until > ${now}) AS by_email,
      (SELECT count(*) FROM appointments a JOIN appointment_mails m ON m.appointment_id = a.id
        WHERE m.client = ${client} AND a.held_until > ${now}) AS by_client,
      (SELECT count(*) FROM appointments WHERE link_id = ${of.link_id} AND created_at > ${hour} AND guest_user_id IS NULL) AS an_hour,
      (SELECT count(*) FROM appointment_mails WHERE recipient = ${recipient} AND kind = 'prove' AND at > ${day}) AS proofs,
      (SELECT count(*) FROM appointment_mails m WHERE recipient = ${recipient} AND client = ${client} AND at > ${day}
        AND NOT EXISTS (SELECT FROM appointment_steps s WHERE s.appointment_id = m.appointment_id
          AND s.from_status = 'awaiting_confirmation' AND s.by = 'guest' AND s.to_status <> 'cancelled')) AS unanswered`.execute(
    tx,
  )
  const waiting = rows[0] ?? { by_link: 0, by_email: 0, by_client: 0, an_hour: 0, proofs: 0, unanswered: 0 }
  const { by_link, by_email, by_client, an_hour, proofs, unanswered } = waiting
  const many = by_link >= MOST_BY_LINK || by_email >= MOST_BY_EMAIL || by_client >= MOST_BY_CLIENT
  const asked = proofs >= MOST_PROOFS || unanswered >= MOST_UNANSWERED
  if (many || an_hour >= MOST_AN_HOUR || asked) refuse(tooManyBookings, WAIT)
  await count(ctx, tx, { host_id: of.host.id, appointment_id: of.appointment_id, kind: 'prove', recipient, client })
}

/** Refuses an account one more appointment with a host with whom it has many to come. In the turn of the host. */
export async function checkOpen(ctx: Ctx, tx: Tx, of: { user_id: string; guest_user_id: string }): Promise<void> {
  const { rows } =
    await sql`SELECT FROM appointments WHERE user_id = ${of.user_id} AND guest_user_id = ${of.guest_user_id}
    AND status IN ('requested', 'confirmed', 'rescheduled') AND end_time > ${ctx.clock.iso()} LIMIT ${MOST_OPEN}`.execute(
      tx,
    )
  if (rows.length >= MOST_OPEN) refuse(tooManyAppointments)
}

/** Refuses to move an appointment over and over: the other one is written each time. */
export async function checkMoves(ctx: Ctx, tx: Tx, appointment_id: string): Promise<void> {
  const { rows } =
    await sql`SELECT FROM appointment_steps WHERE appointment_id = ${appointment_id} AND from_start IS NOT NULL
    AND at > ${isoOf(ctx.clock.ms() - HOUR_MS)} LIMIT ${MOST_MOVES}`.execute(tx)
  if (rows.length >= MOST_MOVES) refuse(tooManyMoves, { retry_after_s: HOUR_MS / 1000 })
}

/** Refuses the mails of hosts who have not shown that their own address is theirs, where mails go out at all. */
export function checkHost(ctx: Ctx, host: Person): void {
  if (ctx.mail.delivers && !host.email_verified) refuse(hostUnproven)
}

/** Counts one more mail of a host to somebody without an account; false: there were so many that it does not go out. */
export async function countHostMail(ctx: Ctx, tx: Tx, row: AppointmentRow): Promise<boolean> {
  if (!ctx.mail.delivers) return true
  const recipient = hashed(ctx, mailboxOf(row.guest_email))
  await inTurn(tx, recipient)
  const day = isoOf(ctx.clock.ms() - DAY_MS)
  const { rows } = await sql<{ to_one: number; by_host: number }>`
    SELECT (SELECT count(*) FROM appointment_mails WHERE recipient = ${recipient} AND kind = 'host' AND at > ${day}) AS to_one,
      (SELECT count(*) FROM appointment_mails WHERE host_id = ${row.user_id} AND kind = 'host' AND at > ${day}) AS by_host`.execute(
    tx,
  )
  const { to_one, by_host } = rows[0] ?? { to_one: 0, by_host: 0 }
  if (to_one >= MOST_TO_ONE || by_host >= MOST_BY_HOST) return false
  await count(ctx, tx, { host_id: row.user_id, appointment_id: row.id, kind: 'host', recipient, client: null })
  return true
}

/** The same as a refusal, for what somebody waits for. */
export function refuseMails(): never {
  return refuse(tooManyMails, { retry_after_s: DAY_MS / 1000 })
}

/** Forgets whom mails went to once no limit asks for it any more. */
export async function forgetMails(ctx: Ctx, tx: Tx): Promise<void> {
  await sql`DELETE FROM appointment_mails WHERE at <= ${isoOf(ctx.clock.ms() - DAY_MS)}`.execute(tx)
}

async function count(ctx: Ctx, tx: Tx, mail: Omit<MailCount, 'id' | 'at'>): Promise<void> {
  await tx
    .insertInto('appointment_mails')
    .values({ id: ctx.id(), at: ctx.clock.iso(), ...mail })
    .execute()
}

/** Held until the transaction ends. Always after the turn of the host. */
async function inTurn(tx: Tx, of: string): Promise<void> {
  await waitTurn(tx, `appointment mails ${of}`)
}

const hashed = (ctx: Ctx, text: string): string => signature(ctx.secrets, 'limits of appointment mails', text)

/** The mailbox behind an address: what follows a `+` is a label that its owner, or anybody, makes up. */
function mailboxOf(email: string): string {
  const at = email.lastIndexOf('@')
  const [name, domain] = [email.slice(0, at), email.slice(at)]
  return `${name.split('+')[0] || name}${domain}`.toLowerCase()
}
