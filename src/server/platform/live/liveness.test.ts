import { afterEach, beforeEach, expect, test } from 'vitest'
import { actorOf, connect, ids, LiveRig } from '#kit/live-nodes.ts'
import type { LiveClient, LiveNode } from '#kit/live-nodes.ts'

let rig: LiveRig
beforeEach(async () => void (rig = await LiveRig.make()))
afterEach(() => rig.close())

/** Waits until the node has read everything that the client sent, an answer to a heartbeat included. */
async function heard(client: LiveClient): Promise<void> {
  const before = client.events.filter((event) => event.type === 'pong').length
  client.send({ type: 'ping' })
  await client.next('pong', before + 1)
}

const publish = (node: LiveNode, data: Record<string, unknown>) =>
  rig.machine.db.as(actorOf('ada'), (tx) => node.live.publish(tx, { user_id: ids.ada, type: 'notification', data }))

test('a peer that answers no heartbeat is let go with the next one; one that answers stays', async () => {
  const node = await rig.startNode()
  const [alive, dead] = [await connect(node, 'ada'), await connect(node, 'bob')]
  dead.socket.pause()
  await node.live.beat()
  await heard(alive)
  expect(rig.open).toBe(2)
  await node.live.beat()
  await expect.poll(() => rig.open).toBe(1)
  dead.socket.resume()
  expect(await dead.closed).toBe(1006)
  await heard(alive)
  await node.live.beat()
  await heard(alive)
  expect(rig.open).toBe(1)
})

test('who reads too slowly is let go before much is kept for them, and finds what was missed when they are back', async () => {
  const node = await rig.startNode()
  const [quick, slow] = [await connect(node, 'ada'), await connect(node, 'ada')]
  await publish(node, { n: 0 })
  await slow.next('notification')
  slow.socket.pause()
  // More than the operating system keeps for a connection and we do on top of it.
  const PUBLISHED = 200
  const text = 'x'.repeat(150_000)
  for (let n = 1; n <= PUBLISHED; n += 1) {
    await publish(node, { n, text })
    await quick.next('notification', n + 1)
  }
  slow.socket.resume()
  expect(await slow.closed).toBe(1013)
  expect(slow.events.length).toBeLessThan(PUBLISHED)
  const again = await connect(node, 'ada', `?since=${slow.events.at(-1)?.id}`)
  expect((await again.next('notification'))[0]?.data).toMatchObject({ n: slow.events.length })
})
