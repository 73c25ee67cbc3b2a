import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { lockSearch } from './store.ts'

let app: TestApp
let mara: TestUser
beforeAll(async () => {
  app = await makeApp()
})
afterAll(() => app.close())
beforeEach(async () => {
  mara = await app.register()
  await app.rows(
    `INSERT INTO sources (id, board_id, kind, name, homepage, created_at) VALUES ('board', 'arbeitnow', 'feed', 'Board', 'https://board.example', now()) ON CONFLICT DO NOTHING`,
  )
  await app.rows(`INSERT INTO source_subscriptions VALUES ($1, 'board', true, now())`, [mara.user.id])
})

const save = (body: unknown, who = mara) => who.request('POST', '/saved-searches', { body })
const saved = async (body: unknown) => (await save(body)).body
const path = (id: string) => `/saved-searches/${id}`
const list = async (who = mara) => (await who.request('GET', '/saved-searches')).body
const change = (id: string, body: unknown, headers = {}) => mara.request('PATCH', path(id), { body, headers })

let number = 0
/** A posting of the board that all people of these tests follow. */
async function arrives(title: string): Promise<string> {
  number += 1
  const now = app.ctx.clock.iso()
  const [row] = await app.rows<{ id: string }>(
    `INSERT INTO postings (id, title, title_norm, company, company_norm, content_hash, source_ids, first_seen_at, last_seen_at, created_at, updated_at)
     VALUES (gen_random_uuid(), $1, lower($1), 'Firm ' || $2::int, 'firm ' || $2::int, '', '{board}', $3, $3, $3, $3) RETURNING id`,
    [title, number, now],
  )
  return row?.id ?? ''
}

