import { z } from 'zod'
import { Fault, FaultMatch } from '#kit/vendors/faults.ts'
import type { FakeMicrosoft } from './server.ts'
import { isAadsts } from './oauth-error.ts'
import { LIFECYCLES, MANNERS } from './webhooks.ts'

const named = <T extends string, S extends z.ZodRawShape>(name: T, shape: S) =>
  z.strictObject({ do: z.literal(name), ...shape })
const id = z.string()
const event = z.unknown()
const user = { user: z.string().optional() }

const SomeTraits = z.strictObject({
  earlier_master: z.enum(['first_times', 'none']).exactOptional(),
  repeated_rows: z.boolean().exactOptional(),
  repeated_transaction: z.literal([201, 400, 409]).exactOptional(),
  calendar_subscriptions: z.boolean().exactOptional(),
})

/** What `POST /__ctl` takes: everything that the methods do, for a person or a program outside. */
const Command = z.discriminatedUnion('do', [
  named('fault', { fault: Fault, match: FaultMatch.optional() }),
  named('refuse', {
    status: z.int(),
    code: z.string(),
    headers: z.record(z.string(), z.string()).optional(),
    match: FaultMatch.optional(),
  }),
  named('clear_faults', {}),
  named('expire_delta_tokens', { status: z.int().optional(), code: z.string().optional() }),
  named('expire_access_tokens', {}),
  named('oauth_error', { code: z.int().refine(isAadsts).nullable(), times: z.int().optional() }),
  named('consent', { consent: z.enum(['always', 'ask']) }),
  named('revoke', user),
  named('webhooks', { manner: z.enum(MANNERS).nullable(), times: z.int().optional() }),
  named('retry_webhooks', {}),
  named('forge', {}),
  named('lifecycle', { event: z.enum(LIFECYCLES) }),
  named('create', { event, calendar: id.nullable().optional(), ...user }),
  named('change', { id, event, ...user }),
  named('delete', { id, ...user }),
  named('move', { id, calendar: id, ...user }),
  named('change_occurrence', { id, date: z.iso.date(), event, ...user }),
  named('delete_occurrence', { id, date: z.iso.date(), ...user }),
  named('add_calendar', { name: z.string(), can_edit: z.boolean().optional(), ...user }),
  named('rename_calendar', { id, name: z.string(), ...user }),
  named('delete_calendar', { id, ...user }),
  named('traits', { traits: SomeTraits }),
  named('log', {}),
])

/** Carries out a command; what it gives is the answer. */
export function control(fake: FakeMicrosoft, sent: unknown): unknown {
  const command = Command.parse(sent)
  const outlook = 'user' in command ? fake.outlook(command.user) : fake.outlook()
  switch (command.do) {
    case 'fault':
      return fake.faults.add(command.fault, command.match)
    case 'refuse':
      return fake.refuse(command.status, command.code, command.match, command.headers)
    case 'clear_faults':
      return fake.faults.clear()
    case 'expire_delta_tokens':
      return fake.deltas.expire(command.status, command.code)
    case 'expire_access_tokens':
      return fake.login.grants.expireAccess()
    case 'oauth_error':
      return fake.login.fail(command.code, command.times)
    case 'consent':
      return void (fake.login.consent = command.consent)
    case 'revoke':
      return fake.login.grants.revoke(outlook.mailbox.account)
    case 'webhooks':
      return fake.webhooks.behave(command.manner, command.times)
    case 'retry_webhooks':
      return fake.webhooks.retry()
    case 'forge':
      return [...fake.subscriptions.all.values()].forEach((one) => fake.webhooks.forge(one))
    case 'lifecycle':
      return [...fake.subscriptions.all.values()].forEach((one) => fake.webhooks.lifecycle(one, command.event))
    case 'create':
      return { id: outlook.create(command.event, command.calendar) }
    case 'change':
      return outlook.change(command.id, command.event)
    case 'delete':
      return outlook.delete(command.id)
    case 'move':
      return outlook.move(command.id, command.calendar)
    case 'change_occurrence':
      return outlook.changeOccurrence(command.id, command.date, command.event)
    case 'delete_occurrence':
      return outlook.deleteOccurrence(command.id, command.date)
    case 'add_calendar':
      return { id: outlook.addCalendar(command.name, { canEdit: command.can_edit ?? true }).id }
    case 'rename_calendar':
      return outlook.renameCalendar(command.id, command.name)
    case 'delete_calendar':
      return outlook.deleteCalendar(command.id)
    case 'traits':
      return Object.assign(fake.traits, command.traits)
    case 'log':
      return fake.log.entries.map(({ method, path, status }) => ({ method, path, status }))
  }
}
