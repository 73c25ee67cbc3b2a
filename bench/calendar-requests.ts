import { z } from 'zod'
import type { Asked } from '#kit/calendar/real-accounts.ts'
import type { RequestLog } from '#kit/vendors/faults.ts'
import { startFakeGoogle } from '#kit/vendors/google/server.ts'
import { startFakeMicrosoft } from '#kit/vendors/microsoft/server.ts'
import { startBenchApp } from './calendar-app.ts'
import type { BenchApp } from './calendar-app.ts'
import type { Row } from './row.ts'

const CHANGED = 50
const CLIENT = { id: 'copilot', secret: 'of the copilot' }

const Begun = z.object({ authorization_url: z.string() })
const Connected = z.object({ id: z.string(), calendars: z.array(z.object({ id: z.string(), role: z.string() })) })
const Made = z.object({ id: z.string() })

/** What is asked of a provider for each event that was changed here, told at once, and read once more as its change. */
export async function measureRequests(): Promise<Row[]> {
  const google = await startFakeGoogle({ client: CLIENT })
  const microsoft = await startFakeMicrosoft({ client: { ...CLIENT, redirect_uris: null } })
  const bench = await startBenchApp({
    ...{ GOOGLE_CLIENT_ID: CLIENT.id, GOOGLE_CLIENT_SECRET: CLIENT.secret },
    ...{ MICROSOFT_CLIENT_ID: CLIENT.id, MICROSOFT_CLIENT_SECRET: CLIENT.secret },
    OUTBOUND_REWRITE: JSON.stringify({ ...google.rewrite, ...microsoft.rewrite }),
    PUBLIC_URL: 'https://copilot.example',
  })
  try {
    const at = { google: { approve: google.approve, log: google.google.log }, microsoft }
    return [await changedAt(bench, 'google', at.google), await changedAt(bench, 'microsoft', at.microsoft)]
  } finally {
    await bench.close()
    await google.close()
    await microsoft.close()
  }
}

interface Vendor {
  readonly approve: (url: string) => Promise<{ readonly state: string; readonly code: string }>
  readonly log: RequestLog
}

async function changedAt({ app, person }: BenchApp, provider: string, { approve, log }: Vendor): Promise<Row> {
  const ask = await person()
  const connection = await connect(ask, provider, approve)
  const calendar = connection.calendars.find(({ role }) => role !== 'reader')
  if (calendar === undefined) throw new Error(`${provider} has no calendar that may be written to.`)
  await ask('PATCH', `/calendar/calendars/${calendar.id}`, { selected: true, direction: 'both' })
  await ask('PATCH', `/calendar/connections/${connection.id}`, { sync_enabled: true })
  await app.ctx.queue.drain()
  const events: string[] = []
  for (let n = 0; n < CHANGED; n += 1) {
    const start_time = new Date(Date.now() + (1 + (n % 25)) * 86_400_000).toISOString()
    const body = { title: `Interview ${n}`, start_time, timezone: 'Europe/Berlin', calendar_id: calendar.id }
    events.push(Made.parse(await ask('POST', '/calendar/events', body)).id)
  }
  const sync = async () => {
    await app.ctx.queue.drain()
    await ask('POST', `/calendar/connections/${connection.id}/sync`)
    await app.ctx.queue.drain()
  }
  await sync()
  // While the provider is away, so that all of them are told in one sync.
  await ask('PATCH', `/calendar/connections/${connection.id}`, { sync_enabled: false })
  for (const id of events) await ask('PATCH', `/calendar/events/${id}`, { location: 'Room 2' })
  await app.ctx.queue.drain()
  log.clear()
  await ask('PATCH', `/calendar/connections/${connection.id}`, { sync_enabled: true })
  await sync()
  await sync()
  const told = log.entries.filter(({ method }) => method === 'PATCH').length
  if (told < CHANGED) throw new Error(`${provider} was told of ${told} changes of ${CHANGED}.`)
  console.log(`${provider}: ${log.entries.length} requests for ${CHANGED} changed events`)
  return {
    what: `calendars: requests for each event changed here, ${provider === 'google' ? 'Google' : 'Graph'}`,
    ours: log.entries.length / CHANGED,
    unit: 'requests',
    reference: null,
    bar: { at_most: 1.2 },
  }
}

async function connect(ask: Asked, provider: string, approve: Vendor['approve']) {
  const { authorization_url } = Begun.parse(await ask('GET', `/calendar/oauth/${provider}/authorize`))
  const { state, code } = await approve(authorization_url)
  return Connected.parse(await ask('POST', `/calendar/oauth/${provider}/callback`, { state, code }))
}
