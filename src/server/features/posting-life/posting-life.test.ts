import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { START, makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { startBoards } from '#kit/vendors/boards/server.ts'
import type { Boards } from '#kit/vendors/boards/server.ts'

const EMPLOYER = 'greenhouse.acme'
const DAY = 86_400_000

let boards: Boards
let app: TestApp
let mara: TestUser
let otto: TestUser

beforeAll(async () => {
  boards = await startBoards({ fixturesDir: null, now: START })
  app = await makeApp({ OUTBOUND_REWRITE: JSON.stringify(boards.rewrites), ALLOW_PRIVATE_HOSTS: '127.0.0.1' })
  ;[mara, otto] = [await app.register(), await app.register()]
  boards.feeds.arbeitnow.splice(0, Infinity, row('harbour'), row('baker', { title: 'Baker' }))
  for (const person of [mara, otto]) await person.request('PATCH', '/sources/arbeitnow', { body: { enabled: true } })
  await app.ctx.queue.drain()
})
afterAll(async () => {
  await app.close()
  await boards.close()
})

const TEXT = `<p>We look after the harbour of a town at the sea.</p><p>You mend nets, ropes and boats, and you like the wind.</p>`

function row(slug: string, change: Record<string, unknown> = {}) {
  return {
    slug,
    company_name: 'Hafen & Söhne',
    title: 'Harbour master',
    description: TEXT,
    remote: false,
    url: `https://www.arbeitnow.com/jobs/companies/hafen/${slug}`,
    tags: ['Harbour'],
    job_types: ['full-time'],
    location: 'Kiel',
    created_at: Math.floor(START / 1000) - 3600,
    ...change,
  }
}

function put(...rows: Record<string, unknown>[]): void {
  for (const each of rows) {
    const at = boards.feeds.arbeitnow.findIndex((other) => other['slug'] === each['slug'])
    boards.feeds.arbeitnow.splice(at === -1 ? boards.feeds.arbeitnow.length : at, at === -1 ? 0 : 1, each)
  }
}
const take = (slug: string) =>
  boards.feeds.arbeitnow.splice(
    boards.feeds.arbeitnow.findIndex((each) => each['slug'] === slug),
    1,
  )

/** The time now, as rows and the wire have it. */
const now = () => app.ctx.clock.iso().replace('.000Z', 'Z')

async function read(source: string, after_days: number): Promise<void> {
  app.time.advance(after_days * DAY)
  if (after_days >= 0.5) mara = await app.login(mara)
  await mara.request('POST', `/sources/${source}/run`)
  await app.ctx.queue.drain()
}
const find = async (person: TestUser, title: string, state = 'open') => {
  const { body } = await person.request('GET', '/jobs', { query: { q: `"${title}"`, state } })
  return body.items[0]
}
const editsOf = async (id: string) => (await mara.request('GET', `/jobs/${id}/edits`)).body.items
const lifeOf = async (person: TestUser, id: string) => (await person.request('GET', `/jobs/${id}`)).body.life

describe('edits', () => {
  test('what a source changes is kept, field by field and word by word', async () => {
    const { id } = await find(mara, 'Harbour master')
    expect(await editsOf(id)).toEqual([])
    put(row('harbour', { title: 'Harbour mistress', location: 'Lübeck', description: TEXT.replace('nets', 'sails') }))
    await read('arbeitnow', 2)
    const [edit, ...more] = await editsOf(id)
    expect(more).toEqual([])
    expect(edit).toMatchObject({ at: now(), source: { id: 'arbeitnow', name: 'Arbeitnow' } })
    expect(edit.fields).toEqual([
      { field: 'title', from: 'Harbour master', to: 'Harbour mistress' },
      { field: 'places', from: ['Kiel'], to: ['Lübeck'] },
    ])
    const changed = edit.text.filter(({ kind }: { kind: string }) => kind !== 'same')
    expect(changed).toEqual([
      { kind: 'removed', text: 'nets' },
      { kind: 'added', text: 'sails' },
    ])
  })

  test('the diff of an earlier edit is the one to the next, not to what stands now', async () => {
    const { id } = await find(mara, 'Harbour mistress')
    const description = TEXT.replace('nets', 'kites')
    put(row('harbour', { title: 'Harbour mistress', location: 'Lübeck', description }))
    await read('arbeitnow', 1)
    const edits = await editsOf(id)
    const added = edits.map(({ text }: { text: { kind: string; text: string }[] }) =>
      text.flatMap((piece) => (piece.kind === 'added' ? [piece.text] : [])),
    )
    expect(added).toEqual([['kites'], ['sails']])
    const first = await mara.request('GET', `/jobs/${id}/edits`, { query: { limit: 1 } })
    const second = await mara.request('GET', `/jobs/${id}/edits`, {
      query: { limit: 1, cursor: first.body.next_cursor },
    })
    expect([...first.body.items, ...second.body.items]).toEqual(edits)
    expect(second.body.next_cursor).toBeNull()
  })

  test('white space, tags and a date that is renewed are none', async () => {
    const { id } = await find(mara, 'Baker')
    const description = TEXT.replaceAll('<p>', '<p>  ').replaceAll(' ', '  ')
    put(
      row('baker', {
        title: 'Baker ',
        description,
        tags: ['Bread'],
        created_at: Math.floor(app.ctx.clock.ms() / 1000),
      }),
    )
    await read('arbeitnow', 1)
    expect((await mara.request('GET', `/jobs/${id}`)).body.tags).toEqual(['Bread'])
    expect(await editsOf(id)).toEqual([])
  })

  test('the last twenty are kept', async () => {
    const { id } = await find(mara, 'Baker')
    await app.rows(
      `INSERT INTO posting_edits (id, source_row_id, at, fields) SELECT ('00000000-0000-7000-8000-' || lpad((99 - n)::text, 12, '0'))::uuid, s.id, $2::timestamptz - n * interval '1 day', '[]'
       FROM posting_sources s, generate_series(1, 21) n WHERE s.posting_id = $1`,
      [id, now()],
    )
    put(row('baker', { title: 'Baker', location: 'Bonn' }))
    await read('arbeitnow', 1)
    expect(
      await app.rows(
        'SELECT FROM posting_edits e JOIN posting_sources s ON s.id = e.source_row_id WHERE s.posting_id = $1',
        [id],
      ),
    ).toHaveLength(20)
  })

  test('who looked at a posting is told what was edited since, until looking again', async () => {
    const { id } = await find(mara, 'Baker')
    expect((await find(mara, 'Baker')).life.edited_at).toBeNull()
    await mara.request('PUT', `/jobs/${id}/state`, { body: { seen: true } })
    expect(await find(mara, 'Baker', 'edited')).toBeUndefined()
    put(row('baker', { title: 'Baker', location: 'Rome' }))
    await read('arbeitnow', 1)
    expect((await find(mara, 'Baker')).life.edited_at).toBe(now())
    otto = await app.login(otto)
    expect((await find(otto, 'Baker')).life.edited_at).toBeNull()
    expect((await find(mara, 'Baker', 'edited')).id).toBe(id)
    app.time.advance(60_000)
    const seen_at = (await mara.request('GET', `/jobs/${id}`)).body.state.seen_at
    const state = await mara.request('PUT', `/jobs/${id}/state`, { body: { seen: true } })
    expect(state.body.seen_at).toBe(seen_at)
    expect((await find(mara, 'Baker')).life.edited_at).toBeNull()
    expect(await find(mara, 'Baker', 'edited')).toBeUndefined()
    expect(await lifeOf(mara, id)).toMatchObject({ edits: 20, last_edit_at: expect.any(String), edited_at: null })
  })

  test('nobody reads the edits of what they may not see', async () => {
    otto = await app.login(otto)
    const own = await otto.request('POST', '/jobs', { body: { title: 'Baker', company: 'Otto’s' } })
    expect((await mara.request('GET', `/jobs/${own.body.id}/edits`)).status).toBe(404)
    expect((await otto.request('GET', `/jobs/${own.body.id}/edits`)).body).toEqual({ items: [], next_cursor: null })
  })
})

describe('advertised again', () => {
  test('under the same id after an absence, and under a new one: counted, with the times', async () => {
    put(row('cook', { title: 'Ship’s cook' }))
    await read('arbeitnow', 1)
    const { id } = await find(mara, 'Ship’s cook')
    expect((await lifeOf(mara, id)).advertised).toBe(1)
    take('cook')
    await read('arbeitnow', 10)
    await read('arbeitnow', 1)
    put(row('cook', { title: 'Ship’s cook' }))
    await read('arbeitnow', 20)
    take('cook')
    await read('arbeitnow', 10)
    await read('arbeitnow', 1)
    put(row('cook-2', { title: 'Ship’s cook' }))
    await read('arbeitnow', 2)
    const life = await lifeOf(mara, id)
    expect(life).toMatchObject({
      advertised: 3,
      periods: [{ how: 'first', until: expect.any(String) }, { how: 'same_id' }, { how: 'new_id', until: null }],
    })
    expect((await find(mara, 'Ship’s cook')).life.advertised).toBe(3)
  })

  test('an absence of a day is a hiccup', async () => {
    put(row('pilot', { title: 'Pilot' }))
    await read('arbeitnow', 1)
    const { id } = await find(mara, 'Pilot')
    take('pilot')
    await read('arbeitnow', 1)
    await read('arbeitnow', 1)
    expect((await mara.request('GET', `/jobs/${id}`)).body.closed_at).not.toBeNull()
    put(row('pilot', { title: 'Pilot' }))
    await read('arbeitnow', 1)
    expect(await lifeOf(mara, id)).toMatchObject({ advertised: 1, periods: [{ how: 'first', until: null }] })
  })
})

describe('stale and likely a ghost', () => {
  test('what stands open for months untouched is stale, and with a board of the employer that lacks it likely a ghost', async () => {
    put(row('diver', { title: 'Diver', company_name: 'Example acme GmbH' }))
    await read('arbeitnow', 1)
    const { id } = await find(mara, 'Diver')
    expect(await find(mara, 'Diver', 'open,stale')).toBeUndefined()
    await read('arbeitnow', 61)
    expect((await find(mara, 'Diver')).life).toMatchObject({ is_stale: true, is_likely_ghost: false })
    expect((await find(mara, 'Diver', 'stale')).id).toBe(id)
    expect(await find(mara, 'Diver', 'ghost')).toBeUndefined()

    app.time.advance(31 * DAY)
    mara = await app.login(mara)
    await mara.request('POST', '/sources', { body: { url: 'https://boards.greenhouse.io/acme' } })
    await app.ctx.queue.drain()
    const life = await lifeOf(mara, id)
    expect(life).toMatchObject({ is_stale: true, is_likely_ghost: true, open_days: expect.any(Number) })
    expect(life.ghost_signs).toEqual([
      { code: 'employer_lacks', is_strong: true, count: null, at: expect.any(String) },
      { code: 'long_open', is_strong: false, count: life.open_days, at: null },
    ])
    expect((await find(mara, 'Diver', 'ghost')).id).toBe(id)
    // Whose boards another follows is theirs to know, so Otto is told nothing by it.
    otto = await app.login(otto)
    expect((await find(otto, 'Diver')).life.is_likely_ghost).toBe(false)
    expect(await find(otto, 'Diver', 'ghost')).toBeUndefined()
  })

  test('“this is no ghost” is remembered for who said it, and can be taken back', async () => {
    const { id } = await find(mara, 'Diver')
    const said = await mara.request('PUT', `/jobs/${id}/state`, { body: { not_ghost: true } })
    expect(said.body.not_ghost_at).toBe(now())
    expect((await find(mara, 'Diver')).life.is_likely_ghost).toBe(false)
    expect(await find(mara, 'Diver', 'ghost')).toBeUndefined()
    expect((await lifeOf(mara, id)).ghost_signs).toHaveLength(2)
    await mara.request('PUT', `/jobs/${id}/state`, { body: { not_ghost: false } })
    expect((await find(mara, 'Diver')).life.is_likely_ghost).toBe(true)
  })

  test('an edit makes it fresh', async () => {
    put(row('diver', { title: 'Diver', company_name: 'Example acme GmbH', location: 'Rome' }))
    await read('arbeitnow', 1)
    expect((await find(mara, 'Diver')).life.is_stale).toBe(false)
    expect(await find(mara, 'Diver', 'stale')).toBeUndefined()
  })

  test('the board of the employer lists it: it is neither', async () => {
    const { body } = await mara.request('GET', '/jobs', { query: { source: EMPLOYER, limit: 1 } })
    app.time.advance(61 * DAY)
    mara = await app.login(mara)
    expect(await lifeOf(mara, body.items[0].id)).toMatchObject({ is_stale: false, is_likely_ghost: false })
  })
})
