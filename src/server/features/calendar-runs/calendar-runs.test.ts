import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { blankEvent } from '#domain/calendar/event.ts'
import type { When } from '#domain/calendar/event.ts'
import { startSyncedApp } from '#kit/calendar/synced-app.ts'
import type { SyncedApp } from '#kit/calendar/synced-app.ts'

let synced: SyncedApp
beforeAll(async () => {
  synced = await startSyncedApp(['work', 'home'])
})
afterAll(() => synced.app.close())

const OCTOBER: When = { kind: 'timed', start: '2026-10-26T10:00:00', zone: 'Europe/Berlin', duration: 'PT1H' }
const remote = (n: number) => {
  const found = synced.remotes[n]
  if (found === undefined) throw new Error('there is no such calendar')
  return found
}
const edit = (n: number, id: string, title: string, when: When = OCTOBER) =>
  remote(n).edit(id, { ...blankEvent(`uid-${id}`, when), title })
const titles = async (): Promise<string[]> => {
  const { body } = await synced.person.request('GET', '/calendar/events')
  return body.items.map(({ title }: { title: string }) => title).sort()
}
const there = (n: number) => [...remote(n).items.values()].map(({ event }) => event.title).sort()

const runDue = async () => {
  await synced.app.ctx.db.asSystem('run what is due', (tx) =>
    tx.client.query(`SELECT pgboss.enqueue_job(gen_random_uuid(), 'calendar.sync-due', '{}'::jsonb, 'due', 0)`),
  )
  await synced.app.ctx.queue.drain()
}

describe('a preview', () => {
  it('says what a sync would do, and does nothing', async () => {
    const day: When = { kind: 'all_day', date: '2026-10-25', days: 1 }
    edit(0, 'seen', 'Only looked at')
    edit(0, 'earlier', 'The day before', day)
    const path = `/calendar/connections/${synced.connection_id}/preview`
    const { status, body } = await synced.person.request('POST', path)
    expect(status).toBe(200)
    expect(body.calendars).toContainEqual({
      ...{ calendar_id: synced.calendar_ids[0], name: 'work', left_out: 0 },
      here: {
        ...{ create: 2, change: 0, delete: 0, ask: 0 },
        first: [
          { title: 'The day before', when: day, repeats: false, what: 'create' },
          { title: 'Only looked at', when: OCTOBER, repeats: false, what: 'create' },
        ],
      },
      there: { create: 0, change: 0, delete: 0, ask: 0, first: [] },
    })
    expect(await titles()).toEqual([])
    remote(0).remove('seen')
    remote(0).remove('earlier')
    expect((await (await synced.app.register()).request('POST', path)).status).toBe(404)
  })
})

