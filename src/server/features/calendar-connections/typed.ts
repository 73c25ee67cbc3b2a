import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { connectCaldav, connectFeed } from '#contract/calendar-connect.ts'
import { calendarNotOpened } from '#contract/calendar-connections.ts'
import type { CalendarConnection } from '#contract/calendar-connections.ts'
import { ERROR_WORDS } from '#domain/calendar/sync/errors.ts'
import type { CalendarFailure, CalendarPort, FoundServer } from '#domain/calendar/sync/port.ts'
import type { Actor } from '#platform/actor.ts'
import { refuse } from '#platform/errors.ts'
import { keepAccount } from './connect.ts'
import { accountOf } from './credential.ts'
import type { Credential } from './credential.ts'
import { withLogin } from './logins.ts'
import * as store from './store.ts'
import type { ConnectCtx, ConnectionHooks } from './tables.ts'

/** Opens a CalDAV account from what a person typed, and keeps it with its calendars. */
export async function connectServer(
  ctx: ConnectCtx,
  hooks: ConnectionHooks,
  actor: Actor,
  typed: z.output<typeof connectCaldav.body>,
): Promise<CalendarConnection> {
  const { found, credential } = await openServer(ctx, actor, typed)
  const id = await idOf(ctx, actor, { provider: 'caldav', subject: found.subject })
  const calendars = await portOf(ctx, 'caldav').calendars(accountOf(id, credential))
  if (calendars.kind === 'failed') return refuseTyped(calendars)
  return keepAccount(ctx, hooks, actor, {
    ...{ id, provider: 'caldav', subject: found.subject, name: typed.username, server_url: found.url, scopes: [] },
    ...{ credential, expires_at: null, calendars: calendars.value },
  })
}

/** Finds the calendars of an account with the name and password for it; refuses with the field that it is about. */
export async function openServer(
  ctx: ConnectCtx,
  { user_id }: Actor,
  typed: { readonly url: string; readonly username: string; readonly password: string },
): Promise<{ readonly found: FoundServer; readonly credential: Credential }> {
  const answer = await withLogin(ctx, { ...typed, user_id }, () => ctx.calendars.findServer(typed))
  if (answer.kind === 'failed') return refuseTyped(answer)
  const { username, password } = typed
  return { found: answer.value, credential: { kind: 'basic', url: answer.value.url, username, password } }
}

/** Reads a feed at an address that a person typed, and keeps it. */
export async function connectAddress(
  ctx: ConnectCtx,
  hooks: ConnectionHooks,
  actor: Actor,
  typed: z.output<typeof connectFeed.body>,
): Promise<CalendarConnection> {
  const url = URL.parse(typed.url.replace(/^webcals?:/i, 'https:'))
  if (url === null || !/^https?:$/.test(url.protocol))
    return refuseField(
      'url',
      'invalid_url',
      'This is no web address. Copy the whole one, beginning with https or webcal.',
    )
  url.hash = ''
  const credential = { kind: 'address', url: url.href } as const
  // The address is a secret, so that nothing of it is kept outside of the credential but its host.
  const subject = createHash('sha256').update(url.href).digest('hex')
  const id = await idOf(ctx, actor, { provider: 'ics', subject })
  const calendars = await portOf(ctx, 'ics').calendars(accountOf(id, credential))
  if (calendars.kind === 'failed') return refuseTyped(calendars)
  return keepAccount(ctx, hooks, actor, {
    ...{ id, provider: 'ics', subject, name: calendars.value[0]?.name ?? url.host, server_url: null, scopes: [] },
    ...{ credential, expires_at: null, calendars: calendars.value },
  })
}

async function idOf(
  ctx: ConnectCtx,
  { user_id, ...actor }: Actor,
  of: { readonly provider: 'caldav' | 'ics'; readonly subject: string },
): Promise<string> {
  const known = await ctx.db.as({ user_id, ...actor }, (tx) => store.findSubject(tx, { user_id, ...of }))
  return known?.id ?? ctx.id()
}

function portOf(ctx: ConnectCtx, provider: 'caldav' | 'ics'): CalendarPort {
  return ctx.calendars.port(provider) ?? refuseTyped({ is: 'config' })
}

function refuseTyped({ is }: Pick<CalendarFailure, 'is'>): never {
  if (is === 'token' || is === 'reauth')
    return refuseField(
      'password',
      is,
      'The server does not accept this name and password. Many want a password that is made for programs.',
    )
  if (is === 'calendar_gone' || is === 'gone')
    return refuseField('url', is, 'There is no calendar at this address. Check how it is written.')
  const { reason, remedy } = ERROR_WORDS[is]
  return refuseField('url', is, remedy === null ? `${reason} Try again later.` : `${reason} ${remedy}`)
}

function refuseField(field: 'url' | 'password', code: string, message: string): never {
  return refuse(calendarNotOpened, { field_errors: [{ field, code, message }], details: { is: code } })
}
