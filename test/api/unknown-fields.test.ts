import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { fill, operationsOf } from './document.ts'
import type { ApiOperation } from './document.ts'
import { sample } from './sample.ts'

let app: TestApp
let person: TestUser
let operations: readonly ApiOperation[]

beforeAll(async () => {
  app = await makeApp()
  person = await app.register()
  operations = (await operationsOf(app)).filter(({ body }) => body !== null)
})
afterAll(() => app.close())

const ignoredBy = (answer: { headers: Readonly<Record<string, unknown>> }) => answer.headers['x-ignored-fields']

describe('a field of a body that nobody declared', () => {
  it('is ignored by every operation that takes a body, and named', async () => {
    const silent: string[] = []
    for (const { body, method, name, path, path_params } of operations) {
      const sent = { ...Object(sample(body ?? {}, {}, true)), surprise: 1 }
      const ids = path_params.map((param) => (param === 'provider' ? 'google' : '01939d6c-7f00-7000-8000-00000000dead'))
      const answer = await person.request(method, fill(path, ids), { body: sent })
      // A role or a setting may be asked for before the body is read.
      if (ignoredBy(answer) !== 'surprise' && answer.status !== 403) silent.push(`${name} -> ${answer.status}`)
    }
    expect(silent).toEqual([])
    expect(operations.length).toBeGreaterThan(40)
  }, 120_000)

  it('is found inside of fields too, and the rest is done', async () => {
    const body = { headline: 'Gardener', onboarding: { 'späß, "': true }, version: 1 }
    const answer = await person.request('PUT', '/users/me', { body })
    expect(answer.status).toBe(200)
    expect(ignoredBy(answer)).toBe('onboarding.sp%C3%A4%C3%9F%2C%20%22, version')
    expect((await person.request('GET', '/users/me')).body.headline).toBe('Gardener')
  })

  it('lets what was read be sent back whole', async () => {
    const { body } = await person.request('GET', '/users/me')
    const answer = await person.request('PUT', '/users/me', { body: { ...body, headline: 'Florist' } })
    expect(answer).toMatchObject({ status: 200, body: { headline: 'Florist' } })
  })

  it('belongs to another action of the same operation', async () => {
    const body = { action: 'delete', ids: [person.user.id], stage_id: 'applied' }
    expect(ignoredBy(await person.request('POST', '/applications/bulk', { body }))).toBe('stage_id')
  })

  it('is not looked for where nothing is unknown', async () => {
    expect(ignoredBy(await person.request('PUT', '/users/me', { body: { headline: 'Baker' } }))).toBeUndefined()
  })
})
