import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { START, makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'

let app: TestApp
let mara: TestUser
let other: TestUser

const at = (days: number) => new Date(START + days * 86_400_000).toISOString().replace('.000Z', 'Z')

beforeAll(async () => {
  app = await makeApp()
  other = await app.register()
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

describe('an application for a posting', () => {
  test('takes over pay whose period the posting does not state', async () => {
    const pay = { salary_min: 320_000, salary_max: 320_000, salary_currency: 'EUR' }
    const job = await mara.request('POST', '/jobs', { body: { title: 'Baker', company: 'Oven', ...pay } })
    const { body } = await mara.request('POST', '/applications', { body: { job_id: job.body.id } })
    expect(body).toMatchObject({ ...pay, salary_period: null })
    const renamed = await mara.request('PATCH', `/applications/${body.id}`, { body: { title: 'Baker by night' } })
    expect(renamed.body).toMatchObject({ ...pay, salary_period: null, title: 'Baker by night' })
  })

  test('takes its words over, marks it, and is there only once', async () => {
    const job = await mara.request('POST', '/jobs', {
      body: {
        title: 'Engineer',
        company: 'Acme',
        salary_min: 5_000_000,
        salary_currency: 'EUR',
        salary_period: 'year',
      },
    })
    const one = await mara.request('POST', '/applications', { body: { job_id: job.body.id, status: 'applied' } })
    expect(one.status).toBe(201)
    expect(one.body).toMatchObject({ job_id: job.body.id, title: 'Engineer', company: 'Acme', salary_min: 5_000_000 })
    expect(one.body.consequences.map((each: { code: string }) => each.code)).toEqual([
      'applied_recorded',
      'posting_marked',
    ])
    const state = async () => (await mara.request('GET', `/jobs/${job.body.id}`)).body.state
    expect(await state()).toMatchObject({
      application_id: one.body.id,
      application_status: 'applied',
      applied_at: at(0),
    })
    const again = await mara.request('POST', '/applications', { body: { job_id: job.body.id } })
    expect([again.status, again.body.error.code]).toEqual([409, 'already_exists'])
    expect(again.body.error.details).toEqual({ existing_id: one.body.id })
    await mara.request('POST', `/undo/${one.body.undo_id}`)
    expect(await state()).toMatchObject({ application_id: null, applied_at: null })
    const stranger = await other.request('POST', '/applications', { body: { job_id: job.body.id } })
    expect([stranger.status, stranger.body.error.code]).toEqual([404, 'unknown_job'])
  })

  test('that comes back by an undo when the posting is tracked again is refused', async () => {
    const job = await mara.request('POST', '/jobs', { body: { title: 'Engineer', company: 'Acme' } })
    const one = await mara.request('POST', '/applications', { body: { job_id: job.body.id } })
    const gone = await mara.request('DELETE', `/applications/${one.body.id}`)
    await mara.request('POST', '/applications', { body: { job_id: job.body.id } })
    const back = await mara.request('POST', `/undo/${gone.body.undo_id}`)
    expect([back.status, back.body.error.code]).toEqual([409, 'undo_blocked'])
  })

  test('is one of two requests at the same moment', async () => {
    const job = await mara.request('POST', '/jobs', { body: { title: 'Engineer', company: 'Acme' } })
    const both = await Promise.all(
      [1, 2].map(() => mara.request('POST', '/applications', { body: { job_id: job.body.id } })),
    )
    expect(both.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([201, 409])
  })
})

describe('many at once', () => {
  test('are moved with an answer for each and one undo for all', async () => {
    const ids: string[] = []
    for (let index = 0; index < 5; index += 1) ids.push((await add({ company: `Firm ${index}` })).id)
    const foreign = await add({}, other)
    const answer = await mara.request('POST', '/applications/bulk', {
      body: { action: 'move', ids: [...ids, foreign.id], status: 'withdrawn' },
    })
    expect(answer.body).toMatchObject({ changed: 5, failed: 1 })
    expect(answer.body.results.at(-1)).toMatchObject({ id: foreign.id, ok: false, code: 'not_found' })
    const board = await mara.request('GET', '/applications/board')
    expect(board.body.columns.find((one: { key: string }) => one.key === 'withdrawn')).toMatchObject({ count: 5 })
    await mara.request('POST', `/undo/${answer.body.undo_id}`)
    const list = await mara.request('GET', '/applications', { query: { status: 'interested' } })
    expect(list.body.total).toBe(5)
    expect((await other.request('GET', `/applications/${foreign.id}`)).body.status).toBe('interested')
  })

  test('are deleted and come back', async () => {
    const one = await add()
    const answer = await mara.request('POST', '/applications/bulk', { body: { action: 'delete', ids: [one.id] } })
    expect((await mara.request('GET', '/applications')).body.total).toBe(0)
    await mara.request('POST', `/undo/${answer.body.undo_id}`)
    expect((await mara.request('GET', '/applications')).body.total).toBe(1)
  })
})

describe('the lists', () => {
  test('go on page by page in every order', async () => {
    for (let index = 0; index < 7; index += 1) {
      await add({ company: `Firm ${(index * 3) % 7}`, next_action_at: index % 2 === 0 ? at(index) : null })
    }
    for (const sort of ['company', '-company', 'next_action_at', '-applied_on', '-updated_at', 'status', 'title']) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await mara.request('GET', '/applications', { query: { sort, limit: 3, cursor } })
        expect(page.status, sort).toBe(200)
        seen.push(...page.body.items.map((item: { id: string }) => item.id))
        cursor = page.body.next_cursor ?? undefined
      } while (cursor !== undefined)
      expect(new Set(seen).size, sort).toBe(7)
    }
  })

  test('are filtered by words, status, company, next action and waiting time', async () => {
    await add({
      company: 'Elbkontor GmbH',
      title: 'Kranführer',
      location: 'Hamburg',
      next_action: 'Call',
      next_action_at: at(-1),
    })
    await add({ company: 'Other', status: 'applied', status_at: at(-20) })
    const total = async (query: Record<string, string | number>) =>
      (await mara.request('GET', '/applications', { query })).body.total
    expect(await total({ q: 'kran hamb' })).toBe(1)
    expect(await total({ q: '100%' })).toBe(0)
    expect(await total({ status: 'applied,offer' })).toBe(1)
    expect(await total({ company: 'elbkontor' })).toBe(1)
    expect(await total({ next_action: 'overdue' })).toBe(1)
    expect(await total({ next_action: 'none' })).toBe(1)
    expect(await total({ waiting_days: 14 })).toBe(1)
    expect(await total({ archived: 'true' })).toBe(0)
  })

  test('of the board have the counts of all and the first cards of each, and go on by column', async () => {
    for (let index = 0; index < 5; index += 1) await add({ company: `Firm ${index}` })
    const board = await mara.request('GET', '/applications/board', { query: { limit: 2 } })
    expect(board.body.total).toBe(5)
    const [first] = board.body.columns
    expect(first).toMatchObject({ key: 'interested', count: 5, name: 'Interested' })
    expect(first.items).toHaveLength(2)
    const rest = await mara.request('GET', '/applications/board', {
      query: { limit: 10, column: 'interested', cursor: first.next_cursor },
    })
    expect(rest.body.columns).toHaveLength(1)
    expect(rest.body.columns[0].items).toHaveLength(3)
    expect(rest.body.columns[0].next_cursor).toBeNull()
  })

  test('over time say where each stood from when to when', async () => {
    const one = await add({ status_at: at(-9) })
    await mara.request('PATCH', `/applications/${one.id}`, { body: { status: 'applied', status_at: at(-4) } })
    const { items } = (await mara.request('GET', '/applications/stays')).body
    expect(items).toMatchObject([
      {
        id: one.id,
        stays: [
          { status: 'interested', from: at(-9), to: at(-4) },
          { status: 'applied', from: at(-4), to: null },
        ],
      },
    ])
  })

  test('never show what belongs to somebody else', async () => {
    const one = await add({}, other)
    for (const [method, path] of [
      ['GET', `/applications/${one.id}`],
      ['PATCH', `/applications/${one.id}`],
      ['DELETE', `/applications/${one.id}`],
      ['GET', `/applications/${one.id}/history`],
      ['GET', `/applications/${one.id}/timeline`],
      ['POST', `/undo/${one.undo_id}`],
    ] as const) {
      expect((await mara.request(method, path, { body: {} })).status, `${method} ${path}`).toBe(404)
    }
    expect((await mara.request('GET', '/applications')).body.items).toEqual([])
  })

  test('of the summary name what is due, upcoming and silent', async () => {
    await add({ next_action: 'Call', next_action_at: at(1) })
    await add({ status: 'applied', status_at: at(-30), company: 'Silent' })
    const soon = await add({ status: 'interview', company: 'Soon' })
    await mara.request('POST', `/applications/${soon.id}/interviews`, {
      body: { start_time: at(2), time_zone: 'Europe/Berlin' },
    })
    const { body } = await mara.request('GET', '/applications/summary')
    expect(body.total).toBe(3)
    expect(body.by_status.find((one: { status: string }) => one.status === 'applied').count).toBe(1)
    expect(body.due).toHaveLength(1)
    expect(body.silent).toMatchObject([{ company: 'Silent' }])
    expect(body.interviews).toMatchObject([
      { company: 'Soon', next_interview: { round: 1, time_zone: 'Europe/Berlin' } },
    ])
    expect(body.reply_days).toBeNull()
  })
})