describe('a sync', () => {
  it('brings what is there, and says how much', async () => {
    edit(0, 'a', 'Standup')
    edit(1, 'b', 'Dentist')
    const { status, body } = await synced.sync()
    expect(status).toBe(200)
    expect(body).toMatchObject({ finished: true, pulled: 2, pushed: 0, conflicts: 0 })
    expect(body.attempts).toHaveLength(2)
    expect(await titles()).toEqual(['Dentist', 'Standup'])
  })

  it('tells a calendar of an event that is made for it, by itself and at once', async () => {
    const [work] = synced.calendar_ids
    const made = await synced.person.request('POST', '/calendar/events', {
      body: {
        ...{ title: 'Interview', start_time: '2026-10-27T09:00:00Z', end_time: '2026-10-27T10:00:00Z' },
        calendar_id: work,
      },
    })
    expect(made.body.calendars).toMatchObject([{ calendar_id: work, state: 'to_send' }])
    await synced.app.ctx.queue.drain()
    expect(there(0)).toEqual(['Interview', 'Standup'])
    const now = await synced.person.request('GET', `/calendar/events/${made.body.id}`)
    expect(now.body.calendars).toMatchObject([{ calendar_id: work, state: 'in_sync' }])
  })

  it('tells it of a change and of a delete as well', async () => {
    const { body } = await synced.person.request('GET', '/calendar/events')
    const id = body.items.find(({ title }: { title: string }) => title === 'Standup').id
    await synced.person.request('PATCH', `/calendar/events/${id}`, { body: { title: 'Daily' } })
    await synced.app.ctx.queue.drain()
    expect(there(0)).toEqual(['Daily', 'Interview'])
    await synced.person.request('DELETE', `/calendar/events/${id}`)
    await synced.app.ctx.queue.drain()
    expect(there(0)).toEqual(['Interview'])
  })

  it('runs by the clock when it is due', async () => {
    edit(1, 'b', 'Dentist, moved')
    synced.app.time.advance(20 * 60_000)
    await runDue()
    expect(await titles()).toContain('Dentist, moved')
  })

  it('brings an event back to its calendar whose delete is undone after it was told', async () => {
    const { body } = await synced.person.request('GET', '/calendar/events')
    const { id } = body.items.find(({ title }: { title: string }) => title === 'Interview')
    const gone = await synced.person.request('DELETE', `/calendar/events/${id}`)
    await synced.app.ctx.queue.drain()
    expect(there(0)).toEqual([])
    await synced.person.request('POST', `/undo/${gone.body.undo_id}`)
    await runDue()
    expect(there(0)).toEqual(['Interview'])
    await synced.sync()
    expect(await titles()).toContain('Interview')
    expect(there(0)).toEqual(['Interview'])
  })

  it('takes the events of the interviews of a deleted application out of their calendar, and brings them back', async () => {
    const application = { title: 'Engineer', company: 'Elbkontor' }
    const { body } = await synced.person.request('POST', '/applications', { body: application })
    const interview = { kind: 'onsite', start_time: '2026-10-28T09:00:00Z' }
    await synced.person.request('POST', `/applications/${body.id}/interviews`, { body: interview })
    await synced.app.ctx.queue.drain()
    expect(there(0)).toContain('Interview: Elbkontor')
    const gone = await synced.person.request('DELETE', `/applications/${body.id}`)
    await runDue()
    expect(there(0)).not.toContain('Interview: Elbkontor')
    const back = await synced.person.request('POST', `/undo/${gone.body.undo_id}`)
    await runDue()
    expect(there(0)).toContain('Interview: Elbkontor')
    await synced.person.request('POST', `/undo/${back.body.undo_id}`)
    await runDue()
    expect(there(0)).not.toContain('Interview: Elbkontor')
  })

  it('is refused where the sync of the account is off', async () => {
    const turn = (sync_enabled: boolean) =>
      synced.person.request('PATCH', `/calendar/connections/${synced.connection_id}`, { body: { sync_enabled } })
    await turn(false)
    expect((await synced.sync()).body.error.code).toBe('sync_is_off')
    await turn(true)
    await synced.app.ctx.queue.drain()
    expect((await synced.sync()).status).toBe(200)
  })

  it('that fails says why, is listed, and is done once more as its child', async () => {
    synced.port.fault = { kind: 'fails', is: 'transient' }
    const failed = await synced.sync()
    expect(failed.body.attempts[0]).toMatchObject({
      ...{ status: 'failed', because: 'transient', message: 'The calendar cannot be reached at the moment.' },
    })
    synced.port.fault = null
    const { id } = failed.body.attempts[0]
    const path = `/calendar/connections/${synced.connection_id}/attempts`
    const again = await synced.person.request('POST', `${path}/${id}/replay`)
    expect(again.body.attempts).toMatchObject([{ status: 'done', parent_id: id, trigger: 'replay' }])
    const page = await synced.person.request('GET', path, { query: { status: 'failed', limit: 1 } })
    expect(page.body.items).toHaveLength(1)
    expect(page.body.next_cursor).not.toBeNull()
    const table = await synced.person.request('GET', `${path}.csv`)
    expect(table.headers['content-type']).toContain('text/csv')
    expect(String(table.body).split('\r\n')[0]).toMatch(/^started_at,finished_at,calendar_name/)
  })

  it('says of the account only what is true of all of it', async () => {
    const stands = async (is: 'config' | 'calendar_gone' | null) => {
      synced.port.fault = is === null ? null : { kind: 'fails', is }
      await synced.sync()
      const { body } = await synced.person.request('GET', `/calendar/connections/${synced.connection_id}`)
      return body.status
    }
    expect(await stands('calendar_gone')).toBe('active')
    expect(await stands('config')).toBe('error')
    expect(await stands(null)).toBe('active')
  })

  it('from which much is gone at once waits for a person', async () => {
    for (let n = 0; n < 15; n += 1) edit(1, `many${n}`, `Many ${n}`)
    await synced.sync()
    for (let n = 0; n < 15; n += 1) remote(1).remove(`many${n}`)
    const waiting = await synced.sync()
    expect(waiting.body.attempts.map(({ status }: { status: string }) => status)).toContain('waiting')
    expect((await titles()).length).toBeGreaterThan(15)
    const confirmed = await synced.person.request('POST', `/calendar/calendars/${synced.calendar_ids[1]}/confirm`)
    expect(confirmed.body).toMatchObject({ finished: true, pulled: 15 })
    expect(await titles()).toEqual(['Dentist, moved', 'Interview'])
    const nothing = await synced.person.request('POST', `/calendar/calendars/${synced.calendar_ids[1]}/confirm`)
    expect(nothing.body.error.code).toBe('nothing_to_confirm')
  })

  it('of everything takes up days beyond those that are synced where it is told to', async () => {
    const next = { ...OCTOBER, start: '2027-03-01T10:00:00' }
    remote(1).edit('far', { ...blankEvent('uid-far', next), title: 'Far' })
    await synced.sync()
    expect(await titles()).not.toContain('Far')
    await synced.person.request('POST', `/calendar/connections/${synced.connection_id}/resync`, {
      body: { to: '2027-04-01T00:00:00Z' },
    })
    expect(await titles()).toContain('Far')
  })
})

