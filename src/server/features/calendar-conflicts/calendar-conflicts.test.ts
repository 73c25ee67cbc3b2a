import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { blankEvent } from '#domain/calendar/event.ts'
import type { CalendarEvent, When } from '#domain/calendar/event.ts'
import { startSyncedApp } from '#kit/calendar/synced-app.ts'
import type { SyncedApp } from '#kit/calendar/synced-app.ts'

let synced: SyncedApp
beforeAll(async () => {
  synced = await startSyncedApp(['work'])
})
afterAll(() => synced.app.close())

const OCTOBER: When = { kind: 'timed', start: '2026-10-26T10:00:00', zone: 'Europe/Berlin', duration: 'PT1H' }
const remote = () => {
  const [only] = synced.remotes
  if (only === undefined) throw new Error('there is a calendar')
  return only
}
const edit = (id: string, change: Partial<CalendarEvent>) =>
  remote().edit(id, { ...blankEvent(`uid-${id}`, OCTOBER), ...change })
const request = (...given: Parameters<SyncedApp['person']['request']>) => synced.person.request(...given)
const idOf = async (title: string): Promise<string> => {
  const { body } = await request('GET', '/calendar/events')
  return body.items.find((one: { title: string }) => one.title === title)?.id
}
const conflicts = async () => (await request('GET', '/calendar/conflicts')).body.items
const there = (id: string) => remote().items.get(id)?.event
const drain = () => synced.app.ctx.queue.drain()

/** Changed on both sides, each differently, while nobody looked. */
async function clash(id: string): Promise<string> {
  edit(id, { title: `First ${id}`, location: 'Room 1' })
  await synced.sync()
  const event = await idOf(`First ${id}`)
  synced.port.fault = { kind: 'fails', is: 'transient' }
  await request('PATCH', `/calendar/events/${event}`, { body: { title: `Mine ${id}`, location: 'Room 2' } })
  await drain()
  synced.port.fault = null
  edit(id, { title: `Theirs ${id}`, location: 'Room 3' })
  await synced.sync()
  return event
}