describe('a saved search', () => {
  test('keeps its name, its filter as JSON and its alert', async () => {
    const filter = { q: 'gardener', remote: ['hybrid', 'remote'], salary_min: 5_000_000, salary_currency: 'EUR' }
    const whole = { ...filter, salary_unknown: true, state: ['open'], sort: '-posted_at' }
    const made = await save({ name: ' Gardens ', filter: whole, alert: 'weekly', alert_hour: 7, alert_weekday: 3 })
    expect([made.status, made.headers['etag']]).toEqual([201, '"1"'])
    expect(made.body).toMatchObject({
      ...{ name: 'Gardens', filter: whole, alert: 'weekly', alert_hour: 7, alert_weekday: 3 },
      ...{ next_alert_at: '2026-10-28T07:00:00.000Z', last_alert_at: null, new_count: 0, version: 1 },
    })
    expect((await mara.request('GET', path(made.body.id))).body).toEqual(made.body)
    expect(await list()).toEqual({ items: [made.body], alert_mail: 'not_configured' })
  })

  test('has no alert unless one is asked for', async () => {
    expect(await saved({ name: 'All', filter: {} })).toMatchObject({ alert: 'off', alert_hour: 8, next_alert_at: null })
  })

  test.each<[string, unknown, string]>([
    ['without a name', { name: ' ', filter: {} }, 'name'],
    ['with a name that is too long', { name: 'x'.repeat(81), filter: {} }, 'name'],
    ['without a filter', { name: 'x' }, 'filter'],
    ['with an unknown sort', { name: 'x', filter: { sort: 'best' } }, 'filter.sort'],
    ['with an unknown state', { name: 'x', filter: { state: ['asleep'] } }, 'filter.state.0'],
    ['with an hour that clocks do not have', { name: 'x', filter: {}, alert_hour: 24 }, 'alert_hour'],
    ['with an eighth day', { name: 'x', filter: {}, alert_weekday: 8 }, 'alert_weekday'],
    ['with an unknown alert', { name: 'x', filter: {}, alert: 'hourly' }, 'alert'],
  ])('is refused %s, and the field is named', async (_, body, field) => {
    const answer = await save(body)
    expect([answer.status, answer.body.error.field_errors?.[0].field]).toEqual([422, field])
  })

  test('has a name that no other has, whatever the case, and the field is named', async () => {
    await save({ name: 'Data', filter: {} })
    const other = await saved({ name: 'Gardens', filter: {} })
    for (const answer of [await save({ name: 'dAtA', filter: {} }), await change(other.id, { name: 'DATA' })]) {
      expect([answer.status, answer.body.error.code]).toEqual([409, 'search_name_taken'])
      expect(answer.body.error.field_errors).toMatchObject([{ field: 'name' }])
    }
    expect((await change(other.id, { name: 'gardens' })).status).toBe(200)
    expect((await save({ name: 'Data', filter: {} }, await app.register())).status).toBe(201)
  })

  test('is one of fifty at most, also when many are saved at once', async () => {
    const answers = await Promise.all(Array.from({ length: 52 }, (_, n) => save({ name: `Search ${n}`, filter: {} })))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(50)
    expect(answers.find(({ status }) => status !== 201)?.body.error.code).toBe('too_many_saved_searches')
  })

  test('changes what is sent and keeps the rest; an old version is refused', async () => {
    const { id } = await saved({ name: 'Data', filter: { q: 'data', place: 'Berlin' } })
    const renamed = await change(id, { name: 'Data engineering' }, { 'if-match': '"1"' })
    expect(renamed.body).toMatchObject({ name: 'Data engineering', filter: { q: 'data', place: 'Berlin' }, version: 2 })
    const stale = await change(id, { filter: {} }, { 'if-match': '"1"' })
    expect([stale.status, (await change(id, { filter: {}, version: 1 })).status]).toEqual([412, 412])
    expect((await change(id, { filter: { q: 'data' } })).body.filter).toEqual({ q: 'data' })
  })

  test('comes back with an undo, and so does what it looked for before', async () => {
    const { id } = await saved({ name: 'Data', filter: { q: 'data' }, alert: 'daily' })
    const changed = await change(id, { filter: { q: 'other' } })
    expect((await mara.request('POST', `/undo/${changed.body.undo_id}`)).status).toBe(200)
    expect((await mara.request('GET', path(id))).body.filter).toEqual({ q: 'data' })
    const gone = await mara.request('DELETE', path(id))
    expect((await mara.request('GET', path(id))).status).toBe(404)
    expect((await mara.request('POST', `/undo/${gone.body.undo_id}`)).status).toBe(200)
    expect((await list()).items).toMatchObject([{ id, name: 'Data', alert: 'daily', filter: { q: 'data' } }])
    const again = await mara.request('DELETE', path(id))
    await save({ name: 'data', filter: {} })
    expect((await mara.request('POST', `/undo/${again.body.undo_id}`)).body.error.code).toBe('undo_blocked')
  })

  test('belongs to one person', async () => {
    const { id } = await saved({ name: 'Data', filter: {} })
    const other = await app.register()
    const answers = [
      await other.request('GET', path(id)),
      await other.request('PATCH', path(id), { body: { name: 'Mine' } }),
      await other.request('DELETE', path(id)),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
    expect((await list(other)).items).toEqual([])
  })

  test('of somebody else is neither waited for nor held', async () => {
    const { id } = await saved({ name: 'Gardens', filter: {} })
    const otto = await app.register()
    const status = await app.ctx.db.asSystem('hold a saved search', async (tx) => {
      await lockSearch(tx, id)
      return (await otto.request('PATCH', path(id), { body: { name: 'Mine' } })).status
    })
    expect(status).toBe(404)
  })
})

describe('what is new in a saved search', () => {
  test('is what matches, came since one looked, is open, and was not opened', async () => {
    await arrives('Gardener, long there')
    app.time.advance(60_000)
    const { id } = await saved({ name: 'Gardens', filter: { q: 'gardener' } })
    const count = async () => (await mara.request('GET', path(id))).body.new_count
    app.time.advance(60_000)
    const [opened, , closed] = [await arrives('Gardener'), await arrives('Gardener'), await arrives('Gardener')]
    await arrives('Baker')
    expect(await count()).toBe(3)
    await mara.request('PUT', `/jobs/${opened}/state`, { body: { seen: true } })
    await app.rows('UPDATE postings SET closed_at = now() WHERE id = $1', [closed])
    expect(await count()).toBe(1)
    expect((await list()).items[0].new_count).toBe(1)
    const looked = await change(id, { looked: true })
    expect(looked.body).toMatchObject({ new_count: 0, version: 1, undo_id: null })
    app.time.advance(60_000)
    await arrives('Gardener')
    expect(await count()).toBe(1)
  })

  test('is counted with a misspelt word read as in the feed', async () => {
    await app.rows(`INSERT INTO search_terms VALUES ('gardener') ON CONFLICT DO NOTHING`)
    const { id } = await saved({ name: 'Gardens', filter: { q: 'gardenre' } })
    const literal = await saved({ name: 'As written', filter: { q: 'gardenre', verbatim: true } })
    app.time.advance(60_000)
    await arrives('Gardener')
    expect((await mara.request('GET', path(id))).body.new_count).toBe(1)
    expect((await mara.request('GET', path(literal.id))).body.new_count).toBe(0)
  })

  test.each([
    ['with words is looked for along indexes', { q: 'gardener' }, ['off', 'off']],
    ['without words is looked for as PostgreSQL thinks best', { remote: ['remote'] }, ['on', 'on']],
  ])('%s', async (_what, filter, expected) => {
    const { db } = app.ctx
    const asSystem = db.asSystem.bind(db)
    const seqscan: string[] = []
    const watching = vi.spyOn(db, 'asSystem').mockImplementation((reason, work) =>
      asSystem(reason, async (tx) => {
        const result = await work(tx)
        const { rows } = await sql<{ set: string }>`SELECT current_setting('enable_seqscan') AS set`.execute(tx)
        if (/search/.test(reason)) seqscan.push(rows[0]?.set ?? '')
        return result
      }),
    )
    try {
      await saved({ name: 'Gardens', filter })
    } finally {
      watching.mockRestore()
    }
    expect(seqscan).toEqual(expected)
  })

  test('is told in the order of the names, with words or without', async () => {
    for (const [name, filter] of Object.entries({ a: { q: 'gardener' }, b: {}, c: { q: 'baker' }, d: {} }))
      await saved({ name, filter })
    expect((await list()).items.map(({ name }: { name: string }) => name)).toEqual(['a', 'b', 'c', 'd'])
  })
})
