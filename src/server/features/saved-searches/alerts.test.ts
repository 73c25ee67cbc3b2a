import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { START, makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { startMailbox } from '#kit/mailbox.ts'
import type { Mailbox } from '#kit/mailbox.ts'
import { startBoards } from '#kit/vendors/boards/server.ts'
import type { Boards } from '#kit/vendors/boards/server.ts'
import { jobs } from './index.ts'

let boards: Boards
let mailbox: Mailbox
let app: TestApp
let mara: TestUser
beforeAll(async () => {
  mailbox = await startMailbox()
  boards = await startBoards({ fixturesDir: null, now: START })
  const outside = { OUTBOUND_REWRITE: JSON.stringify(boards.rewrites), ALLOW_PRIVATE_HOSTS: '127.0.0.1' }
  app = await makeApp({ SMTP_URL: mailbox.url, ...outside })
  await app.rows(
    `INSERT INTO sources (id, board_id, kind, name, homepage, created_at) VALUES ('board', 'arbeitnow', 'feed', 'Board', 'https://board.example', now())`,
  )
})
afterAll(async () => {
  await app.close()
  await boards.close()
  await mailbox.close()
})
beforeEach(async () => {
  app.time.set('2026-10-24T08:00:00Z')
  mara = await app.register()
  await app.rows('UPDATE users SET email_verified_at = now() WHERE id = $1', [mara.user.id])
  await app.rows(`INSERT INTO source_subscriptions VALUES ($1, 'board', true, now())`, [mara.user.id])
  await mara.request('PUT', '/users/me/settings', { body: { time_zone: 'Europe/Berlin' } })
})

let number = 0
/** A posting of the board that everybody here follows; each of these tests searches by a word of its own. */
async function arrives(title: string, fields: { company?: string; id?: string } = {}): Promise<string> {
  number += 1
  const company = fields.company ?? `Firm ${number}`
  const values = [fields.id ?? crypto.randomUUID(), title, company, app.ctx.clock.iso()]
  await app.rows(
    `INSERT INTO postings (id, title, title_norm, company, company_norm, content_hash, source_ids, first_seen_at, last_seen_at, created_at, updated_at)
     VALUES ($1, $2, lower($2), $3, lower($3), '', '{board}', $4, $4, $4, $4)`,
    values,
  )
  return String(values[0])
}

/** Jobs that clocks start, at this moment; then everything that they queue. */
async function tick(): Promise<void> {
  const due = jobs.find((job) => job.name === 'saved-searches-due')
  await due?.handle(app.ctx, {}, AbortSignal.timeout(10_000))
  await app.ctx.queue.drain()
}
const mails = async () => {
  await app.ctx.queue.drain()
  return mailbox
    .messages()
    .filter((message) => message.includes(`To: ${mara.user.email}\r\n`) && /^List-Unsub/m.test(message))
}
/** Titles of the word that mails told of, in order. */
const told = async (word: string) =>
  (await mails()).flatMap((mail) =>
    [...mail.matchAll(new RegExp(`^(${word} \\d+)\r$`, 'gm'))].map((found) => found[1] ?? ''),
  )
const at = async (iso: string) => {
  app.time.set(iso)
  await tick()
}
/** With a new session: one ends after a day. */
const back = async () => void (mara = await app.login(mara))
const save = async (q: string, more = {}) =>
  (await mara.request('POST', '/saved-searches', { body: { name: q, filter: { q }, alert: 'daily', ...more } })).body
const change = (id: string, body: unknown) => mara.request('PATCH', `/saved-searches/${id}`, { body })

describe('a daily alert', () => {
  test('comes at its hour on the clocks of the person, also after they were set back, and tells of each posting once', async () => {
    const { next_alert_at } = await save('weaver')
    expect(next_alert_at).toBe('2026-10-25T07:00:00.000Z')
    await at('2026-10-24T20:00:00Z')
    await arrives('weaver 1')
    await at('2026-10-25T06:59:00Z')
    expect(await told('weaver')).toEqual([])
    await at('2026-10-25T07:00:30Z')
    expect(await told('weaver')).toEqual(['weaver 1'])
    await at('2026-10-25T07:01:00Z')
    await arrives('weaver 2')
    await at('2026-10-26T06:59:00Z')
    expect(await told('weaver')).toEqual(['weaver 1'])
    await at('2026-10-26T07:00:00Z')
    expect(await told('weaver')).toEqual(['weaver 1', 'weaver 2'])
    await at('2026-10-27T07:00:00Z')
    expect(await mails()).toHaveLength(2)
  })

  test('comes at the same hour after clocks were set forward', async () => {
    await at('2027-03-27T20:00:00Z')
    await back()
    await save('roofer')
    await arrives('roofer 1')
    await at('2027-03-28T05:59:00Z')
    expect(await told('roofer')).toEqual([])
    await at('2027-03-28T06:00:00Z')
    expect(await told('roofer')).toEqual(['roofer 1'])
  })

  test('follows the person to another time zone', async () => {
    await save('sailor')
    await mara.request('PUT', '/users/me/settings', { body: { time_zone: 'America/New_York' } })
    await arrives('sailor 1')
    await at('2026-10-25T07:00:00Z')
    expect(await told('sailor')).toEqual([])
    await at('2026-10-25T12:00:00Z')
    expect(await told('sailor')).toEqual(['sailor 1'])
  })

  test('that was due while the server stood still comes once when it runs again', async () => {
    await save('miller')
    await arrives('miller 1')
    await at('2026-10-29T12:00:00Z')
    await tick()
    expect(await mails()).toHaveLength(1)
    await back()
    expect((await mara.request('GET', '/saved-searches')).body.items[0]).toMatchObject({
      ...{ next_alert_at: '2026-10-30T07:00:00.000Z', last_alert_at: '2026-10-29T12:00:00Z' },
    })
  })

  test('is one mail, though two nodes find it due and both run it', async () => {
    const { id } = await save('tanner')
    await arrives('tanner 1')
    app.time.set('2026-10-25T07:00:00Z')
    const [send, due] = [jobs[0], jobs[1]]
    await Promise.all([1, 2].map(async () => due?.handle(app.ctx, {}, AbortSignal.timeout(10_000))))
    await Promise.all([1, 2].map(async () => send?.handle(app.ctx, { search_id: id }, AbortSignal.timeout(10_000))))
    expect(await told('tanner')).toEqual(['tanner 1'])
  })

  test('of a search whose town is no certain one any more is left out, and does not fail', async () => {
    const { id } = await save('turner')
    await arrives('turner 1')
    const lost = JSON.stringify({ q: 'turner', place: 'Cambridge', radius_km: 60 })
    await app.rows('UPDATE saved_searches SET filter = $2 WHERE id = $1', [id, lost])
    app.time.set('2026-10-25T07:00:00Z')
    await jobs[0]?.handle(app.ctx, { search_id: id }, AbortSignal.timeout(10_000))
    expect(await mails()).toEqual([])
  })

  test('says nothing when there is nothing new', async () => {
    await arrives('cooper 1')
    app.time.advance(1000)
    await save('cooper')
    await at('2026-10-25T07:00:00Z')
    expect(await mails()).toEqual([])
  })
})

test('a weekly alert comes on its day', async () => {
  await save('potter', { alert: 'weekly', alert_weekday: 3, alert_hour: 18 })
  await arrives('potter 1')
  await at('2026-10-27T20:00:00Z')
  expect(await told('potter')).toEqual([])
  await at('2026-10-28T17:00:00Z')
  expect(await told('potter')).toEqual(['potter 1'])
})

test('an instant alert goes out when a run of a source brought something, and open screens hear of it', async () => {
  await mara.request('POST', '/saved-searches', { body: { name: 'All', filter: {}, alert: 'instant' } })
  app.time.advance(1000)
  await mara.request('PATCH', '/sources/arbeitnow', { body: { enabled: true } })
  await app.ctx.queue.drain()
  const [mail, ...others] = await mails()
  expect(others).toEqual([])
  expect(mail).toMatch(/^Subject: \d\d+ new postings: All/m)
  expect(mail?.match(/\/jobs\/[0-9a-f-]{36}\r$/gm)).toHaveLength(10)
  expect(mail).toMatch(/And \d+ more: all postings of the search:\r\nhttp:\/\/[^/]+\/jobs\?\r$/m)
  const heard = await app.rows(`SELECT 1 FROM live_events WHERE user_id = $1 AND type = 'saved_searches'`, [
    mara.user.id,
  ])
  expect(heard.length).toBeGreaterThanOrEqual(2)
  await mara.request('PATCH', '/sources/arbeitnow', { body: { enabled: false } })
})

describe('an alert does not tell of', () => {
  const tellsOf = async (word: string) => {
    await at('2026-10-25T07:00:00Z')
    return told(word)
  }

  test('what is hidden, of a hidden company, a duplicate, closed, opened, applied to, or brought in by the person', async () => {
    await save('smith')
    const ids = []
    for (const n of [1, 2, 3, 4, 5, 6]) ids.push(await arrives(`smith ${n}`))
    await arrives('smith 7', { company: 'Anvil' })
    await arrives('smith 8')
    await mara.request('POST', '/jobs', { body: { title: 'smith 9', company: 'Forge' } })
    await app.rows('UPDATE posting_states SET seen_at = NULL')
    await mara.request('PUT', `/jobs/${ids[0]}/state`, { body: { hidden: true } })
    await mara.request('PUT', `/jobs/${ids[1]}/state`, { body: { seen: true } })
    await mara.request('POST', '/applications', { body: { job_id: ids[2], status: 'applied' } })
    await mara.request('POST', `/jobs/${ids[3]}/merge`, { body: { job_id: ids[4] } })
    await app.rows('UPDATE postings SET closed_at = now() WHERE id = $1', [ids[5]])
    await mara.request('POST', '/jobs/hidden-companies', { body: { company: 'Anvil' } })
    const merged = await app.rows<{ title: string }>(
      'SELECT p.title FROM posting_states s JOIN postings p ON p.id = s.posting_id WHERE s.duplicate_of IS NOT NULL',
    )
    expect(merged).toHaveLength(1)
    const kept = ['smith 4', 'smith 5'].filter((title) => title !== merged[0]?.title)
    expect((await tellsOf('smith')).toSorted()).toEqual([...kept, 'smith 8'])
  })

  test('hidden postings, though the search asks for them', async () => {
    await save('mason', { filter: { q: 'mason', state: ['hidden'] } })
    const id = await arrives('mason 1')
    await mara.request('PUT', `/jobs/${id}/state`, { body: { hidden: true } })
    expect(await tellsOf('mason')).toEqual([])
  })

  test('a posting again that became one with another, or came back after it closed', async () => {
    await save('glazier')
    const [old, other] = [await arrives('glazier 1'), await arrives('glazier 2')]
    expect(await tellsOf('glazier')).toHaveLength(2)
    await app.rows('DELETE FROM postings WHERE id = $1', [old])
    const now = await arrives('glazier 3')
    await app.rows(
      `INSERT INTO posting_sources (id, posting_id, source_id, external_id, source_url, rank, posting, content_hash, first_seen_at, last_seen_at, joined_from)
       VALUES (gen_random_uuid(), $1, 'board', 'x', 'https://board.example/x', 2, '{}', '', now(), now(), $2)`,
      [now, old],
    )
    await app.rows('UPDATE postings SET closed_at = now() WHERE id = $1', [other])
    await at('2026-10-26T07:00:00Z')
    await app.rows('UPDATE postings SET closed_at = NULL WHERE id = $1', [other])
    await at('2026-10-27T07:00:00Z')
    expect((await told('glazier')).toSorted()).toEqual(['glazier 1', 'glazier 2'])
  })

  test('what it told before it was deleted and brought back', async () => {
    const { id } = await save('joiner')
    await arrives('joiner 1')
    expect(await tellsOf('joiner')).toEqual(['joiner 1'])
    const gone = await mara.request('DELETE', `/saved-searches/${id}`)
    await arrives('joiner 2')
    await mara.request('POST', `/undo/${gone.body.undo_id}`)
    await at('2026-10-26T07:00:00Z')
    expect(await told('joiner')).toEqual(['joiner 1', 'joiner 2'])
  })

  test('what came while it was off, or before its filter was changed', async () => {
    const { id } = await save('baker', { alert: 'off' })
    await arrives('baker 1')
    app.time.advance(1000)
    await change(id, { alert: 'daily' })
    await arrives('baker 2')
    app.time.advance(1000)
    await change(id, { filter: { q: 'baker', state: ['open'] } })
    app.time.advance(1000)
    await arrives('baker 3')
    expect(await tellsOf('baker')).toEqual(['baker 3'])
  })
})

describe('without a way to reach the person', () => {
  const mailState = async () => (await mara.request('GET', '/saved-searches')).body.alert_mail

  test('it says why, still counts, and nothing is lost once there is one', async () => {
    expect(await mailState()).toBe('ready')
    await save('farrier')
    app.time.advance(1000)
    await arrives('farrier 1')
    await app.rows('UPDATE users SET email_verified_at = NULL WHERE id = $1', [mara.user.id])
    expect(await mailState()).toBe('not_confirmed')
    await at('2026-10-25T07:00:00Z')
    expect(await mails()).toEqual([])
    await app.rows('UPDATE users SET email_verified_at = now() WHERE id = $1', [mara.user.id])
    await mara.request('PUT', '/users/me/settings', { body: { notifications: { email: false } } })
    expect(await mailState()).toBe('switched_off')
    await at('2026-10-26T07:00:00Z')
    expect(await mails()).toEqual([])
    await back()
    expect((await mara.request('GET', '/saved-searches')).body.items[0].new_count).toBe(1)
    await mara.request('PUT', '/users/me/settings', { body: { notifications: { email: true } } })
    await at('2026-10-27T07:00:00Z')
    expect(await told('farrier')).toEqual(['farrier 1'])
  })
})

describe('the mail of an alert', () => {
  test('names the posting with its match and place, and harmless is what a source wrote into a title', async () => {
    await save('fletcher', { name: 'Arrows, "Bows" & <more>' })
    const id = await arrives('fletcher <b onclick="x()">1</b>\nBcc: eve@example.org')
    await app.rows(`UPDATE postings SET locations = '[{"raw":"Köln","city":"Köln"}]' WHERE id = $1`, [id])
    await app.rows(`INSERT INTO posting_matches VALUES ($1, $2, 87, 1, now())`, [mara.user.id, id])
    await at('2026-10-25T07:00:00Z')
    const [mail = ''] = await mails()
    expect(mail).toContain(
      `fletcher <b onclick="x()">1</b> Bcc: eve@example.org\r\nFirm ${number} · Köln · match 87\r\n`,
    )
    expect(mail).toContain('fletcher &lt;b onclick=&quot;x()&quot;&gt;1&lt;/b&gt; Bcc: eve@example.org</a>')
    expect(mail).toContain('Arrows, &quot;Bows&quot; &amp; &lt;more&gt;')
    expect(mail).not.toMatch(/^Bcc:/m)
    expect(mail).toContain('multipart/alternative')
  })

  test('stops by one request of a mail program, without a log-in and without harm when repeated', async () => {
    const { id } = await save('thatcher')
    await arrives('thatcher 1')
    await at('2026-10-25T07:00:00Z')
    const [mail = ''] = await mails()
    expect(mail).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m)
    const [, url = ''] = /^List-Unsubscribe: <https?:\/\/[^/]+(\/api\/[^>]+)>\r$/m.exec(mail) ?? []
    const post = (type: string, payload: string, to = url) =>
      app.server.inject({ method: 'POST', url: to, headers: { 'content-type': type }, payload })
    const answer = await post('application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click')
    expect([answer.statusCode, answer.json()]).toEqual([200, { name: 'thatcher' }])
    const form = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
    expect((await post('multipart/form-data; boundary=x', form)).statusCode).toBe(200)
    expect((await mara.request('GET', `/saved-searches/${id}`)).body).toMatchObject({
      ...{ alert: 'off', next_alert_at: null, version: 2 },
    })
    await arrives('thatcher 2')
    await at('2026-10-26T07:00:00Z')
    expect(await told('thatcher')).toEqual(['thatcher 1'])
    await back()
    const forged = await post('application/json', '{}', `${url.slice(0, -1)}${url.endsWith('A') ? 'B' : 'A'}`)
    expect([forged.statusCode, forged.json().error.code]).toEqual([410, 'bad_unsubscribe'])
    await mara.request('DELETE', `/saved-searches/${id}`)
    expect((await post('application/json', '', url)).json()).toEqual({ name: null })
  })

  test('a form is taken by no other endpoint', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await mara.request('POST', '/saved-searches', { body: 'name=x', headers })
    expect([answer.status, answer.body.error.code]).toEqual([415, 'unsupported_media_type'])
  })
})

test('what is there already is remembered by the role that sees the index of words, as it is asked for', async () => {
  await app.rows(`ALTER TABLE saved_search_tellings ADD COLUMN by_role text DEFAULT current_user`)
  const [first, second] = [await arrives('Lighthouse keeper'), await arrives('Lamplighter')]
  const { body } = await mara.request('POST', '/saved-searches', {
    body: { name: 'Light', filter: { q: 'lighthouse' } },
  })
  await mara.request('PATCH', `/saved-searches/${body.id}`, { body: { filter: { q: 'lamplighter' } } })
  expect(
    await app.rows(`SELECT posting_id, by_role FROM saved_search_tellings WHERE search_id = $1 ORDER BY posting_id`, [
      body.id,
    ]),
  ).toEqual([first, second].toSorted().map((posting_id) => ({ posting_id, by_role: 'copilot_system' })))
  await app.rows(`ALTER TABLE saved_search_tellings DROP COLUMN by_role`)
})
