import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { startMailbox } from '#kit/mailbox.ts'
import type { Mailbox } from '#kit/mailbox.ts'
import { startRawFeed } from '#kit/raw-feed.ts'
import type { RawFeed } from '#kit/raw-feed.ts'
import { jobs as searchJobs } from '#features/saved-searches/index.ts'
import { jobs as sourceJobs } from '#features/sources/index.ts'
import { jobs, lockPostings, readDueWords } from './index.ts'

let feed: RawFeed
let mailbox: Mailbox
let app: TestApp
let other: TestApp
let mara: TestUser
beforeAll(async () => {
  feed = await startRawFeed()
  mailbox = await startMailbox()
  const outside = { OUTBOUND_REWRITE: JSON.stringify({ 'https://boards-api.greenhouse.io': feed.origin }) }
  // Nothing that is queued runs before it is asked for.
  app = await makeApp({ WORKER: 'off', SMTP_URL: mailbox.url, ALLOW_PRIVATE_HOSTS: '127.0.0.1', ...outside })
  other = await makeApp({ WORKER: 'off' }, app)
})
afterAll(async () => {
  await other.close()
  await app.close()
  await feed.close()
  await mailbox.close()
})
beforeEach(async () => {
  mara = await app.register()
  await app.rows('UPDATE users SET email_verified_at = now() WHERE id = $1', [mara.user.id])
})

