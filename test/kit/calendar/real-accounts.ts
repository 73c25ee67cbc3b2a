import { z } from 'zod'
import type { Collection } from '#kit/vendors/caldav/collection.ts'
import type { RealCaldav } from '#kit/vendors/caldav/servers.ts'

/** A request of one person to `/api/v1` + path, which succeeds; gives what was answered. */
export type Asked = (method: string, path: string, body?: unknown) => Promise<unknown>

const Connection = z.object({
  id: z.string(),
  calendars: z.array(z.object({ id: z.string(), name: z.string() })),
})

export interface ConnectedCalendar {
  readonly connection_id: string
  readonly calendar_id: string
}

/** Connects an account as a person does, and has one calendar of it synced both ways, with all events of the others. */
export async function connectCalendar(
  ask: Asked,
  { origin: url, username, password }: RealCaldav,
  { name }: Collection,
): Promise<ConnectedCalendar> {
  const connection = Connection.parse(await ask('POST', '/calendar/connections/caldav', { url, username, password }))
  const calendar = connection.calendars.find((one) => one.name.split('/').at(-1) === name)
  if (calendar === undefined) throw new Error(`There is no ${name} among ${JSON.stringify(connection.calendars)}.`)
  const how = { selected: true, direction: 'both', filters: { sends: 'everything' } }
  await ask('PATCH', `/calendar/calendars/${calendar.id}`, how)
  return { connection_id: connection.id, calendar_id: calendar.id }
}
