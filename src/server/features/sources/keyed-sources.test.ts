import { afterAll, beforeAll, expect, test } from 'vitest'
import { START, makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { KEYS } from '#kit/vendors/boards/keyed-routes.ts'
import { startBoards } from '#kit/vendors/boards/server.ts'
import type { Boards } from '#kit/vendors/boards/server.ts'

let boards: Boards
let app: TestApp
let mara: TestUser
let tom: TestUser

beforeAll(async () => {
  boards = await startBoards({ fixturesDir: null, now: START })
  app = await makeApp({ OUTBOUND_REWRITE: JSON.stringify(boards.rewrites), ALLOW_PRIVATE_HOSTS: '127.0.0.1' })
  mara = await app.register()
  tom = await app.register()
})
afterAll(async () => {
  await app.close()
  await boards.close()
})

const change = (who: TestUser, body: unknown, id = 'reed') => who.request('PATCH', `/sources/${id}`, { body })
const reed = async (who: TestUser) => (await who.request('GET', '/sources/reed')).body

test('a source with a key is off until the key is there', async () => {
  expect(await reed(mara)).toMatchObject({ tier: 'keyed_api', key: 'missing', runnable: true, enabled: false })
  expect((await change(mara, { enabled: true })).body.error.code).toBe('key_missing')
  const refused = await change(mara, { config: { api_key: 'two words' } })
  expect(refused.body.error.field_errors).toMatchObject([{ field: 'config.api_key', message: 'A key has no spaces.' }])
})

test('with the key it is read; the key goes in and never comes out', async () => {
  const config = { ...KEYS.reed, keywords: 'engineer' }
  const saved = await change(mara, { config, enabled: true })
  expect(saved.body).toMatchObject({ key: 'kept', enabled: true, config: { keywords: 'engineer' } })
  await app.ctx.queue.drain()
  expect(await reed(mara)).toMatchObject({ health: 'healthy', postings: 130, last_run: { added: 130, requests: 102 } })
  const everything = JSON.stringify([
    await reed(mara),
    (await mara.request('GET', '/sources')).body,
    await app.rows('SELECT * FROM sources, source_keys, source_runs'),
  ])
  expect(everything).not.toContain(KEYS.reed.api_key)
})

test('another person has the source, but no say over its key', async () => {
  expect((await change(tom, { enabled: true })).body).toMatchObject({ key: 'kept', enabled: true })
  expect((await change(tom, { config: { api_key: 'mine' } })).body.error.code).toBe('config_fixed')
})

test('settings change without giving the key again, and a key that stops working says so', async () => {
  expect((await change(mara, { config: { keywords: 'baker' } })).body.config).toEqual({ keywords: 'baker' })
  await change(mara, { config: { api_key: 'wrong', keywords: 'baker' }, enabled: true })
  await app.ctx.queue.drain()
  expect(await reed(mara)).toMatchObject({
    health: 'blocked',
    health_reason: expect.stringMatching(/does not accept the key/),
    postings: 130,
  })
})

test('who takes the key away stops the source', async () => {
  expect((await change(mara, { config: { api_key: null } })).body).toMatchObject({ key: 'missing' })
  expect((await mara.request('POST', '/sources/reed/run')).body.error.code).toBe('key_missing')
  expect(await app.rows('SELECT * FROM source_keys')).toEqual([])
})

test.each(['adzuna', 'usajobs', 'france-travail'] as const)('%s is read with its key', async (id) => {
  await change(mara, { config: KEYS[id], enabled: true }, id)
  await app.ctx.queue.drain()
  const { body } = await mara.request('GET', `/sources/${id}`)
  expect(body).toMatchObject({ health: 'healthy', last_run: { outcome: 'ok', complete: true } })
})
