import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { LIVE_TYPES } from '#contract/live.ts'
import type { LiveType } from '#contract/live.ts'
import { actorOf, connect, ids, LiveClient, LiveRig, refusedWith } from '#kit/live-nodes.ts'
import type { LiveNode, Who } from '#kit/live-nodes.ts'
import { gate } from '#kit/machine.ts'

let rig: LiveRig

beforeEach(async () => void (rig = await LiveRig.make()))
afterEach(() => rig.close())

const publish = (node: LiveNode, who: Who, data: Record<string, unknown>, type: LiveType = 'notification') =>
  rig.machine.db.as(actorOf('ada'), (tx) => node.live.publish(tx, { user_id: ids[who], type, data }))

async function ticketFor(node: LiveNode): Promise<string> {
  const raw = { params: undefined, query: undefined, body: undefined, info: {}, reply: {} } as never
  const answer = await node.live.routes[0]?.handle({} as never, actorOf('ada'), raw)
  return z.object({ ticket: z.string() }).parse(answer).ticket
}

describe('an event', () => {
  test('reaches every socket of its person on every node, and nobody else', async () => {
    const [one, two] = [await rig.startNode(), await rig.startNode()]
    const [here, there, stranger] = [await connect(one, 'ada'), await connect(two, 'ada'), await connect(two, 'bob')]
    await publish(one, 'ada', { n: 1 })
    expect(await here.next('notification')).toMatchObject([{ data: { n: 1 } }])
    expect(await there.next('notification')).toEqual(await here.next('notification'))
    await publish(one, 'bob', { n: 2 })
    expect(await stranger.next('notification')).toMatchObject([{ data: { n: 2 } }])
    expect(rig.open).toBe(3)
  })

  test('is told when the transaction commits, and not at all when it rolls back', async () => {
    const node = await rig.startNode()
    const ada = await connect(node, 'ada')
    const undone = rig.machine.db.as(actorOf('ada'), async (tx) => {
      await node.live.publish(tx, { user_id: ids.ada, type: 'notification', data: { n: 1 } })
      throw new Error('no')
    })
    await expect(undone).rejects.toThrow('no')
    await publish(node, 'ada', { n: 2 })
    expect(await ada.next('notification')).toMatchObject([{ data: { n: 2 } }])
  })

  test('may be longer than NOTIFY carries', async () => {
    const node = await rig.startNode()
    const ada = await connect(node, 'ada')
    await publish(node, 'ada', { text: 'ä'.repeat(20_000) })
    expect((await ada.next('notification'))[0]?.data).toEqual({ text: 'ä'.repeat(20_000) })
  })

  test('is seen by its person alone in the table', async () => {
    const node = await rig.startNode()
    await publish(node, 'bob', { n: 1 })
    const rows = (who: Who) => rig.machine.db.as(actorOf(who), (tx) => tx.client.query('SELECT * FROM live_events'))
    expect((await rows('ada')).rows).toEqual([])
    expect((await rows('bob')).rows).toHaveLength(1)
  })

  test('is deleted after a week', async () => {
    const node = await rig.startNode()
    await publish(node, 'ada', { n: 1 })
    const ctx = { ...rig.machine.base, clock: { ...rig.machine.base.clock, ms: () => Date.now() + 8 * 86_400_000 } }
    await node.live.jobs[0]?.handle(ctx as never, {}, new AbortController().signal)
    expect((await rig.machine.admin.query('SELECT * FROM live_events')).rows).toEqual([])
  })
})

