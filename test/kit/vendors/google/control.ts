import { z } from 'zod'
import { FaultMatch } from '#kit/vendors/faults.ts'
import type { Google } from './google.ts'
import { FAULTS } from './named-faults.ts'

const Name = z.string().min(1)
const Count = z.int().min(0)
const Fields = z.record(z.string(), z.unknown())
const Role = z.enum(['freeBusyReader', 'reader', 'writer', 'owner'])
const EventTime = z.union([z.object({ date: z.string() }), z.object({ dateTime: z.string(), timeZone: z.string() })])
const FaultName = z.enum(Object.keys(FAULTS) as [keyof typeof FAULTS, ...(keyof typeof FAULTS)[]])
const EventPlace = { calendar: Name, event: Name }

type Command = (google: Google, fields: unknown) => unknown

/** `POST /__ctl {"do": "create_event", …}`: what tests do by methods, for developers and other processes. */
const COMMANDS: Readonly<Record<string, Command>> = {
  fail: command({ fault: FaultName, ...FaultMatch.shape }, (google, { fault, ...match }) => {
    const { method, path, ...counts } = match
    google.fail(fault, { ...counts, ...(method && { method }), ...(path && { path }) })
  }),
  fail_webhooks: command(
    { kind: z.enum(['drop', 'duplicate', 'early']), times: Count.nullable().default(1) },
    (google, { kind, times }) => google.failWebhooks(kind, times),
  ),
  calm: command({}, (google) => google.calm()),
  expire_sync_tokens: command({}, ({ tokens }) => tokens.expireSyncTokens()),
  expire_access_tokens: command({}, ({ oauth }) => oauth.expireAccessTokens()),
  forget_tombstones: command({}, ({ state }) => state.forgetTombstones()),
  empty_pages: command({ count: Count }, ({ tokens }, { count }) => void (tokens.emptyPages = count)),
  undetected_collisions: command({ count: Count }, ({ state }, { count }) => void (state.undetectedCollisions = count)),
  tell_history: command({ on: z.boolean() }, ({ state }, { on }) => void (state.tellsHistory = on)),
  rotate_refresh_tokens: command({ on: z.boolean() }, ({ oauth }, { on }) => void (oauth.rotate = on)),
  consent: command(
    {
      page: z.boolean().default(false),
      email: Name.nullable().default(null),
      scopes: z.array(Name).nullable().default(null),
      deny: z.boolean().default(false),
    },
    ({ oauth }, consent) => void Object.assign(oauth.consent, consent),
  ),
  revoke_access: command({ email: Name }, (google, { email }) => google.revokeAccess(email)),
  create_event: command({ calendar: Name, fields: Fields }, ({ person }, { calendar, fields }) =>
    person.createEvent(calendar, fields),
  ),
  patch_event: command({ ...EventPlace, fields: Fields }, ({ person }, { calendar, event, fields }) =>
    person.patchEvent(calendar, event, fields),
  ),
  delete_event: command(EventPlace, ({ person }, { calendar, event }) => person.deleteEvent(calendar, event)),
  restore_event: command(EventPlace, ({ person }, { calendar, event }) => person.restoreEvent(calendar, event)),
  move_event: command({ ...EventPlace, to: Name }, ({ person }, { calendar, event, to }) =>
    person.moveEvent(calendar, event, to),
  ),
  split_series: command(
    { ...EventPlace, at: EventTime, fields: Fields.default({}) },
    ({ person }, { calendar, event, at, fields }) => person.splitSeries(calendar, event, at, fields),
  ),
  create_calendar: command({ email: Name, summary: Name }, ({ person }, { email, summary }) => ({
    id: person.createCalendar(email, { summary }).id,
  })),
  rename_calendar: command({ calendar: Name, summary: Name }, ({ person }, { calendar, summary }) =>
    person.renameCalendar(calendar, summary),
  ),
  recolour_calendar: command({ email: Name, calendar: Name, colour: Name }, ({ person }, { email, calendar, colour }) =>
    person.recolourCalendar(email, calendar, colour),
  ),
  share_calendar: command({ email: Name, calendar: Name, role: Role }, ({ person }, { email, calendar, role }) =>
    person.shareCalendar(email, calendar, role),
  ),
  unshare_calendar: command({ email: Name, calendar: Name }, ({ person }, { email, calendar }) =>
    person.unshareCalendar(email, calendar),
  ),
  delete_calendar: command({ calendar: Name }, ({ person }, { calendar }) => person.deleteCalendar(calendar)),
  requests: command({}, ({ log }) =>
    log.entries.map(({ method, path, query, status }) => ({ method, path, query: query.toString(), status })),
  ),
  forget_requests: command({}, ({ log }) => log.clear()),
}

export function control(google: Google, command: unknown): unknown {
  const { do: name, ...fields } = z.looseObject({ do: z.enum(Object.keys(COMMANDS)) }).parse(command)
  return COMMANDS[name]?.(google, fields)
}

function command<Shape extends z.ZodRawShape>(
  shape: Shape,
  run: (google: Google, fields: z.output<z.ZodObject<Shape>>) => unknown,
): Command {
  const schema = z.strictObject(shape)
  return (google, fields) => run(google, schema.parse(fields))
}
