import { afterAll, beforeAll, expect, test } from 'vitest'
import { arbeitnow } from '#connectors/boards/arbeitnow/index.ts'
import type { JobPosting } from '#domain/postings/posting.ts'
import { ingestPage, prepare } from './index.ts'
import { make } from './made.ts'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp } from '#kit/make-app.ts'

const SOURCE = { id: 'arbeitnow', rank: 2 }

let app: TestApp
beforeAll(async () => {
  app = await makeApp()
})
afterAll(() => app.close())

function page(description: string, slug = 'one'): readonly JobPosting[] {
  const board = arbeitnow.open({})
  const row = {
    ...{
      slug,
      company_name: 'Acme',
      title: slug === 'one' ? 'Baker' : 'Tram driver',
      location: 'Berlin',
      url: `https://www.arbeitnow.com/${slug}`,
    },
    ...{ description, remote: false, tags: [], job_types: [], created_at: 1_790_000_000 },
  }
  const request = board?.first()
  if (board === null || request === undefined) throw new Error('The board refuses its own settings.')
  const text = JSON.stringify({ data: [row] })
  const read = board.read(request, { status: 200, url: request.url, headers: {}, text })
  return read.kind === 'page' ? read.items : []
}

/** The same postings, with nothing to read of them but what is short. */
const closedBooks = (items: readonly JobPosting[]) =>
  items.map((item) => {
    const refused = () => {
      throw new Error('The description was read.')
    }
    const shut = { enumerable: true, get: refused }
    return Object.defineProperties(item, { description_html: shut, description_text: shut })
  })

const keep = async (items: readonly JobPosting[]) => {
  const drafts = await prepare(app.ctx, SOURCE.id, items)
  return app.ctx.db.asSystem('keep a page', (tx) => ingestPage(app.ctx, tx, SOURCE, drafts))
}

test('of a posting that says what it said before, the description is not read again', async () => {
  expect(await keep(page('<p>Bake bread.</p>'))).toMatchObject({ added: 1 })
  expect(await keep(closedBooks(page('<p>Bake bread.</p>')))).toEqual({ added: 0, changed: 0, unchanged: 1, closed: 0 })
  await expect(keep(closedBooks(page('<p>Bake rolls.</p>')))).rejects.toThrow('The description was read.')
})

test('a posting whose description changed says the new one', async () => {
  expect(await keep(page('<p>Bake rolls.</p>'))).toMatchObject({ changed: 1 })
  expect(await app.rows('SELECT description_text FROM postings')).toEqual([{ description_text: 'Bake rolls.' }])
})

test('what has nothing new to keep waits for nobody who is writing', async () => {
  await app.ctx.db.asSystem('hold the turn', async (tx) => {
    await tx.client.query('SELECT pg_advisory_xact_lock($1)', [0x70_6f_73_74])
    expect(await keep(page('<p>Bake rolls.</p>'))).toMatchObject({ unchanged: 1 })
  })
})

test('a posting that a source lists once more is written again only where it says something else by that', async () => {
  const text = `<p>${Array.from({ length: 60 }, (_, at) => `oven${at} bread${at}`).join(' ')}.</p>`
  const standing = () => app.rows('SELECT version, source_ids, description_text FROM postings ORDER BY id DESC LIMIT 1')
  expect(await keep(page(text, 'two'))).toMatchObject({ added: 1 })
  const before = await standing()
  expect(await keep(page(text, 'three'))).toMatchObject({ added: 0, changed: 1 })
  expect(await standing()).toEqual(before)
  expect(await app.rows('SELECT count(*)::int AS n FROM posting_sources')).toEqual([{ n: 3 }])
  const drafts = await prepare(app.ctx, 'elsewhere', page(text, 'four'))
  await app.ctx.db.asSystem('keep a page', (tx) => ingestPage(app.ctx, tx, { id: 'elsewhere', rank: 0 }, drafts))
  const [was] = before
  expect(await standing()).toEqual([{ ...was, version: 2, source_ids: ['elsewhere', 'arbeitnow'] }])
})

test('a large page is written by two connections, and one that fails is kept once when it is read again', async () => {
  const items = Array.from({ length: 220 }, (_, n) =>
    page(`<p>${n} trams need a driver.</p>`.repeat(9), `tram-${n}`),
  ).flat()
  const drafts = await prepare(app.ctx, SOURCE.id, items)
  const writers = () =>
    app.rows(
      "SELECT DISTINCT p.xmin::text FROM postings p JOIN posting_sources s ON s.posting_id = p.id WHERE s.external_id LIKE 'tram-%'",
    )
  const failing = app.ctx.db.asSystem('keep a page', async (tx) => {
    await ingestPage(app.ctx, tx, SOURCE, drafts)
    throw new Error('The page was lost.')
  })
  await expect(failing).rejects.toThrow('The page was lost.')
  expect(await writers()).toHaveLength(1)
  const { added, unchanged } = await keep(items)
  expect([added > 0, unchanged > 0, added + unchanged]).toEqual([true, true, 220])
  expect(await writers()).toHaveLength(2)
})

test('of a large page neither half is left while the other one writes', async () => {
  const items = Array.from({ length: 400 }, (_, n) =>
    page(`<p>${n} boats need a captain with ${n + 7} stars.</p>`.repeat(9), `boat-${n}`),
  ).flat()
  const drafts = await prepare(app.ctx, SOURCE.id, items)
  const besideSystem = () => Promise.reject(new Error('There is no other connection.'))
  const ctx = { ...app.ctx, db: { ...app.ctx.db, besideSystem } }
  const written: unknown[] = []
  const failing = app.ctx.db.asSystem('keep a page', async (tx) => {
    const failed = await ingestPage(ctx, tx, SOURCE, drafts).catch((error: unknown) => error)
    for (const wait_ms of [0, 300]) {
      await new Promise((later) => setTimeout(later, wait_ms))
      const { rows } = await tx.client.query("SELECT FROM posting_sources WHERE external_id LIKE 'boat-%'")
      written.push(rows.length)
    }
    throw failed
  })
  await expect(failing).rejects.toThrow('There is no other connection.')
  expect(written).toEqual([200, 200])
})

test('what another thread works out of a large page is what this one would', async () => {
  const items = Array.from({ length: 120 }, (_, n) =>
    page(`<p>Wir suchen dich, ${n} Jahre Erfahrung mit TypeScript und Österreich\u0000.</p>`.repeat(9), `many-${n}`),
  ).flat()
  const drafts = await prepare(app.ctx, 'elsewhere', items)
  expect(drafts.map((draft) => draft.made().texts)).toEqual(drafts.map((draft) => make(draft.told())))
  expect(drafts[7]?.made().posting.skills.map(({ id }) => id)).toEqual(['typescript'])
  expect(await keep(items)).toMatchObject({ added: 120 })
})
