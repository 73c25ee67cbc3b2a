import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'

let app: TestApp
let mara: TestUser
beforeAll(async () => {
  app = await makeApp()
  mara = await app.register()
})
afterAll(() => app.close())

const URL = 'https://www.linkedin.com/jobs/search/?keywords=baker'
const card = (n: number) => `<div class="base-search-card" data-entity-urn="urn:li:jobPosting:380000000${n}">
  <h3 class="base-search-card__title">Baker ${n}</h3><h4 class="base-search-card__subtitle">${n === 3 ? '' : `Bakery ${n}`}</h4>
  <span class="job-search-card__location">Berlin</span><time datetime="2026-10-2${n}"></time></div>`
const html = `<html><body>${[0, 1, 2, 3].map(card).join('')}</body></html>`
const key = (n: number) => `linkedin:380000000${n}`
const send = (path: string, body: unknown) => mara.request('POST', `/jobs/import/list${path}`, { body })

test('a page of results is shown before anything is kept, with what is left out and why', async () => {
  const { status, body } = await send('/preview', { html, url: URL })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    items: [0, 1, 2].map((n) => ({
      key: key(n),
      title: `Baker ${n}`,
      company: `Bakery ${n}`,
      locations: ['Berlin'],
      url: `https://www.linkedin.com/jobs/view/380000000${n}/`,
      existing_id: null,
    })),
    left_out: ['It names no employer.'],
  })
  expect(await app.rows('SELECT id FROM postings')).toEqual([])
})

test('those that were chosen come in once, as the own ones of the person, open and searchable', async () => {
  const first = await send('', { html, url: URL, keys: [key(0), key(1), key(0), 'linkedin:1'] })
  expect(first.body).toMatchObject({
    imported: [{ key: key(0) }, { key: key(1) }],
    existing: [],
    missing: ['linkedin:1'],
  })
  const again = await send('', { html, url: URL, keys: [key(1), key(2)] })
  expect(again.body).toMatchObject({ imported: [{ key: key(2) }], existing: [{ key: key(1) }], missing: [] })
  expect(again.body.existing[0].id).toBe(first.body.imported[1].id)
  const { body } = await mara.request('GET', '/jobs', { query: { q: 'baker' } })
  expect(body.total).toBe(3)
  const other = await app.register()
  expect((await other.request('GET', '/jobs', { query: { q: 'baker' } })).body.total).toBe(0)
})

test('the page of one that was imported from a list is known again', async () => {
  const data = { '@type': 'JobPosting', title: 'Baker 1', hiringOrganization: { name: 'Bakery 1' } }
  const page = `<script type="application/ld+json">${JSON.stringify(data)}</script>`
  const url = 'https://de.linkedin.com/jobs/view/baker-1-at-bakery-1-3800000001?trk=public'
  const { body } = await mara.request('POST', '/jobs/import/preview', { body: { html: page, url } })
  expect(body).toMatchObject({ title: 'Baker 1', existing_id: expect.any(String) })
})

test('what only a source brought that is off here is new, by its page and in a list', async () => {
  const tom = await app.register()
  const bring = (path: string, body: unknown) => tom.request('POST', `/jobs/import${path}`, { body })
  const [id] = (await bring('/list', { html, url: URL, keys: [key(1)] })).body.imported.map(
    (one: { id: string }) => one.id,
  )
  await app.rows(`UPDATE posting_sources SET owner_user_id = NULL, source_id = 'board' WHERE posting_id = $1`, [id])
  await app.rows(`UPDATE postings SET owner_user_id = NULL, source_ids = '{board}' WHERE id = $1`, [id])
  expect((await tom.request('GET', '/jobs')).body.items).toEqual([])

  const { body: shown } = await bring('/list/preview', { html, url: URL })
  expect(shown.items.map((item: { existing_id: unknown }) => item.existing_id)).toEqual([null, null, null])
  const page = {
    url: 'https://www.linkedin.com/jobs/view/3800000001/',
    text: 'Baker 1 at Bakery 1',
    title: 'Baker 1',
    company: 'Bakery 1',
  }
  expect((await bring('/preview', page)).body.existing_id).toBeNull()
  const kept = await bring('', page)
  expect(kept.status).toBe(201)
  expect((await bring('/list', { html, url: URL, keys: [key(1)] })).body).toMatchObject({
    imported: [],
    existing: [{ id: kept.body.id }],
  })
  expect((await tom.request('GET', '/jobs')).body.items).toHaveLength(1)
})

test('an alert that came by e-mail is a list as well', async () => {
  const link = (id: number) =>
    `<a href="https://www.linkedin.com/comm/jobs/view/${id}/?x=1">Cook ${id}</a><p>Inn · Bonn</p>`
  const mail = `From: alerts@board.example\nSubject: New jobs\nContent-Type: text/html\n\n${link(3_800_000_007)}${link(3_800_000_000)}`
  const { body } = await send('/preview', { mail })
  expect(body.items).toMatchObject([
    { key: key(7), company: 'Inn', existing_id: null },
    { key: key(0), existing_id: expect.any(String) },
  ])
  expect((await send('', { mail, keys: [key(7)] })).body.imported).toHaveLength(1)
})

test('what is no list is refused with the reason', async () => {
  expect((await send('/preview', { html: '<p>Hello</p>' })).body.error).toMatchObject({ code: 'no_posting_found' })
  const { error } = (await send('/preview', { mail: 'Hello' })).body
  expect(error.details.message).toMatch(/\.eml/)
  expect((await send('/preview', { html, mail: 'both' })).status).toBe(422)
})
