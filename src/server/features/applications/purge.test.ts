import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { Answer, TestApp, TestUser } from '#kit/make-app.ts'
import { jobs } from './index.ts'

const DAY = 86_400_000

let app: TestApp
let mara: TestUser
let token: string

beforeAll(async () => {
  app = await makeApp()
})
afterAll(() => app.close())
beforeEach(async () => {
  mara = await app.register()
  token = mara.token
})

/** So many days later, with a new session and after the nightly jobs. */
async function daysLater(days: number): Promise<void> {
  app.time.advance(days * DAY)
  for (const job of jobs) await job.handle(app.ctx, {}, AbortSignal.timeout(10_000))
  const body = { username: mara.user.username, password: mara.password }
  token = (await app.request('POST', '/auth/login', { body })).body.access_token
}

const request = (method: string, path: string, body?: unknown): Promise<Answer> =>
  app.request(method, path, { token, ...(body === undefined ? {} : { body }) })
const undo = (answer: Answer) => request('POST', `/undo/${answer.body.undo_id}`)
const track = () => request('POST', '/applications', { title: 'Engineer', company: 'Lumen' })

test('what is deleted is gone for good after thirty days, with its parts and its way back', async () => {
  const made = await track()
  const gone = await request('DELETE', `/applications/${made.body.id}`)
  await daysLater(29)
  expect(await app.rows('SELECT 1 FROM applications WHERE id = $1', [made.body.id])).toHaveLength(1)
  await daysLater(2)
  expect(await app.rows('SELECT 1 FROM applications WHERE id = $1', [made.body.id])).toEqual([])
  expect((await undo(gone)).status).toBe(404)
})

test('a creation that is undone late can be brought back for another thirty days', async () => {
  const made = await track()
  await daysLater(29)
  const undone = await undo(made)
  expect(undone.status).toBe(200)
  await daysLater(20)
  expect((await undo(undone)).status).toBe(200)
  expect((await request('GET', `/applications/${made.body.id}`)).status).toBe(200)
})

test('what passed between two people outlives the application that it was about', async () => {
  const made = await track()
  const contact = await request('POST', '/contacts', { name: 'Bob', application_id: made.body.id })
  const path = `/contacts/${contact.body.id}/interactions`
  await request('POST', path, { application_id: made.body.id, kind: 'call', summary: 'Talked about the team' })
  await request('DELETE', `/applications/${made.body.id}`)
  await daysLater(31)
  expect((await request('GET', path)).body.items).toMatchObject([
    { summary: 'Talked about the team', application_id: null },
  ])
})
