import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp } from '#kit/make-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await makeApp()
})
afterAll(() => app.close())

test('a change is made only to the version that If-Match names, and to none that it cannot name', async () => {
  const person = await app.register()
  const change = (headline: string, condition?: string) =>
    person.request('PUT', '/users/me', {
      body: { headline },
      headers: condition === undefined ? {} : { 'if-match': condition },
    })
  expect((await person.request('GET', '/users/me')).headers['etag']).toBe('"1"')
  expect((await change('first', '"1"')).headers['etag']).toBe('"2"')
  // What another server called its version, or a program wrote wrongly, says that the caller does not know ours.
  for (const condition of ['"1"', '"abc"', '2', '""', '"9999999999"', '"1", "2"', 'null']) {
    const refused = await change('lost', condition)
    expect([condition, refused.status, refused.body.error?.code]).toEqual([condition, 412, 'stale_version'])
  }
  expect((await person.request('GET', '/users/me')).body.headline).toBe('first')
  for (const condition of ['W/"2"', '*', undefined]) expect((await change('next', condition)).status).toBe(200)
})

test('of two changes to the same version at the same moment one is made', async () => {
  const person = await app.register()
  await person.request('GET', '/users/me')
  const answers = await Promise.all(
    ['a', 'b', 'c', 'd'].map((headline) =>
      person.request('PUT', '/users/me', { body: { headline }, headers: { 'if-match': '"1"' } }),
    ),
  )
  expect(answers.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([200, 412, 412, 412])
})

test('the document of the API names the headers that an operation takes', async () => {
  const { paths } = (await app.request('GET', '/openapi.json')).body
  const headersOf = (path: string, method: string): string[] =>
    paths[`/api/v1${path}`][method].parameters
      .filter((parameter: { in: string }) => parameter.in === 'header')
      .map((parameter: { name: string }) => parameter.name)
  expect(headersOf('/users/me', 'put')).toEqual(['Idempotency-Key', 'If-Match'])
  expect(headersOf('/firms', 'post')).toEqual(['Idempotency-Key'])
  expect([
    ...headersOf('/users/me', 'get'),
    ...headersOf('/users/me/tokens', 'post'),
    ...headersOf('/firms/{id}/invitations', 'post'),
  ]).toEqual([])
})
