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

describe('a field of a body that nobody declared', () => {
  it('is refused by every operation that takes a body, and named', async () => {
    const passed: string[] = []
    for (const { body, method, name, path, path_params } of operations) {
      const sent = { ...Object(sample(body ?? {}, {}, true)), surprise: 1 }
      const ids = path_params.map((param) => (param === 'provider' ? 'google' : '01939d6c-7f00-7000-8000-00000000dead'))
      const answer = await person.request(method, fill(path, ids), { body: sent })
      const fields: { field: string; code: string }[] = answer.body?.error?.field_errors ?? []
      const named = fields.some(({ field, code }) => field === 'surprise' && code === 'unknown_field')
      // A role or a setting may be asked for before the body is read.
      if (!named && answer.status !== 403) passed.push(`${name} -> ${answer.status} ${JSON.stringify(answer.body)}`)
    }
    expect(passed).toEqual([])
    expect(operations.length).toBeGreaterThan(40)
  })

  it('is said in the document to be no part of the body', () => {
    const open = operations.filter(({ body }) => !JSON.stringify(body).includes('"additionalProperties":false'))
    expect(open.map(({ name }) => name)).toEqual([])
  })

  it('is found inside of fields too, and nothing of the request is done', async () => {
    const body = { headline: 'Gardener', onboarding: { step: 1, surprise: true } }
    const answer = await person.request('PUT', '/users/me', { body })
    expect(answer.status).toBe(422)
    expect(answer.body.error.field_errors).toContainEqual({
      field: 'onboarding.surprise',
      code: 'unknown_field',
      message: 'This field is not known here.',
    })
    expect((await person.request('GET', '/users/me')).body.headline).toBeNull()
  })

  it('belongs to another action of the same operation', async () => {
    const body = { action: 'delete', ids: [person.user.id], stage_id: 'applied' }
    const answer = await person.request('POST', '/applications/bulk', { body })
    expect(answer.body.error.field_errors).toMatchObject([{ field: 'stage_id', code: 'unknown_field' }])
  })
})