describe('a conflict', () => {
  it('is shown with what each side says, and is decided field by field', async () => {
    const event = await clash('a')
    const [open] = await conflicts()
    expect(open).toMatchObject({
      kind: 'fields',
      calendar_name: 'work',
      event_id: event,
      title: 'Mine a',
      when: OCTOBER,
    })
    expect(open.fields).toContainEqual({
      ...{ path: 'title', field: 'title', key: '', base: 'First a', mine: 'Mine a', theirs: 'Theirs a' },
    })
    const decided = await request('POST', `/calendar/conflicts/${open.id}/resolve`, {
      body: {
        fields: [
          { path: 'title', take: 'theirs' },
          { path: 'location', value: 'Room 4' },
        ],
      },
    })
    expect(decided.status).toBe(204)
    await drain()
    expect(there('a')).toMatchObject({ title: 'Theirs a', location: 'Room 4' })
    expect((await request('GET', `/calendar/events/${event}`)).body).toMatchObject({
      ...{ title: 'Theirs a', location: 'Room 4' },
    })
    expect(await conflicts()).toEqual([])
    const again = await request('POST', `/calendar/conflicts/${open.id}/resolve`, { body: { side: 'mine' } })
    expect(again.body.error.code).toBe('conflict_settled')
  })

  it('takes no value that is none for its field', async () => {
    await clash('b')
    const [open] = await conflicts()
    const refused = await request('POST', `/calendar/conflicts/${open.id}/resolve`, {
      body: { fields: [{ path: 'title', value: { not: 'a title' } }] },
    })
    expect(refused).toMatchObject({ status: 422, body: { error: { code: 'validation_failed' } } })
    await request('POST', `/calendar/conflicts/${open.id}/resolve`, { body: { side: 'mine' } })
    await drain()
    expect(there('b')).toMatchObject({ title: 'Mine b', location: 'Room 2' })
  })

  it('between a change and a delete is decided by what becomes of the event, many at once', async () => {
    edit('c', { title: 'Changed here' })
    edit('d', { title: 'Deleted here' })
    await synced.sync()
    const [changed, deleted] = [await idOf('Changed here'), await idOf('Deleted here')]
    synced.port.fault = { kind: 'fails', is: 'transient' }
    await request('PATCH', `/calendar/events/${changed}`, { body: { title: 'Kept' } })
    await request('DELETE', `/calendar/events/${deleted}`)
    await drain()
    synced.port.fault = null
    remote().remove('c')
    edit('d', { title: 'Changed there' })
    await synced.sync()
    const open = await conflicts()
    expect(open.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['delete_vs_edit', 'edit_vs_delete'])
    const page = await request('GET', '/calendar/conflicts?limit=1')
    expect(page.body).toMatchObject({ items: [{ id: open[0].id }], total: 2 })
    const ids = open.map(({ id }: { id: string }) => id)
    const decided = await request('POST', '/calendar/conflicts/resolve', { body: { ids, side: 'mine' } })
    expect(decided.body).toEqual({ resolved: 2 })
    await drain()
    expect(await conflicts()).toEqual([])
    const titles = [...remote().items.values()].map(({ event }) => event.title)
    expect(titles).toContain('Kept')
    expect(titles).not.toContain('Changed there')
  })

  it('of somebody else is not there', async () => {
    await clash('e')
    const [open] = await conflicts()
    const stranger = await synced.app.register()
    const answer = await stranger.request('POST', `/calendar/conflicts/${open.id}/resolve`, { body: { side: 'mine' } })
    expect(answer.status).toBe(404)
    const many = { ids: [open.id], side: 'mine' }
    expect((await stranger.request('POST', '/calendar/conflicts/resolve', { body: many })).body).toEqual({
      resolved: 0,
    })
    expect((await stranger.request('GET', '/calendar/conflicts')).body).toMatchObject({ items: [], total: 0 })
    for (const [method, path] of [
      ['POST', `/calendar/connections/${synced.connection_id}/sync`],
      ['GET', `/calendar/connections/${synced.connection_id}/attempts`],
      ['GET', `/calendar/connections/${synced.connection_id}/attempts.csv`],
      ['POST', `/calendar/calendars/${synced.calendar_ids[0]}/confirm`],
    ] as const)
      expect((await stranger.request(method, path)).status).toBe(404)
  })
})

describe('the journal', () => {
  it('tells what sync changed here, and takes it back, here and there', async () => {
    edit('j', { title: 'Before' })
    await synced.sync()
    edit('j', { title: 'After' })
    await synced.sync()
    const event_id = await idOf('After')
    const lines = await request('GET', '/calendar/journal', { query: { event_id } })
    expect(lines.body.items).toMatchObject([
      { verdict: 'pull', can_undo: true, before: { title: 'Before' }, after: { title: 'After' } },
      { verdict: 'import', can_undo: false, before: null },
    ])
    const [pull, first] = lines.body.items
    expect((await request('POST', `/calendar/journal/${pull.id}/undo`)).status).toBe(204)
    await drain()
    expect(there('j')?.title).toBe('Before')
    expect((await request('POST', `/calendar/journal/${pull.id}/undo`)).body.error.code).toBe('undone_already')
    expect((await request('POST', `/calendar/journal/${first.id}/undo`)).body.error.code).toBe('cannot_undo')
  })

  it('brings back what was deleted there, in its calendar too', async () => {
    edit('k', { title: 'Gone by mistake' })
    await synced.sync()
    const event_id = await idOf('Gone by mistake')
    remote().remove('k')
    await synced.sync()
    expect(await idOf('Gone by mistake')).toBeUndefined()
    const lines = await request('GET', '/calendar/journal', { query: { event_id, limit: 1 } })
    await request('POST', `/calendar/journal/${lines.body.items[0].id}/undo`)
    await drain()
    expect(await idOf('Gone by mistake')).toBe(event_id)
    expect([...remote().items.values()].map(({ event }) => event.title)).toContain('Gone by mistake')
  })
})
