import { expect, test } from 'vitest'
import { outboundOf } from './outbound.ts'
import { getAlways, postJson } from './request.ts'

const ADDRESS = 'https://api.example.org/search?page=2'

test('a question is posted as it was written', () => {
  expect(outboundOf(postJson(ADDRESS, { page: 2 }, '2'), {})).toMatchObject({
    method: 'POST',
    url: ADDRESS,
    body: '{"page":2}',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
  })
})

test('what a key adds goes out with the request and is not kept in it', () => {
  const request = getAlways(ADDRESS, 'json', '2')
  const sent = outboundOf(request, {
    query: { app_key: 's3cret & more' },
    headers: { authorization: 'Bearer s3cret' },
    user_agent: 'mara@example.org',
  })
  expect(sent).toMatchObject({
    method: 'GET',
    url: `${ADDRESS}&app_key=s3cret+%26+more`,
    headers: { accept: 'application/json', authorization: 'Bearer s3cret' },
    user_agent: 'mara@example.org',
  })
  expect(JSON.stringify(request)).not.toContain('s3cret')
})

test('a form holds what was asked and what the key adds', () => {
  const request = {
    ...getAlways(ADDRESS, 'json', 'token'),
    post: { type: 'form', text: 'grant_type=client_credentials' },
  } as const
  expect(outboundOf(request, { form: { client_secret: 'a&b' } })).toMatchObject({
    method: 'POST',
    body: 'grant_type=client_credentials&client_secret=a%26b',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
})
