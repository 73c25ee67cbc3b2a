import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { endpoint } from '#contract/endpoint.ts'
import { ApiError, call, callWith, urlOf } from './client.ts'

const read = endpoint({
  method: 'GET',
  path: '/things/:id',
  summary: 'A thing',
  tag: 'Things',
  access: 'user',
  params: z.object({ id: z.string() }),
  query: z.object({ tag: z.array(z.string()).optional(), q: z.string().optional() }),
  response: z.object({ name: z.string() }),
})

function answering(status: number, body: unknown) {
  const asked: { url: string; init: RequestInit | undefined }[] = []
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    asked.push({ url, init })
    return new Response(JSON.stringify(body), { status })
  })
  return asked
}

afterEach(() => vi.unstubAllGlobals())

describe('the typed client', () => {
  it('puts parameters into the path, escaped, and repeats lists in the query', () => {
    expect(urlOf(read, { id: 'a/b' }, { tag: ['x', 'y'], q: '' })).toBe('/api/v1/things/a%2Fb?tag=x&tag=y')
  })

  it('answers with what the contract promises and nothing else', async () => {
    answering(200, { name: 'lamp', secret: 'no' })
    expect(await call(read, { params: { id: '1' } })).toEqual({ name: 'lamp' })
  })

  it('throws the error of the server with its code, its request id and its fields', async () => {
    answering(422, {
      error: {
        code: 'invalid',
        message: 'Look at the name.',
        request_id: 'r-1',
        timestamp: '2026-03-28T09:00:00Z',
        field_errors: [{ field: 'name', code: 'too_small', message: 'Write something here.' }],
      },
    })
    const error = await call(read, { params: { id: '1' } }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status: 422, code: 'invalid', requestId: 'r-1', fieldErrors: [{ field: 'name' }] })
  })

  it('acts with a token and without the cookie, where a window may do no more than that', async () => {
    const asked = answering(200, { name: 'lamp' })
    callWith('cc_abc')
    await call(read, { params: { id: '1' } })
    callWith(null)
    await call(read, { params: { id: '1' } })
    const sent = asked.map(({ init }) => [init?.credentials, new Headers(init?.headers).get('authorization')])
    expect(sent).toEqual([
      ['omit', 'Bearer cc_abc'],
      ['same-origin', null],
    ])
  })

  it('says that the server cannot be reached when it cannot', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('network')
    })
    await expect(call(read, { params: { id: '1' } })).rejects.toMatchObject({ status: 0, code: 'offline' })
  })

  it('stays readable when a proxy answers with a page', async () => {
    vi.stubGlobal('fetch', async () => new Response('<h1>Bad gateway</h1>', { status: 502 }))
    await expect(call(read, { params: { id: '1' } })).rejects.toMatchObject({ status: 502, code: 'unreadable' })
  })
})