describe('since', () => {
  test('replays what was missed, in order and nothing else', async () => {
    const node = await rig.startNode()
    const before = await connect(node, 'ada')
    await publish(node, 'ada', { n: 1 })
    const [first] = await before.next('notification')
    before.socket.terminate()
    for (const n of [2, 3]) await publish(node, 'ada', { n })
    await publish(node, 'bob', { n: 9 })
    const after = await connect(node, 'ada', `?since=${first?.id}`)
    await after.next('notification', 2)
    await publish(node, 'ada', { n: 4 })
    expect((await after.next('notification', 3)).map((event) => event.data)).toEqual([{ n: 2 }, { n: 3 }, { n: 4 }])
  })

  test('finds an event whose id is smaller but whose transaction ended later', async () => {
    const node = await rig.startNode()
    const ada = await connect(node, 'ada')
    const [added, finish] = [gate(), gate()]
    const slow = rig.machine.db.as(actorOf('ada'), async (tx) => {
      await node.live.publish(tx, { user_id: ids.ada, type: 'notification', data: { n: 'slow' } })
      added.open()
      await finish.opened
    })
    await added.opened
    await publish(node, 'ada', { n: 'quick' })
    const [quick] = await ada.next('notification')
    ada.socket.terminate()
    finish.open()
    await slow
    const again = await connect(node, 'ada', `?since=${quick?.id}`)
    expect((await again.next('notification')).map((event) => event.data)).toEqual([{ n: 'slow' }])
  })

  test('asks for a new start when more was missed than is told again', async () => {
    const node = await rig.startNode()
    const earlier = await connect(node, 'ada')
    await publish(node, 'ada', { n: 0 })
    const { rows } = await rig.machine.admin.query<{ id: string }>('SELECT id FROM live_events')
    await rig.machine.db.as(actorOf('ada'), async (tx) => {
      for (let n = 0; n < 501; n += 1)
        await node.live.publish(tx, { user_id: ids.ada, type: 'notification', data: { n } })
    })
    // Everything was announced: what comes now is the replay.
    await earlier.next('notification', 502)
    const ada = await connect(node, 'ada', `?since=${rows[0]?.id}`)
    expect((await ada.next('system'))[0]?.data).toMatchObject({ kind: 'resync' })
    expect(ada.events).toHaveLength(1)
  })
})

describe('the listening connection', () => {
  test('is made again when it is lost, and what was missed meanwhile is told', async () => {
    const node = await rig.startNode()
    const other = await rig.startNode()
    const ada = await connect(node, 'ada')
    await publish(node, 'ada', { n: 1 })
    await ada.next('notification')
    const back = gate()
    node.signals.onGap(() => back.open())
    const { rows } = await rig.machine.admin.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'career-copilot-listen' AND datname = current_database() ORDER BY backend_start LIMIT 1`,
    )
    await rig.machine.admin.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid])
    await publish(other, 'ada', { n: 2 })
    await back.opened
    await publish(other, 'ada', { n: 3 })
    expect((await ada.next('notification', 3)).map((event) => event.data)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
    expect(node.signals.trouble()).toBeNull()
  })
})

describe('who may connect', () => {
  test('is a person with a session from the own origin', async () => {
    const node = await rig.startNode()
    expect(await refusedWith(node, {})).toBe(401)
    expect(await refusedWith(node, { cookie: 'cc_session=eve', origin: 'https://copilot.example' })).toBe(401)
    expect(await refusedWith(node, { cookie: 'cc_session=ada', origin: 'https://evil.example' })).toBe(403)
    expect(await refusedWith(node, { cookie: 'cc_session=ada' })).toBe(403)
  })

  test('is the bearer of a ticket, once and within 30 seconds', async () => {
    const node = await rig.startNode()
    const ticket = await ticketFor(node)
    const client = new LiveClient(`ws://${node.origin}/ws/notifications?ticket=${ticket}`, {})
    client.socket.once('open', () => client.send({ type: 'ping' }))
    await client.next('pong')
    expect(await refusedWith(node, {}, `?ticket=${ticket}`)).toBe(401)
    const late = await ticketFor(node)
    rig.advance(31_000)
    expect(await refusedWith(node, {}, `?ticket=${late}`)).toBe(401)
    expect((await rig.machine.admin.query<{ hash: Buffer }>('SELECT hash FROM live_tickets')).rows).toEqual([])
  })

  test('has at most 20 sockets', async () => {
    const node = await rig.startNode()
    for (let n = 0; n < 20; n += 1) await connect(node, 'ada')
    expect(await refusedWith(node, { cookie: 'cc_session=ada', origin: 'https://copilot.example' })).toBe(429)
    await connect(node, 'bob')
  })

  test('is let go with 4401 on every node when the session is revoked', async () => {
    const [one, two] = [await rig.startNode(), await rig.startNode()]
    const [here, there, stranger] = [await connect(one, 'ada'), await connect(two, 'ada'), await connect(two, 'bob')]
    await rig.machine.db.asSystem('test revoke', (tx) => one.live.revoke(tx, { session_id: 'session-ada' }))
    expect(await Promise.all([here.closed, there.closed])).toEqual([4401, 4401])
    await rig.machine.db.asSystem('test revoke', (tx) =>
      one.live.revoke(tx, { user_id: ids.bob, except_session_id: 'session-bob' }),
    )
    stranger.send({ type: 'ping' })
    await stranger.next('pong')
    await rig.machine.db.asSystem('test revoke', (tx) => one.live.revoke(tx, { user_id: ids.bob }))
    expect(await stranger.closed).toBe(4401)
  })
})

