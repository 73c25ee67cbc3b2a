import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { FaultQueue, RequestLog } from './faults.ts'
import { startFaultyServer } from './faulty-server.ts'
import type { FaultyServer } from './faulty-server.ts'

describe('A fake vendor that goes wrong on demand', () => {
  const faults = new FaultQueue()
  const log = new RequestLog()
  let done = 0
  let server: FaultyServer

  beforeEach(async () => {
    faults.clear()
    log.clear()
    done = 0
    server = await startFaultyServer({
      faults,
      log,
      answer: () => {
        done += 1
        return { status: 200, headers: { 'content-type': 'application/json' }, body: '{"items":[1,2,3]}' }
      },
      control: (command) => z.object({ do: z.literal('count') }).parse(command) && { done },
    })
  })
  afterEach(() => server.close())

  const get = (path = '/a') => fetch(`${server.origin}${path}`)

  it('answers what the fault says, and does nothing', async () => {
    faults.add({ kind: 'answer', status: 429, headers: { 'retry-after': '7' }, body: '{"slow":"down"}' })
    const answer = await get()
    expect([answer.status, answer.headers.get('retry-after'), await answer.text(), done]).toEqual([
      429,
      '7',
      '{"slow":"down"}',
      0,
    ])
    expect((await get()).status).toBe(200)
  })

  it('loses a request before it is done, or only its answer', async () => {
    faults.add({ kind: 'reset-before' })
    faults.add({ kind: 'reset-after' })
    await expect(get()).rejects.toThrow()
    expect(done).toBe(0)
    await expect(get()).rejects.toThrow()
    expect(done).toBe(1)
    expect(log.entries.map(({ status }) => status)).toEqual([null, null])
  })

  it('cuts an answer in half, sends a page of a hotel, and is slow', async () => {
    faults.add({ kind: 'truncate' })
    faults.add({ kind: 'html' })
    faults.add({ kind: 'slow', ms: 30 })
    expect(await (await get()).text()).toBe('{"items"')
    expect((await get()).headers.get('content-type')).toBe('text/html')
    const started = performance.now()
    expect((await get()).status).toBe(200)
    expect(performance.now() - started).toBeGreaterThan(25)
  })

  it('picks requests by method and path, after some that go well, as often as it is told', async () => {
    const wrong = { kind: 'answer', status: 500 } as const
    faults.add(wrong, { method: 'POST' })
    faults.add(wrong, { path: '/b$', skip: 1, times: 2 })
    const asked = ['/a', '/b', '/b', '/b', '/b']
    const got: number[] = []
    for (const path of asked) got.push((await get(path)).status)
    expect(got).toEqual([200, 200, 500, 500, 200])
    faults.add(wrong, { times: null })
    for (let time = 0; time < 3; time += 1) expect((await get()).status).toBe(500)
    faults.clear()
    expect((await get()).status).toBe(200)
    expect(log.count('GET', /^\/b/)).toBe(4)
  })

  it('is told what to do by a request that the log leaves out', async () => {
    const tell = (body: string) => fetch(`${server.origin}/__ctl`, { method: 'POST', body })
    await get()
    expect(await (await tell('{"do":"count"}')).json()).toEqual({ done: 1 })
    expect((await tell('{"do":"dance"}')).status).toBe(422)
    expect((await tell('{')).status).toBe(422)
    expect(log.entries).toHaveLength(1)
  })
})
