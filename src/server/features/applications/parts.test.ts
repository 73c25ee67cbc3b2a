import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { START, makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'

let app: TestApp
let mara: TestUser
let other: TestUser
let id: string

const at = (days: number) => new Date(START + days * 86_400_000).toISOString().replace('.000Z', 'Z')

beforeAll(async () => {
  app = await makeApp()
  other = await app.register()
})
afterAll(() => app.close())
beforeEach(async () => {
  mara = await app.register()
  id = (await post('/applications', { title: 'Data Engineer', company: 'Lumen' })).id
})

async function post(path: string, body: unknown, who = mara) {
  const answer = await who.request('POST', path, { body })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body
}
const get = async (path: string) => (await mara.request('GET', path)).body
const undo = (undo_id: string) => mara.request('POST', `/undo/${undo_id}`)

describe('notes and reminders', () => {
  test('are written, changed and deleted, and every step can be undone', async () => {
    const note = await post(`/applications/${id}/notes`, { text: 'Ask about insurance' })
    const changed = await mara.request('PATCH', `/applications/${id}/notes/${note.id}`, { body: { text: 'Asked' } })
    expect(changed.body).toMatchObject({ text: 'Asked', version: 2 })
    const stale = await mara.request('PATCH', `/applications/${id}/notes/${note.id}`, {
      body: { text: 'x', version: 1 },
    })
    expect(stale.status).toBe(412)
    const unseen = await mara.request('DELETE', `/applications/${id}/notes/${note.id}`, {
      headers: { 'if-match': '"1"' },
    })
    expect(unseen.status).toBe(412)
    const gone = await mara.request('DELETE', `/applications/${id}/notes/${note.id}`)
    expect((await get(`/applications/${id}/notes`)).items).toEqual([])
    await undo(gone.body.undo_id)
    await undo(changed.body.undo_id)
    expect((await get(`/applications/${id}/notes`)).items).toMatchObject([{ id: note.id, text: 'Ask about insurance' }])
    await undo(note.undo_id)
    expect((await get(`/applications/${id}/notes`)).items).toEqual([])
  })

  test('of reminders are ticked off and put back', async () => {
    const reminder = await post(`/applications/${id}/reminders`, { text: 'Follow up', remind_at: at(3) })
    const done = await mara.request('PATCH', `/applications/${id}/reminders/${reminder.id}`, { body: { done: true } })
    expect(done.body.done_at).toEqual(expect.any(String))
    const open = await mara.request('PATCH', `/applications/${id}/reminders/${reminder.id}`, { body: { done: false } })
    expect(open.body).toMatchObject({ done_at: null, version: 3 })
  })

  test('a note that comes with a field change is kept', async () => {
    await mara.request('PATCH', `/applications/${id}`, { body: { next_action: 'Call', note: 'They are nice' } })
    expect((await get(`/applications/${id}/notes`)).items).toMatchObject([{ text: 'They are nice' }])
  })
})

describe('interviews', () => {
  test('count their rounds and keep the time zone of their clock', async () => {
    const first = await post(`/applications/${id}/interviews`, {
      start_time: '2026-10-26T10:00:00+01:00',
      time_zone: 'Europe/Zurich',
      kind: 'technical',
      people: [{ name: 'Urs Aebischer' }],
    })
    const second = await post(`/applications/${id}/interviews`, { start_time: at(9) })
    expect(first).toMatchObject({
      round: 1,
      start_time: '2026-10-26T09:00:00.000Z',
      time_zone: 'Europe/Zurich',
      people: [{ name: 'Urs Aebischer' }],
    })
    expect(second.round).toBe(2)
    expect((await get(`/applications/${id}`)).next_interview).toMatchObject({
      id: first.id,
      start_time: '2026-10-26T09:00:00Z',
    })
    await mara.request('PATCH', `/applications/${id}/interviews/${first.id}`, { body: { outcome: 'passed' } })
    expect((await get(`/applications/${id}`)).next_interview.id).toBe(second.id)
    expect((await get('/interviews')).items.map((one: { id: string }) => one.id)).toEqual([first.id, second.id])
  })

  test('refuse a time zone that is none', async () => {
    const answer = await mara.request('POST', `/applications/${id}/interviews`, {
      body: { start_time: at(1), time_zone: 'Mars/Base' },
    })
    expect([answer.status, answer.body.error.field_errors[0].field]).toEqual([422, 'time_zone'])
  })
})

describe('offers', () => {
  test('in another currency are compared only by a rate of the person', async () => {
    const swiss = (await post('/applications', { title: 'Engineer', company: 'Helvetia' })).id
    await mara.request('PUT', `/applications/${id}/offer`, {
      body: { base: 9_200_000, bonus: 500_000, currency: 'EUR' },
    })
    await mara.request('PUT', `/applications/${swiss}/offer`, {
      body: { base: 1_000_000, currency: 'CHF', period: 'month', periods_per_year: 13 },
    })
    const without = (await mara.request('GET', '/offers', { query: { currency: 'EUR' } })).body
    expect(without.missing_rates).toEqual(['CHF'])
    expect(without.items.find((one: { currency: string }) => one.currency === 'CHF')).toMatchObject({
      yearly: { total: 13_000_000, currency: 'CHF' },
      compared: null,
    })
    await mara.request('PUT', '/exchange-rates/CHF/EUR', { body: { rate: 1.07, as_of: '2026-10-23' } })
    const compared = (await mara.request('GET', '/offers', { query: { currency: 'EUR' } })).body
    expect(compared.missing_rates).toEqual([])
    expect(new Set(compared.items.map((one: { compared: { total: number } }) => one.compared.total))).toEqual(
      new Set([13_910_000, 9_700_000]),
    )
  })

  test('are rewritten under their version, and undone', async () => {
    const first = await mara.request('PUT', `/applications/${id}/offer`, { body: { base: 1, currency: 'EUR' } })
    const second = await mara.request('PUT', `/applications/${id}/offer`, {
      body: { base: 2, currency: 'EUR', version: 1 },
    })
    expect(second.body).toMatchObject({ base: 2, version: 2 })
    const stale = await mara.request('PUT', `/applications/${id}/offer`, {
      body: { base: 3, currency: 'EUR', version: 1 },
    })
    expect(stale.status).toBe(412)
    await undo(second.body.undo_id)
    expect((await get(`/applications/${id}/offer`)).offer.base).toBe(1)
    await undo(first.body.undo_id)
    expect((await get(`/applications/${id}/offer`)).offer).toBeNull()
  })
})

describe('contacts', () => {
  test('belong to applications with a role, and come back whole with an undo', async () => {
    const urs = await post(`/applications/${id}/contacts`, {
      name: 'Urs Aebischer',
      role: 'hiring_manager',
      email: 'urs@example.org',
    })
    expect(urs).toMatchObject({ name: 'Urs Aebischer', role: 'hiring_manager' })
    const twice = await mara.request('POST', `/applications/${id}/contacts`, { body: { contact_id: urs.id } })
    expect([twice.status, twice.body.error.code]).toEqual([409, 'contact_linked'])
    await post(`/contacts/${urs.id}/interactions`, {
      application_id: id,
      kind: 'call',
      summary: 'Talked about the team',
    })
    expect(await get(`/contacts/${urs.id}`)).toMatchObject({
      applications: [{ id, role: 'hiring_manager' }],
      last_interaction_at: at(0),
    })
    const gone = await mara.request('DELETE', `/contacts/${urs.id}`)
    expect((await get(`/applications/${id}/contacts`)).items).toEqual([])
    await undo(gone.body.undo_id)
    expect((await get(`/applications/${id}/contacts`)).items).toMatchObject([{ id: urs.id, role: 'hiring_manager' }])
    expect((await get(`/contacts/${urs.id}/interactions`)).items).toHaveLength(1)
  })

  test('an interaction is deleted under the version that was seen, and comes back with an undo', async () => {
    const { id: contact } = await post('/contacts', { name: 'Ida' })
    const { id: call, version } = await post(`/contacts/${contact}/interactions`, { kind: 'call', summary: 'Hello' })
    const remove = (seen: number) =>
      mara.request('DELETE', `/contacts/${contact}/interactions/${call}`, { headers: { 'if-match': `"${seen}"` } })
    expect((await remove(version + 1)).status).toBe(412)
    expect((await get(`/contacts/${contact}/interactions`)).items).toHaveLength(1)
    const gone = await remove(version)
    expect(gone.status).toBe(200)
    expect((await remove(version)).status).toBe(404)
    await undo(gone.body.undo_id)
    expect((await get(`/contacts/${contact}/interactions`)).items).toMatchObject([{ id: call }])
  })

  test('are found by words, role and company, page by page', async () => {
    for (const name of ['Åsa', 'Bob', 'Cem'])
      await post('/contacts', { name, company: 'Lumen', application_id: id, role: 'recruiter' })
    const page = await get('/contacts?limit=2&role=recruiter&company=lumen')
    expect(page.items.map((one: { name: string }) => one.name)).toEqual(['Åsa', 'Bob'])
    expect((await get(`/contacts?limit=2&role=recruiter&company=lumen&cursor=${page.next_cursor}`)).items).toHaveLength(
      1,
    )
    expect((await get('/contacts?q=bo lum')).items).toHaveLength(1)
    for (const sort of ['-last_interaction_at', '-created_at'])
      expect((await get(`/contacts?sort=${sort}`)).items).toHaveLength(3)
  })

  test('of others can be neither read nor linked', async () => {
    const theirs = await post('/contacts', { name: 'Hers' }, other)
    const linked = await mara.request('POST', `/applications/${id}/contacts`, { body: { contact_id: theirs.id } })
    expect([linked.status, linked.body.error.code]).toEqual([404, 'unknown_contact'])
    expect((await mara.request('GET', `/contacts/${theirs.id}`)).status).toBe(404)
  })
})

describe('stages of one’s own', () => {
  test('are columns of the board that count as their status', async () => {
    const stage = await post('/stages', { name: 'Phone screen', status: 'interview' })
    const moved = await mara.request('PATCH', `/applications/${id}`, { body: { stage_id: stage.id } })
    expect(moved.body).toMatchObject({ status: 'interview', stage_id: stage.id, stage_name: 'Phone screen' })
    const { columns } = await get('/applications/board')
    expect(columns.slice(2, 4).map((one: { name: string; count: number }) => [one.name, one.count])).toEqual([
      ['Interview', 0],
      ['Phone screen', 1],
    ])
    const wrong = await mara.request('PATCH', `/applications/${id}`, { body: { stage_id: stage.id, status: 'offer' } })
    expect([wrong.status, wrong.body.error.code]).toEqual([422, 'stage_of_other_status'])
  })

  test('go only when it is said where their applications go, and come back with an undo', async () => {
    const stage = await post('/stages', { name: 'Phone screen', status: 'interview' })
    await mara.request('PATCH', `/applications/${id}`, { body: { stage_id: stage.id } })
    const refused = await mara.request('DELETE', `/stages/${stage.id}`)
    expect([refused.status, refused.body.error.code]).toEqual([409, 'stage_in_use'])
    const gone = await mara.request('DELETE', `/stages/${stage.id}`, { query: { move_to: 'interview' } })
    expect(gone.body.moved).toBe(1)
    expect(await get(`/applications/${id}`)).toMatchObject({ status: 'interview', stage_id: null })
    await undo(gone.body.undo_id)
    expect(await get(`/applications/${id}`)).toMatchObject({ stage_name: 'Phone screen' })
  })

  test('have names of their own', async () => {
    const stage = await post('/stages', { name: 'Task', status: 'interview' })
    const twice = await mara.request('POST', '/stages', { body: { name: 'TASK', status: 'offer' } })
    expect([twice.status, twice.body.error.code]).toEqual([409, 'stage_name_taken'])
    const renamed = await mara.request('PATCH', `/stages/${stage.id}`, {
      body: { name: 'Take-home task' },
      headers: { 'if-match': '"1"' },
    })
    expect(renamed.body).toMatchObject({ name: 'Take-home task', version: 2 })
  })
})

test('the timeline tells everything, newest first', async () => {
  await mara.request('PATCH', `/applications/${id}`, { body: { status: 'applied', status_at: at(-2) } })
  await post(`/applications/${id}/notes`, { text: 'Nice people' })
  await post(`/applications/${id}/interviews`, { start_time: at(5) })
  const person = await post(`/applications/${id}/contacts`, { name: 'Chiara', role: 'recruiter' })
  await post(`/contacts/${person.id}/interactions`, {
    application_id: id,
    direction: 'in',
    summary: 'Invited me',
    at: at(-1),
  })
  await post(`/applications/${id}/reminders`, { text: 'Prepare', remind_at: at(4) })
  await mara.request('PUT', `/applications/${id}/offer`, { body: { base: 1, currency: 'EUR', received_at: at(-0.5) } })
  const { items } = await get(`/applications/${id}/timeline`)
  expect(items.map((one: { kind: string }) => one.kind)).toEqual([
    'interview',
    'reminder',
    'note',
    'offer',
    'interaction',
    'status',
    'status',
  ])
  expect(items.at(-2)).toMatchObject({ status: 'applied', from: 'interested', backdated: true })
  expect(items.at(4).title).toBe('email from Chiara')
})