describe('a calendar that begins to have interviews', () => {
  it('gets those to come, and none that was past when it came here, nor sample data', async () => {
    const own = await startSyncedApp(['work'])
    const { app, person } = own
    const path = `/calendar/calendars/${own.calendar_ids[0]}`
    expect((await person.request('PATCH', path, { body: { direction: 'pull' } })).status).toBe(200)
    for (const [company, start_time] of [
      ['Moorwerk', '2026-10-29T09:00:00Z'],
      ['Gestern', '2026-10-20T09:00:00Z'],
      ['Muster', '2026-10-29T11:00:00Z'],
    ]) {
      const { body } = await person.request('POST', '/applications', { body: { title: 'Engineer', company } })
      const interview = { kind: 'video', start_time, duration_min: 60 }
      expect((await person.request('POST', `/applications/${body.id}/interviews`, { body: interview })).status).toBe(
        201,
      )
    }
    await app.rows(`UPDATE applications SET is_sample = true WHERE company = 'Muster'`)
    const filters = { private: 'shown', sends: 'interviews' }
    const changed = await person.request('PATCH', path, { body: { direction: 'both', filters } })
    expect([changed.status, changed.body]).toMatchObject([200, { direction: 'both', filters: { sends: 'interviews' } }])
    await own.sync()
    await app.ctx.queue.drain()
    const sent = own.remotes.flatMap(({ items }) => [...items.values()].map(({ event }) => event.title))
    expect(sent).toEqual(['Video call: Moorwerk'])
    const feed = await person.request('POST', '/calendar/feeds', { body: { name: 'Phone' } })
    const token = new URL(feed.body.url).searchParams.get('token') ?? ''
    const { body: file } = await app.request('GET', '/calendar/feed.ics', { query: { token } })
    expect(file).toContain('SUMMARY:Video call: Moorwerk')
    expect(file).not.toContain('Muster')
    await app.close()
  })
})
