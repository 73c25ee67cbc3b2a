import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { START, makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'

let app: TestApp
let mara: TestUser

const at = (days: number) => new Date(START + days * 86_400_000).toISOString().replace('.000Z', 'Z')

beforeAll(async () => {
  app = await makeApp()
})
afterAll(() => app.close())
beforeEach(async () => {
  mara = await app.register()
})

async function add(body: Record<string, unknown> = {}, who = mara) {
  const answer = await who.request('POST', '/applications', {
    body: { title: 'Data Engineer', company: 'Lumen & Ashdown Ltd', ...body },
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body
}
const patch = (id: string, body: unknown, headers = {}) =>
  mara.request('PATCH', `/applications/${id}`, { body, headers })
const history = async (id: string) => (await mara.request('GET', `/applications/${id}/history`)).body.items
const shape = (items: { from: string | null; to: string; at: string }[]) =>
  items.map((one) => [one.from, one.to, one.at])

describe('an application', () => {
  test('begins with its creation in the history', async () => {
    const one = await add()
    expect(one).toMatchObject({
      status: 'interested',
      job_id: null,
      company: 'Lumen & Ashdown Ltd',
      version: 1,
      warnings: [],
    })
    const items = await history(one.id)
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ from: null, to: 'interested', by: mara.user.id, backdated: false })
  })

  test('that is added as applied last week says so everywhere', async () => {
    const one = await add({ status: 'applied', status_at: at(-7), note: 'By mail' })
    expect(one).toMatchObject({
      status: 'applied',
      status_at: at(-7),
      applied_at: at(-7),
      applied_on: at(-7).slice(0, 10),
    })
    expect(await history(one.id)).toMatchObject([
      { from: null, to: 'applied', at: at(-7), backdated: true, note: 'By mail' },
    ])
  })

  test('needs a title and a company, or a posting', async () => {
    const answer = await mara.request('POST', '/applications', { body: { title: 'Cook' } })
    expect(answer.status).toBe(422)
    const unknown = await mara.request('POST', '/applications', {
      body: { job_id: '01939d6c-7f00-7000-8000-000000000001' },
    })
    expect([unknown.status, unknown.body.error.code]).toEqual([404, 'unknown_job'])
  })

  test('with a salary that cannot be read is refused', async () => {
    const answer = await mara.request('POST', '/applications', { body: { title: 'a', company: 'b', salary_min: 100 } })
    expect([answer.status, answer.body.error.code]).toEqual([422, 'salary_incomplete'])
  })

  test('is warned about when it looks like one before', async () => {
    const first = await add({ status: 'applied' })
    const second = await add({ company: 'LUMEN ASHDOWN', title: 'Data engineer (m/w/d)' })
    expect(second.warnings).toMatchObject([{ code: 'same_role', application: { id: first.id } }])
    const asked = await mara.request('GET', '/applications/similar', {
      query: { company: 'Lumen & Ashdown', title: 'Lawyer' },
    })
    expect(asked.body.items.map((item: { code: string }) => item.code)).toEqual(['same_company', 'same_company'])
  })
})

describe('a move', () => {
  test('adds a row, raises the version and says what it caused', async () => {
    const one = await add()
    app.time.advance(60_000)
    const moved = await patch(one.id, { status: 'applied', note: 'Sent' })
    expect(moved.status).toBe(200)
    expect(moved.headers['etag']).toBe('"2"')
    expect(moved.body).toMatchObject({ status: 'applied', version: 2, consequences: [{ code: 'applied_recorded' }] })
    expect(await history(one.id)).toMatchObject([
      { from: null, to: 'interested' },
      { from: 'interested', to: 'applied', note: 'Sent' },
    ])
  })

  test('before the creation pulls the creation back', async () => {
    const one = await add()
    await patch(one.id, { status: 'applied', status_at: at(-5) })
    expect(shape(await history(one.id))).toEqual([
      [null, 'interested', at(-5)],
      ['interested', 'applied', at(-5)],
    ])
  })

  test('dated between two others goes between them', async () => {
    const one = await add({ status: 'applied', status_at: at(-10) })
    await patch(one.id, { status: 'rejected', status_at: at(-1) })
    const moved = await patch(one.id, { status: 'interview', status_at: at(-4) })
    expect(moved.body).toMatchObject({
      status: 'rejected',
      first_reply_at: at(-4),
      consequences: [{ code: 'status_unchanged' }],
    })
    expect(shape(await history(one.id))).toEqual([
      [null, 'applied', at(-10)],
      ['applied', 'interview', at(-4)],
      ['interview', 'rejected', at(-1)],
    ])
  })

  test('to where it stands changes nothing', async () => {
    const one = await add({ status: 'applied' })
    const again = await patch(one.id, { status: 'applied' })
    expect(again.body).toMatchObject({ version: 1, undo_id: null })
    expect(await history(one.id)).toHaveLength(1)
  })

  test('in the future is refused and changes nothing', async () => {
    const one = await add()
    const moved = await patch(one.id, { status: 'applied', status_at: '2027-01-01T00:00:00Z' })
    expect([moved.status, moved.body.error.code]).toEqual([422, 'in_future'])
    expect(await history(one.id)).toHaveLength(1)
  })

  test('on an old version is refused', async () => {
    const one = await add()
    await patch(one.id, { next_action: 'Call' })
    const stale = await patch(one.id, { status: 'applied' }, { 'if-match': '"1"' })
    expect([stale.status, stale.body.error.code]).toEqual([412, 'stale_version'])
    expect((await patch(one.id, { status: 'applied', version: 1 })).status).toBe(412)
  })

  test('into a closing clears the next action, and its undo brings it back', async () => {
    const one = await add({ status: 'applied', next_action: 'Call', next_action_at: at(2) })
    const closed = await patch(one.id, { status: 'rejected' })
    expect(closed.body).toMatchObject({ next_action: null, next_action_at: null, closed_at: expect.any(String) })
    await mara.request('POST', `/undo/${closed.body.undo_id}`)
    expect((await mara.request('GET', `/applications/${one.id}`)).body).toMatchObject({
      status: 'applied',
      next_action: 'Call',
      closed_at: null,
    })
  })

  test('reaches the open screens of its person', async () => {
    const one = await add()
    await patch(one.id, { status: 'applied' })
    const events = await app.rows('SELECT type, data FROM live_events WHERE user_id = $1 ORDER BY id', [mara.user.id])
    expect(events.at(-1)).toMatchObject({
      type: 'application_status_update',
      data: { application_id: one.id, status: 'applied', previous_status: 'interested', change: 'moved' },
    })
  })
})

describe('a correction of the history', () => {
  test('changes the date and what follows from it', async () => {
    const one = await add({ status: 'interested', status_at: at(-9) })
    await patch(one.id, { status: 'applied', status_at: at(-3) })
    const [, applied] = await history(one.id)
    const answer = await mara.request('PATCH', `/applications/${one.id}/history/${applied.id}`, {
      body: { at: at(-6), note: 'By post' },
    })
    expect(answer.status).toBe(200)
    expect(answer.body.application).toMatchObject({ applied_at: at(-6), status_at: at(-6) })
    expect(answer.body.items[1]).toMatchObject({ at: at(-6), note: 'By post', corrected_at: expect.any(String) })
  })

  test('that would change the order is refused with the range that is possible', async () => {
    const one = await add({ status_at: at(-9) })
    await patch(one.id, { status: 'applied', status_at: at(-6) })
    await patch(one.id, { status: 'interview', status_at: at(-3) })
    const [, applied] = await history(one.id)
    const answer = await mara.request('PATCH', `/applications/${one.id}/history/${applied.id}`, {
      body: { at: at(-1) },
    })
    expect([answer.status, answer.body.error.code]).toEqual([422, 'order_conflict'])
    expect(answer.body.error.details).toEqual({ not_before: null, not_after: at(-3) })
  })

  test('removes what never happened, but never the creation', async () => {
    const one = await add({ status_at: at(-9) })
    await patch(one.id, { status: 'applied', status_at: at(-6) })
    const [creation, applied] = await history(one.id)
    const removed = await mara.request('DELETE', `/applications/${one.id}/history/${applied.id}`)
    expect(removed.body.application).toMatchObject({ status: 'interested', applied_at: null })
    const kept = await mara.request('DELETE', `/applications/${one.id}/history/${creation.id}`)
    expect([kept.status, kept.body.error.code]).toEqual([409, 'creation_stays'])
  })
})

describe('an undo', () => {
  test('of a move removes its row, and undoing that brings it back', async () => {
    const one = await add()
    const moved = await patch(one.id, { status: 'applied' })
    const undone = await mara.request('POST', `/undo/${moved.body.undo_id}`)
    expect(undone.status).toBe(200)
    expect(undone.body.undone).toMatchObject({
      label: 'Lumen & Ashdown Ltd moved to Applied',
      application_ids: [one.id],
    })
    expect(await history(one.id)).toHaveLength(1)
    await mara.request('POST', `/undo/${undone.body.undo_id}`)
    expect(shape(await history(one.id)).map(([from, to]) => [from, to])).toEqual([
      [null, 'interested'],
      ['interested', 'applied'],
    ])
    expect((await mara.request('GET', `/applications/${one.id}`)).body.status).toBe('applied')
  })

  test('twice is refused, and one under a later change is refused whole', async () => {
    const one = await add()
    const first = await patch(one.id, { status: 'applied' })
    const second = await patch(one.id, { status: 'interview' })
    const early = await mara.request('POST', `/undo/${first.body.undo_id}`)
    expect([early.status, early.body.error.code]).toEqual([409, 'changed_since'])
    expect((await mara.request('POST', `/undo/${second.body.undo_id}`)).status).toBe(200)
    expect((await mara.request('POST', `/undo/${second.body.undo_id}`)).body.error.code).toBe('already_undone')
    expect((await mara.request('POST', `/undo/${first.body.undo_id}`)).status).toBe(200)
    expect((await mara.request('GET', `/applications/${one.id}`)).body.status).toBe('interested')
  })

  test('of a deletion brings all of it back; of a creation it goes', async () => {
    const one = await add()
    const gone = await mara.request('DELETE', `/applications/${one.id}`)
    expect(gone.status).toBe(200)
    expect((await mara.request('GET', `/applications/${one.id}`)).status).toBe(404)
    await mara.request('POST', `/undo/${gone.body.undo_id}`)
    expect((await mara.request('GET', `/applications/${one.id}`)).status).toBe(200)
    await mara.request('POST', `/undo/${one.undo_id}`)
    expect((await mara.request('GET', `/applications/${one.id}`)).status).toBe(404)
  })

  test('is possible for thirty days', async () => {
    const fresh = await makeApp()
    const person = await fresh.register()
    const one = await add({}, person)
    expect((await person.request('GET', '/undo')).body.items).toMatchObject([
      { id: one.undo_id, kind: 'application_created' },
    ])
    fresh.time.advance(30 * 86_400_000)
    const { body } = await fresh.request('POST', '/auth/login', {
      body: { username: person.user.username, password: person.password },
    })
    const late = await fresh.request('POST', `/undo/${one.undo_id}`, { token: body.access_token })
    expect([late.status, late.body.error.code]).toEqual([410, 'undo_expired'])
    await fresh.close()
  })
})