describe('a message', () => {
  test('ping is answered with pong, with an id and the time', async () => {
    const ada = await connect(await rig.startNode(), 'ada')
    ada.send({ type: 'ping' })
    expect(await ada.next('pong')).toMatchObject([{ type: 'pong', data: {} }])
  })

  test('subscribe and unsubscribe choose the types', async () => {
    const node = await rig.startNode()
    const ada = await connect(node, 'ada')
    ada.send({ type: 'unsubscribe', types: ['job_match'] })
    expect(await ada.next('subscribed')).toMatchObject([
      { data: { types: LIVE_TYPES.filter((type) => type !== 'job_match') } },
    ])
    ada.send({ type: 'unsubscribe', types: [...LIVE_TYPES] })
    ada.send({ type: 'subscribe', types: ['sources_run'] })
    expect((await ada.next('subscribed', 3))[2]).toMatchObject({ data: { types: ['sources_run'] } })
    await publish(node, 'ada', { n: 1 })
    await publish(node, 'ada', { n: 2 }, 'sources_run')
    await ada.next('sources_run')
    expect(ada.events.map((event) => event.type)).not.toContain('notification')
  })

  test('mark_read remembers how far the person has read, and never goes back', async () => {
    const node = await rig.startNode()
    const ada = await connect(node, 'ada')
    const [early, late] = ['01939d6c-7f00-7000-8000-000000000001', '01939d6c-7f00-7000-8000-000000000002']
    for (const id of [late, early]) ada.send({ type: 'mark_read', id })
    expect((await ada.next('marked_read', 2)).map((event) => event.data)).toEqual([
      { last_read_id: late },
      { last_read_id: late },
    ])
    expect((await rig.machine.admin.query('SELECT user_id, last_read_id FROM live_reads')).rows).toEqual([
      { user_id: ids.ada, last_read_id: late },
    ])
  })

  test.each(['junk', '{}', '{"type":"mark_read","id":"1"}', '{"type":"subscribe","types":["nothing"]}'])(
    '%s is answered with an error',
    async (text) => {
      const ada = await connect(await rig.startNode(), 'ada')
      ada.send(text)
      expect(await ada.next('error')).toMatchObject([{ data: { code: 'invalid_message' } }])
    },
  )

  test('longer than 16 kB ends the connection, and so do too many', async () => {
    const node = await rig.startNode()
    const long = await connect(node, 'ada')
    long.send(JSON.stringify({ type: 'ping', more: 'x'.repeat(20_000) }))
    expect(await long.closed).toBe(1009)
    await rig.allClosed()
    const many = await connect(node, 'ada')
    for (let n = 0; n < 200; n += 1) many.send({ type: 'ping' })
    expect(await many.closed).toBe(1008)
    await rig.allClosed()
    expect(rig.open).toBe(0)
  })
})
