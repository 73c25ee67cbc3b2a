import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { START, makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { startBoards } from '#kit/vendors/boards/server.ts'
import type { Boards } from '#kit/vendors/boards/server.ts'

const EMPLOYER = 'greenhouse.acme'

let boards: Boards
let app: TestApp
let mara: TestUser
let otto: TestUser

beforeAll(async () => {
  boards = await startBoards({ fixturesDir: null, now: START })
  app = await makeApp({ OUTBOUND_REWRITE: JSON.stringify(boards.rewrites), ALLOW_PRIVATE_HOSTS: '127.0.0.1' })
  ;[mara, otto] = [await app.register(), await app.register()]
  boards.feeds.arbeitnow.splice(0, Infinity, copyOf(1, 'a1'), copyOf(2, 'a2'), {
    ...copyOf(4, 'a4'),
    location: 'Kassel',
  })
  for (const person of [mara, otto]) {
    await person.request('POST', '/sources', { body: { url: 'https://boards.greenhouse.io/acme' } })
    await app.ctx.queue.drain()
    await person.request('PATCH', '/sources/arbeitnow', { body: { enabled: true } })
    await app.ctx.queue.drain()
  }
})
afterAll(async () => {
  await app.close()
  await boards.close()
})

/** What an aggregator makes of an opening of the employer: the same job under an address of its own. */
function copyOf(n: number, slug: string) {
  const job = boards.feeds.greenhouse.get('acme')?.[n]
  const [row] = boards.feeds.arbeitnow
  return {
    ...row,
    slug,
    url: `https://www.arbeitnow.com/jobs/companies/example-acme/${slug}`,
    company_name: 'Example acme GmbH',
    title: `${job?.['title']} (m/w/d)`,
    description: String(job?.['content']).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"'),
    location: Object(job?.['location']).name,
    remote: false,
  }
}

const titleOf = (n: number) => boards.feeds.greenhouse.get('acme')?.[n]?.['title']
const jobsOf = async (person: TestUser, query = '') =>
  (await person.request('GET', `/jobs?limit=200${query}`)).body.items
const find = async (person: TestUser, n: number): Promise<{ id: string }[]> =>
  (await jobsOf(person)).filter((job: { title: string }) => job.title.startsWith(String(titleOf(n))))
const only = async (person: TestUser, n: number): Promise<string> => {
  const [job, ...more] = await find(person, n)
  expect(more).toEqual([])
  return job?.id ?? ''
}
const duplicates = async (person: TestUser, id: string) => (await person.request('GET', `/jobs/${id}/duplicates`)).body
const runNow = async (id: string) => {
  app.time.advance(7_200_000)
  await mara.request('POST', `/sources/${id}/run`)
  await app.ctx.queue.drain()
}

describe('what the machine merges', () => {
  test('an opening that a board and an aggregator carry is one, with both side by side and why', async () => {
    const id = await only(mara, 1)
    const { members } = await duplicates(mara, id)
    expect(members).toMatchObject([
      { kind: 'source', sources: [{ id: EMPLOYER }], is_employer: true, how: null, separable: true },
      { kind: 'source', sources: [{ id: 'arbeitnow' }], is_employer: false, how: 'score', separable: true },
    ])
    expect(members[1].probability).toBeGreaterThan(0.9)
    expect(members[1].reasons).toContainEqual({ code: 'company', value: 1 })
    expect((await mara.request('GET', `/jobs/${id}`)).body.sources).toHaveLength(2)
  })

  test('the same role in another city stays a posting of its own, and is told as such', async () => {
    const found = await find(mara, 4)
    expect(found).toHaveLength(2)
    const { members, similar } = await duplicates(mara, found[0]?.id ?? '')
    expect(members).toHaveLength(1)
    expect(members[0].separable).toBe(false)
    expect(similar).toContainEqual(
      expect.objectContaining({ verdict: 'role_family', job: expect.objectContaining({ id: found[1]?.id }) }),
    )
  })

  test('what one board lists twice is never merged, however alike it reads', async () => {
    const jobs = boards.feeds.greenhouse.get('acme') ?? []
    const twin = { ...jobs[2], id: 7_900_000, internal_job_id: 6_900_000, requisition_id: null }
    jobs.push({ ...twin, absolute_url: 'https://job-boards.greenhouse.io/acme/jobs/7900000' })
    await runNow(EMPLOYER)
    expect(await find(mara, 2)).toHaveLength(2)
    jobs.pop()
  })

  test('an employer that gives an opening a new number in one go has one posting, advertised again; both at once are two', async () => {
    const jobs = boards.feeds.greenhouse.get('acme') ?? []
    const [before, untouched] = [await only(mara, 3), await only(mara, 5)]
    await mara.request('PUT', `/jobs/${before}/state`, { body: { notes: 'Ask Jana.' } })
    const old = jobs[3]
    const renumbered = (job: (typeof jobs)[number] | undefined, id: number) => ({
      ...job,
      ...{ id, internal_job_id: id - 1_000_000, requisition_id: null },
      absolute_url: `https://job-boards.greenhouse.io/acme/jobs/${id}`,
    })
    jobs.splice(3, 1, renumbered(old, 7_900_003))
    await runNow(EMPLOYER)
    expect(await only(mara, 3)).toBe(before)
    expect((await duplicates(mara, before)).members).toMatchObject([
      { how: null },
      { external_id: '7900003', how: 'score' },
    ])
    await runNow(EMPLOYER)
    expect((await mara.request('GET', `/jobs/${before}`)).body).toMatchObject({
      closed_at: null,
      life: { advertised: 2 },
      state: { notes: 'Ask Jana.' },
    })
    // The old number was only missing: the employer means two, and tells them apart.
    if (old !== undefined) jobs.push(old)
    await runNow(EMPLOYER)
    expect(await find(mara, 3)).toHaveLength(2)
    expect((await mara.request('GET', `/jobs/${before}`)).body.state.notes).toBe('Ask Jana.')
    jobs.pop()
    expect(await only(mara, 5)).toBe(untouched)
  })

  test('two postings become one when a third shows that they are, but not where somebody keeps one of them', async () => {
    // Two parts of a text, under slightly different names, and then the whole of it.
    const text = Array.from({ length: 90 }, (_, n) => `wort${n} und mehr davon`).join(' ')
    const base = { ...copyOf(6, 'b1'), company_name: 'Halm & Partner', title: 'Leitung Gärtnerei', location: 'Kassel' }
    const part = (slug: string, description: string) => ({
      ...base,
      slug,
      url: `https://www.arbeitnow.com/jobs/${slug}`,
      description,
    })
    const halves = [part('b1', text.slice(0, text.length * 0.6)), part('b2', text.slice(text.length * 0.4))]
    boards.feeds.arbeitnow.push(...halves)
    await runNow('arbeitnow')
    const before = (await jobsOf(mara, '&q=Gärtnerei')).map((job: { id: string }) => job.id)
    boards.feeds.arbeitnow.push(part('b3', text))
    await runNow('arbeitnow')
    const after = (await jobsOf(mara, '&q=Gärtnerei')).map((job: { id: string }) => job.id)
    expect([before.length, after.length]).toEqual([2, 1])
    expect((await duplicates(mara, after[0])).members).toHaveLength(3)
    // The address of one that went leads to the one that stays.
    for (const id of before) expect((await mara.request('GET', `/jobs/${id}`)).body.title).toBe('Leitung Gärtnerei')

    const elsewhere = (row: object) => ({ ...row, location: 'Zürich' })
    boards.feeds.arbeitnow.push(
      ...[part('c1', text.slice(0, text.length * 0.6)), part('c2', text.slice(text.length * 0.4))].map(elsewhere),
    )
    await runNow('arbeitnow')
    const kept = (await jobsOf(mara, '&q=Gärtnerei&place=Zürich')).map((job: { id: string }) => job.id)
    for (const id of kept) await otto.request('PUT', `/jobs/${id}/state`, { body: { saved: true } })
    boards.feeds.arbeitnow.push({ ...elsewhere(part('b4', text)) })
    await runNow('arbeitnow')
    expect(await jobsOf(mara, '&q=Gärtnerei&place=Zürich')).toHaveLength(2)
  })
})

describe('what a person takes apart', () => {
  test('comes out for everybody, stays apart, and goes together again on the word of who did it', async () => {
    const id = await only(mara, 1)
    await mara.request('PUT', `/jobs/${id}/state`, { body: { notes: 'Ask Jana.' } })
    const [, copy] = (await duplicates(mara, id)).members
    const apart = await mara.request('POST', `/jobs/${id}/unmerge`, { body: { member_id: copy.id } })
    expect(apart).toMatchObject({ status: 200, body: { members: [{ sources: [{ id: EMPLOYER }] }] } })
    await app.ctx.queue.drain()
    // Who took it out has said that it is another; who has not is told how alike they are.
    const likeIt = { verdict: 'duplicate', job: { id: apart.body.job_id } }
    expect(apart.body.similar).not.toContainEqual(expect.objectContaining({ job: expect.objectContaining(likeIt.job) }))
    expect((await duplicates(otto, id)).similar[0]).toMatchObject(likeIt)
    for (const person of [mara, otto]) expect(await find(person, 1)).toHaveLength(2)
    expect((await mara.request('GET', `/jobs/${id}`)).body).toMatchObject({ state: { notes: 'Ask Jana.' } })

    boards.feeds.arbeitnow[0] = { ...boards.feeds.arbeitnow[0], remote: true }
    await runNow('arbeitnow')
    expect(await find(mara, 1)).toHaveLength(2)

    // Otto's merge is his own; the split was Mara's to undo.
    const his = await otto.request('POST', `/jobs/${id}/merge`, { body: { job_id: apart.body.job_id } })
    expect(his.body.members.at(-1)).toMatchObject({ kind: 'posting', how: 'person' })
    expect(await find(mara, 1)).toHaveLength(2)
    expect(await find(otto, 1)).toHaveLength(1)
    await otto.request('POST', `/jobs/${id}/unmerge`, { body: { member_id: apart.body.job_id } })
    await app.rows('DELETE FROM posting_states WHERE posting_id = $1', [apart.body.job_id])

    const again = await mara.request('POST', `/jobs/${id}/merge`, { body: { job_id: apart.body.job_id } })
    expect(again.body.members).toMatchObject([{ kind: 'source' }, { kind: 'source', how: 'score' }])
    for (const person of [mara, otto]) expect(await find(person, 1)).toHaveLength(1)
  })

  test('of a posting that went with two sources, both come out again', async () => {
    const [{ id }] = (await jobsOf(mara, '&q=Gärtnerei')).filter(
      ({ locations }: { locations: { city: string }[] }) => locations[0]?.city === 'Kassel',
    )
    const [, ...others] = (await duplicates(mara, id)).members
    const gone = app.ctx.id()
    await app.rows('UPDATE posting_sources SET joined_from = $1 WHERE id = ANY($2)', [
      gone,
      others.map((member: { id: string }) => member.id),
    ])
    const apart: string[] = []
    for (const member of others) {
      const answer = await mara.request('POST', `/jobs/${id}/unmerge`, { body: { member_id: member.id } })
      expect(answer.status).toBe(200)
      apart.push(answer.body.job_id)
    }
    expect(apart[0]).toBe(gone)
    expect(new Set([id, ...apart]).size).toBe(3)
  })

  test('one source alone cannot be taken out, and nothing that is not there', async () => {
    const [first] = await find(mara, 4)
    const [member] = (await duplicates(mara, first?.id ?? '')).members
    const alone = await mara.request('POST', `/jobs/${first?.id}/unmerge`, { body: { member_id: member.id } })
    expect(alone).toMatchObject({ status: 409, body: { error: { code: 'last_member' } } })
    const none = await mara.request('POST', `/jobs/${first?.id}/unmerge`, { body: { member_id: first?.id } })
    expect(none.status).toBe(404)
  })
})

describe('what a person merges', () => {
  test('one’s own posting goes behind the one of the board, and comes back with all that it was', async () => {
    const location = Object(boards.feeds.greenhouse.get('acme')?.[7]?.['location']).name
    const job = { title: String(titleOf(7)), company: 'Example acme', location }
    const own = (await mara.request('POST', '/jobs', { body: job })).body
    await mara.request('PUT', `/jobs/${own.id}/state`, { body: { saved: true, notes: 'Seen at the fair' } })
    const board = (await find(mara, 7)).find(({ id }) => id !== own.id)?.id ?? ''
    const { similar } = await duplicates(mara, board)
    expect(similar.map((each: { job: { id: string } }) => each.job.id)).toContain(own.id)

    const merged = await mara.request('POST', `/jobs/${board}/merge`, { body: { job_id: own.id } })
    expect(merged.body).toMatchObject({ job_id: board })
    expect(merged.body.members.at(-1)).toMatchObject({ id: own.id, kind: 'posting', how: 'person', separable: true })
    expect(await only(mara, 7)).toBe(board)
    expect((await mara.request('GET', `/jobs/${board}`)).body.state.saved_at).not.toBeNull()
    expect((await mara.request('GET', `/jobs/${own.id}`)).body).toMatchObject({
      duplicate_of: board,
      state: { notes: 'Seen at the fair' },
    })
    expect((await duplicates(mara, own.id)).similar.map((each: { job: { id: string } }) => each.job.id)).not.toContain(
      board,
    )
    const twice = await mara.request('POST', `/jobs/${board}/merge`, { body: { job_id: own.id } })
    expect(twice).toMatchObject({ status: 422, body: { error: { code: 'same_job' } } })

    const back = await mara.request('POST', `/jobs/${board}/unmerge`, { body: { member_id: own.id } })
    expect(back.body.job_id).toBe(own.id)
    expect(await find(mara, 7)).toHaveLength(2)
  })

  test('the one with an application stays, and two applications are never hidden behind one another', async () => {
    const [a, b] = await find(mara, 4)
    await mara.request('POST', '/applications', { body: { job_id: b?.id } })
    const merged = await mara.request('POST', `/jobs/${a?.id}/merge`, { body: { job_id: b?.id } })
    expect(merged.body.job_id).toBe(b?.id)
    await mara.request('POST', `/jobs/${b?.id}/unmerge`, { body: { member_id: a?.id } })
    await mara.request('POST', '/applications', { body: { job_id: a?.id } })
    const both = await mara.request('POST', `/jobs/${a?.id}/merge`, { body: { job_id: b?.id } })
    expect(both).toMatchObject({ status: 409, body: { error: { code: 'both_tracked' } } })
  })

  test('“not a duplicate” is remembered, for who said it', async () => {
    const [a, b] = await find(otto, 4)
    const likes = async (person: TestUser) =>
      (await duplicates(person, a?.id ?? '')).similar.map((each: { job: { id: string } }) => each.job.id)
    expect(await likes(otto)).toContain(b?.id)
    const tell = (id: string | undefined, body: { job_id: string | undefined; distinct: boolean }) =>
      otto.request('POST', `/jobs/${id}/distinct`, { body })
    expect((await tell(a?.id, { job_id: b?.id, distinct: true })).status).toBe(204)
    expect(await likes(otto)).not.toContain(b?.id)
    expect(await likes(mara)).toContain(b?.id)
    expect((await tell(b?.id, { job_id: a?.id, distinct: false })).status).toBe(204)
    expect(await likes(otto)).toContain(b?.id)
    expect(await tell(a?.id, { job_id: a?.id, distinct: true })).toMatchObject({ status: 422 })
  })

  test('a posting that only somebody else has is not there', async () => {
    const own = (await otto.request('POST', '/jobs', { body: { title: 'Baker', company: 'Otto’s' } })).body
    const [first] = await find(mara, 4)
    const merge = await mara.request('POST', `/jobs/${first?.id}/merge`, { body: { job_id: own.id } })
    const apart = await mara.request('POST', `/jobs/${first?.id}/distinct`, {
      body: { job_id: own.id, distinct: true },
    })
    expect([merge.status, apart.status, (await mara.request('GET', `/jobs/${own.id}/duplicates`)).status]).toEqual([
      404, 404, 404,
    ])
  })
})
