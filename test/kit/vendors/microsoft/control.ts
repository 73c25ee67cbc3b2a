import { z } from 'zod'
import { FaultMatch } from '#kit/vendors/faults.ts'
import { isFaultName } from './named-faults.ts'
import { isAadsts } from './oauth-error.ts'
import type { FakeMicrosoft } from './server.ts'
import { LIFECYCLES, MANNERS } from './webhooks.ts'

const id = z.string()
const fields = z.unknown()
const date = z.iso.date()
/** Whose calendar; absent: the first person's. */
const whose = { email: z.string().optional() }
const SomeTraits = z.strictObject({
  earlier_master: z.enum(['first_times', 'none']).exactOptional(),
  repeated_rows: z.boolean().exactOptional(),
  repeated_transaction: z.literal([201, 400, 409]).exactOptional(),
  calendar_subscriptions: z.boolean().exactOptional(),
  spent_refresh_tokens: z.enum(['refused', 'accepted']).exactOptional(),
})

const named = <T extends string, S extends z.ZodRawShape>(name: T, shape: S) =>
  z.strictObject({ do: z.literal(name), ...shape })

/** What `POST /__ctl` takes: everything that the methods do, for a person or a program outside. */
const Command = z.discriminatedUnion('do', [
  named('fail', { fault: z.string().refine(isFaultName), match: FaultMatch.optional() }),
  named('refuse', { status: z.int(), code: z.string(), match: FaultMatch.optional() }),
  named('fail_webhooks', { kind: z.enum(MANNERS), times: z.int().nullable().default(1) }),
  named('fail_tokens', { code: z.int().refine(isAadsts), times: z.int().default(1) }),
  named('calm', {}),
  named('traits', { traits: SomeTraits }),
  named('consent', { consent: z.enum(['always', 'ask']) }),
  named('revoke_access', whose),
  named('expire_access_tokens', {}),
  named('expire_delta_tokens', { status: z.int().optional(), code: z.string().optional() }),
  named('retry_webhooks', {}),
  named('forge_webhooks', {}),
  named('lifecycle', { event: z.enum(LIFECYCLES) }),
  named('create_event', { fields, calendar: id.nullable().default(null), ...whose }),
  named('patch_event', { event: id, fields, ...whose }),
  named('delete_event', { event: id, ...whose }),
  named('move_event', { event: id, to: id, ...whose }),
  named('patch_occurrence', { event: id, date, fields, ...whose }),
  named('delete_occurrence', { event: id, date, ...whose }),
  named('forget_zone', { event: id, ...whose }),
  named('create_calendar', { name: z.string(), can_edit: z.boolean().default(true), ...whose }),
  named('rename_calendar', { calendar: id, name: z.string(), ...whose }),
  named('delete_calendar', { calendar: id, ...whose }),
  named('requests', {}),
  named('forget_requests', {}),
])

/** Carries out a command; what it gives is the answer. */
export function control(fake: FakeMicrosoft, sent: unknown): unknown {
  const command = Command.parse(sent)
  const person = fake.person('email' in command ? command.email : undefined)
  const subscriptions = [...fake.subscriptions.all.values()]
  switch (command.do) {
    case 'fail':
      return fake.fail(command.fault, command.match)
    case 'refuse':
      return fake.refuse(command.status, command.code, command.match)
    case 'fail_webhooks':
      return fake.webhooks.fail(command.kind, command.times)
    case 'fail_tokens':
      return fake.login.fail(command.code, command.times)
    case 'calm':
      return fake.calm()
    case 'traits':
      return Object.assign(fake.traits, command.traits)
    case 'consent':
      return void (fake.login.consent = command.consent)
    case 'revoke_access':
      return fake.login.grants.revoke(person.mailbox.account)
    case 'expire_access_tokens':
      return fake.login.grants.expireAccess()
    case 'expire_delta_tokens':
      return fake.deltas.expire(command.status, command.code)
    case 'retry_webhooks':
      return fake.webhooks.retry()
    case 'forge_webhooks':
      return subscriptions.forEach((one) => fake.webhooks.forge(one))
    case 'lifecycle':
      return subscriptions.forEach((one) => fake.webhooks.lifecycle(one, command.event))
    case 'create_event':
      return { id: person.createEvent(command.fields, command.calendar) }
    case 'patch_event':
      return person.patchEvent(command.event, command.fields)
    case 'delete_event':
      return person.deleteEvent(command.event)
    case 'move_event':
      return person.moveEvent(command.event, command.to)
    case 'patch_occurrence':
      return person.patchOccurrence(command.event, command.date, command.fields)
    case 'delete_occurrence':
      return person.deleteOccurrence(command.event, command.date)
    case 'forget_zone':
      return person.forgetZone(command.event)
    case 'create_calendar':
      return { id: person.createCalendar(command.name, { canEdit: command.can_edit }).id }
    case 'rename_calendar':
      return person.renameCalendar(command.calendar, command.name)
    case 'delete_calendar':
      return person.deleteCalendar(command.calendar)
    case 'requests':
      return fake.log.entries.map(({ method, path, status }) => ({ method, path, status }))
    case 'forget_requests':
      return fake.log.clear()
  }
}
