import type { RemoteCalendar as Listed } from '#domain/calendar/sync/port.ts'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { FakePort } from './fake-port.ts'
import { RemoteCalendar } from './remote-calendar.ts'
import { TRAITS } from './worlds.ts'

/** A person with a CalDAV account of simulated calendars, connected through the front door. */
export interface SyncedApp {
  readonly app: TestApp
  readonly person: TestUser
  readonly port: FakePort
  readonly remotes: readonly RemoteCalendar[]
  readonly connection_id: string
  readonly calendar_ids: readonly string[]
  sync(): Promise<Awaited<ReturnType<TestUser['request']>>>
}

/** `names`: the calendars of the account, all of them synced both ways. `on`: the database, where it is one of the test's own. */
export async function startSyncedApp(
  names: readonly string[],
  on: Pick<TestApp, 'admin_url'> | null = null,
): Promise<SyncedApp> {
  const app = await makeApp({}, on)
  const person = await app.register()
  const { clock } = app.ctx
  const remotes = new Map(names.map((name) => [name, new RemoteCalendar({ ...TRAITS.caldav, echoes: true }, clock.ms)]))
  const port = new FakePort('caldav', remotes, clock.ms, names.map(listed))
  const found = { url: 'http://127.0.0.1/dav/', subject: 'http://127.0.0.1/dav/mara/' }
  Object.assign(app.ctx.calendars, {
    port: () => port,
    findServer: async () => ({ kind: 'ok', value: found, clock_ms: null, requests: 1 }),
  })
  const connected = await person.request('POST', '/calendar/connections/caldav', {
    body: { url: found.url, username: 'mara', password: 'of the calendar' },
  })
  const connection_id: string = connected.body.id
  const ids = new Map<string, string>(
    connected.body.calendars.map(({ id, name }: { id: string; name: string }) => [name, id]),
  )
  const calendar_ids = names.map((name) => ids.get(name) ?? '')
  for (const id of calendar_ids)
    await person.request('PATCH', `/calendar/calendars/${id}`, { body: { selected: true, direction: 'both' } })
  await person.request('PATCH', `/calendar/connections/${connection_id}`, { body: { sync_enabled: true } })
  await app.ctx.queue.drain()
  const sync = () => person.request('POST', `/calendar/connections/${connection_id}/sync`)
  return { app, person, port, remotes: [...remotes.values()], connection_id, calendar_ids, sync }
}

const listed = (remote_id: string): Listed => ({
  ...{ remote_id, name: remote_id, time_zone: 'Europe/Berlin', colour: null, role: 'owner', is_primary: false },
})