interface Listed {
  readonly id: number
  readonly title: string
  readonly text: string
}
/** What the board lists from now on. */
function lists(...listed: Listed[]): void {
  const jobsOf = listed.map(({ id, title, text }) => ({
    ...{ id, internal_job_id: id, requisition_id: null, company_name: 'Example SE', title },
    absolute_url: `https://job-boards.greenhouse.io/x/jobs/${id}`,
    ...{ location: { name: 'Berlin' }, updated_at: '2026-10-20T08:00:00Z', first_published: '2026-10-19T08:00:00Z' },
    content: `&lt;p&gt;${text}&lt;/p&gt;`,
    ...{ metadata: [], departments: [], offices: [], language: 'en' },
  }))
  const body = JSON.stringify({ jobs: jobsOf, meta: { total: jobsOf.length } })
  feed.answer = (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(body)
}
const handle = (all: readonly (typeof jobs)[number][], name: string, data: unknown = {}) =>
  all.find((job) => job.name === name)?.handle(app.ctx, data, AbortSignal.timeout(30_000))
let boards = 0
/** A board of its own, followed and not read yet. */
async function follow(): Promise<string> {
  boards += 1
  const { body } = await mara.request('POST', '/sources', { body: { url: `https://boards.greenhouse.io/b${boards}` } })
  return body.id
}
/** Reads a board, and does nothing that comes after: the words are left to the queue. */
async function read(source: string): Promise<void> {
  const { body } = await mara.request('POST', `/sources/${source}/run`)
  await handle(sourceJobs, 'fetch-source', { run_id: body.run_id })
}
const found = async (q: string) =>
  (await mara.request('GET', '/jobs', { query: { q } })).body.items.map((item: { title: string }) => item.title)
const due = async () =>
  (await app.rows<{ due: number }>('SELECT count(*)::int AS due FROM postings WHERE words_due'))[0]?.due
const alerted = async () => {
  await app.ctx.queue.drain()
  return mailbox.messages().filter((mail) => mail.includes(`To: ${mara.user.email}\r\n`) && /^List-Unsub/m.test(mail))
}
const alert = (q: string) =>
  mara.request('POST', '/saved-searches', { body: { name: q, filter: { q }, alert: 'instant' } })

describe('a posting that a reading brings', () => {
  test('is found by its title at once, and by its text a moment later', async () => {
    lists({ id: 1, title: 'Weaver', text: 'You tend the jacquard.' })
    await read(await follow())
    expect(await found('weaver')).toEqual(['Weaver'])
    expect(await found('example weaver')).toEqual(['Weaver'])
    expect(await found('jacquard')).toEqual([])
    await app.ctx.queue.drain()
    expect(await found('jacquard')).toEqual(['Weaver'])
  })

  test('is found by a text that changed before its words were read, and writes nothing when it is read again', async () => {
    const source = await follow()
    lists({ id: 2, title: 'Smith', text: 'You tend the anvil.' })
    await read(source)
    lists({ id: 2, title: 'Smith', text: 'You tend the bellows.' })
    await read(source)
    await app.ctx.queue.drain()
    expect([await found('anvil'), await found('bellows')]).toEqual([[], ['Smith']])
    const written = () => app.rows(`SELECT xmin::text, version FROM postings WHERE title = 'Smith'`)
    const before = await written()
    await read(source)
    await app.ctx.queue.drain()
    expect(await written()).toEqual(before)
  })

  test('is found by a text that changed after its words were read, at once', async () => {
    const source = await follow()
    lists({ id: 3, title: 'Cooper', text: 'You tend the staves.' })
    await read(source)
    await app.ctx.queue.drain()
    lists({ id: 3, title: 'Cooper', text: 'You tend the hoops.' })
    await read(source)
    expect([await found('staves'), await found('hoops')]).toEqual([[], ['Cooper']])
  })

  test('is found by its text a minute later where the node fell that was to read it, and told of once', async () => {
    await alert('kiln')
    app.time.advance(1000)
    lists({ id: 4, title: 'Potter', text: 'You tend the kiln.' })
    await read(await follow())
    await app.rows(`DELETE FROM pgboss.job WHERE name = 'read-words' AND state = 'created'`)
    expect(await alerted()).toEqual([])
    await handle(jobs, 'words-due')
    expect(await alerted()).toHaveLength(1)
    expect(await found('kiln')).toEqual(['Potter'])
  })

  test('waits for the minute after while pages are written', async () => {
    lists({ id: 5, title: 'Tanner', text: 'You tend the vats.' })
    await read(await follow())
    await app.rows(`DELETE FROM pgboss.job WHERE name = 'read-words' AND state = 'created'`)
    await app.ctx.db.asSystem('write a page', async (tx) => {
      await lockPostings(tx)
      await handle(jobs, 'words-due')
    })
    await app.ctx.queue.drain()
    expect(await found('vats')).toEqual([])
    await handle(jobs, 'words-due')
    await app.ctx.queue.drain()
    expect(await found('vats')).toEqual(['Tanner'])
  })
})

describe('an alert on a word of texts', () => {
  const many = (from: number, word: string) =>
    Array.from({ length: 450 }, (_, n) => ({ id: from + n, title: `Miller ${from + n}`, text: `You tend ${word}.` }))

  test('is one mail of all that a reading brought, however many texts were to be read', async () => {
    await alert('flour')
    app.time.advance(1000)
    lists(...many(1000, 'flour'))
    await read(await follow())
    const [mail, ...more] = await alerted()
    expect(more).toEqual([])
    expect(mail).toMatch(/^Subject: 450 new postings: flour/m)
  })

  test('is one mail where they were read in part, and two nodes read the rest at once, each text by one of them', async () => {
    await alert('bran')
    app.time.advance(1000)
    lists(...many(2000, 'bran'))
    await read(await follow())
    await app.rows(`DELETE FROM pgboss.job WHERE name = 'read-words' AND state = 'created'`)
    await app.rows(
      'UPDATE postings SET words_due = false WHERE id IN (SELECT id FROM postings WHERE words_due LIMIT 100)',
    )
    expect(await alerted()).toEqual([])
    const [ours, theirs] = await Promise.all([readDueWords(app.ctx), readDueWords(other.ctx)])
    expect(ours + theirs).toBe(350)
    expect(await due()).toBe(0)
    const [mail, ...more] = await alerted()
    expect(more).toEqual([])
    expect(mail).toMatch(/^Subject: 450 new postings: bran/m)
  })

  test('that leaves a word out tells of nothing whose text has it', async () => {
    const { body: search } = await alert('dyer -indigo')
    app.time.advance(1000)
    lists(
      { id: 6, title: 'Dyer', text: 'You tend madder.' },
      { id: 7, title: 'Dyer of blue', text: 'You tend indigo.' },
    )
    const source = await follow()
    await read(source)
    await app.rows(`DELETE FROM pgboss.job WHERE name = 'read-words' AND state = 'created'`)
    await handle(searchJobs, 'saved-search-alert', { search_id: search.id })
    expect(await alerted()).toEqual([])
    await handle(jobs, 'words-due')
    const [mail, ...more] = await alerted()
    expect(more).toEqual([])
    expect(mail).toMatch(/^Dyer\r$/m)
    expect(mail).not.toMatch(/Dyer of blue/)
  })

  test('waits for the end of a reading whose first texts were read meanwhile', async () => {
    await alert('madder')
    app.time.advance(1000)
    lists({ id: 8, title: 'Fuller', text: 'You tend madder.' })
    const source = await follow()
    await read(source)
    await app.rows(`DELETE FROM pgboss.job WHERE name IN ('read-words', 'match-postings') AND state = 'created'`)
    const becomes = (status: string) =>
      app.rows('UPDATE source_runs SET status = $2 WHERE source_id = $1', [source, status])
    await becomes('running')
    expect(await readDueWords(app.ctx)).toBe(1)
    expect(await alerted()).toEqual([])
    await becomes('done')
    lists({ id: 8, title: 'Fuller', text: 'You tend madder.' }, { id: 9, title: 'Dyer', text: 'You tend madder.' })
    await read(source)
    const [mail, ...more] = await alerted()
    expect(more).toEqual([])
    expect(mail).toMatch(/^Subject: 2 new postings: madder/m)
  })
})
