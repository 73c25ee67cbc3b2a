import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'

let app: TestApp
let mara: TestUser
let other: TestUser

beforeAll(async () => {
  app = await makeApp()
  mara = await app.register()
  other = await app.register()
})
afterAll(() => app.close())

const senior = {
  title: 'Senior Data Engineer (m/w/d)',
  company: 'Elbkontor GmbH',
  location: 'Hamburg, Germany',
  url: 'https://example.com/jobs/4711',
  description: 'Strong Python and SQL. Nice to have: Terraform.',
  salary_min: 7_800_000,
  salary_max: 9_200_000,
  salary_currency: 'EUR',
  salary_period: 'year',
}

describe('postings of one’s own', () => {
  test('a posting keeps what was given, and what was not given stays unknown', async () => {
    const created = await mara.request('POST', '/jobs', { body: senior })
    expect(created.status).toBe(201)
    expect(created.body).toMatchObject({
      title: senior.title,
      salary_min: 7_800_000,
      seniority: 'senior',
      remote_kind: null,
      posted_at: null,
      is_own: true,
    })
    expect(created.body.skills.map((skill: { id: string }) => skill.id)).toEqual(['python', 'sql', 'terraform'])
    const read = await mara.request('GET', `/jobs/${created.body.id}`)
    expect(read.body.locations).toEqual([{ raw: 'Hamburg, Germany', city: 'Hamburg', region: null, country: 'DE' }])
  })

  test('nobody else sees it, changes it or deletes it', async () => {
    const { body } = await mara.request('POST', '/jobs', { body: { title: 'Secret', company: 'Mine' } })
    for (const [method, path] of [
      ['GET', ''],
      ['PATCH', ''],
      ['DELETE', ''],
      ['PUT', '/state'],
    ] as const) {
      const answer = await other.request(
        method,
        `/jobs/${body.id}${path}`,
        method === 'GET' || method === 'DELETE' ? {} : { body: {} },
      )
      expect(answer.status, method).toBe(404)
    }
    const list = await other.request('GET', '/jobs')
    expect(list.body).toMatchObject({ items: [], total: 0 })
  })

  test('a stale version is refused, and the newest one is not', async () => {
    const { body } = await mara.request('POST', '/jobs', { body: { title: 'Versioned', company: 'Mine' } })
    const changed = await mara.request('PATCH', `/jobs/${body.id}`, {
      body: { title: 'Versioned again' },
      headers: { 'if-match': '"1"' },
    })
    expect(changed.body).toMatchObject({ title: 'Versioned again', version: 2 })
    const stale = await mara.request('PATCH', `/jobs/${body.id}`, {
      body: { title: 'Late' },
      headers: { 'if-match': '"1"' },
    })
    expect(stale.status).toBe(412)
  })

  test('pay in the wrong order is refused with the field', async () => {
    const answer = await mara.request('POST', '/jobs', {
      body: { title: 'A', company: 'B', salary_min: 5, salary_max: 3 },
    })
    expect(answer.status).toBe(422)
    expect(answer.body.error.field_errors).toMatchObject([{ field: 'salary_max' }])
  })
})

describe('the feed', () => {
  let seeker: TestUser
  beforeAll(async () => {
    seeker = await app.register()
    const jobs = [
      { ...senior, remote_kind: 'hybrid' },
      {
        title: 'Softwareentwicklerin',
        company: 'Rhein AG',
        location: 'München',
        description: 'Java und Spring Boot. Deutsch C1.',
        remote_kind: 'onsite',
      },
      {
        title: 'Platform Engineer',
        company: 'Elbkontor GmbH',
        location: 'Berlin',
        description: 'Kubernetes and Go.',
        remote_kind: 'remote',
        salary_max: 9000,
        salary_currency: 'EUR',
        salary_period: 'hour',
      },
    ]
    for (const body of jobs) await seeker.request('POST', '/jobs', { body })
  })
  const titles = async (query: Record<string, string | number>) => {
    const answer = await seeker.request('GET', '/jobs', { query })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return answer.body.items.map((item: { title: string }) => item.title).toSorted()
  }

  test('words are found in titles, companies, texts and skills, by their stems and while one types', async () => {
    expect(await titles({ q: 'engineers' })).toEqual(['Platform Engineer', 'Senior Data Engineer (m/w/d)'])
    expect(await titles({ q: 'kuber' })).toEqual(['Platform Engineer'])
    expect(await titles({ q: 'engineer -kubernetes' })).toEqual(['Senior Data Engineer (m/w/d)'])
    expect(await titles({ q: '"data engineer"' })).toEqual(['Senior Data Engineer (m/w/d)'])
    expect(await titles({ q: 'elbkontor hamburg' })).toEqual([])
  })

  test('a place is found in any of its names, and by its country', async () => {
    expect(await titles({ place: 'Munich' })).toEqual(['Softwareentwicklerin'])
    expect(await titles({ place: 'Deutschland' })).toEqual(['Senior Data Engineer (m/w/d)'])
  })

  test('whatever is searched for, there is an answer', async () => {
    for (const q of [
      "'",
      '"',
      '& |',
      'a:*',
      '\\',
      '<->',
      'or',
      '-',
      '- -a',
      'ʰ',
      '()',
      '🙂',
      '٣',
      'x -"y z"',
      '%',
      '_',
      'a'.repeat(80),
    ]) {
      for (const key of ['q', 'place', 'company', 'skills', 'source'])
        expect(await titles({ [key]: q }), `${key} ${q}`).toEqual(expect.any(Array))
    }
  })

  test('filters narrow together, and pay is compared by the year', async () => {
    expect(await titles({ remote: 'remote,hybrid', company: 'elbkontor' })).toHaveLength(2)
    expect(await titles({ salary_min: 10_000_000, salary_currency: 'EUR' })).toEqual(['Platform Engineer'])
    expect(await titles({ skills: 'java' })).toEqual(['Softwareentwicklerin'])
    expect(await titles({ seniority: 'senior' })).toEqual(['Senior Data Engineer (m/w/d)'])
    expect(await titles({ posted_within_days: 1, state: 'own' })).toHaveLength(3)
  })

  test('a facet counts what each other choice would give', async () => {
    const { body } = await seeker.request('GET', '/jobs', { query: { remote: 'remote' } })
    expect(body.total).toBe(1)
    expect(
      Object.fromEntries(body.facets.remote.map((each: { value: string; count: number }) => [each.value, each.count])),
    ).toEqual({ remote: 1, hybrid: 1, onsite: 1 })
  })

  test('pages neither lose nor repeat a posting in any order', async () => {
    for (const sort of ['-match', '-posted_at', '-salary', 'relevance']) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const { body } = await seeker.request('GET', '/jobs', {
          query: { sort, limit: 1, q: 'engineer or softwareentwicklerin', ...(cursor === undefined ? {} : { cursor }) },
        })
        seen.push(...body.items.map((item: { id: string }) => item.id))
        cursor = body.next_cursor ?? undefined
      } while (cursor !== undefined)
      expect(new Set(seen).size, sort).toBe(3)
      expect(seen, sort).toHaveLength(3)
    }
  })

  test('a hidden company leaves the feed and comes back', async () => {
    const hidden = await seeker.request('POST', '/jobs/hidden-companies', { body: { company: 'ELBKONTOR' } })
    expect(hidden.status).toBe(201)
    expect(await titles({})).toEqual(['Softwareentwicklerin'])
    await seeker.request('DELETE', `/jobs/hidden-companies/${hidden.body.id}`)
    expect(await titles({})).toHaveLength(3)
  })

  test('saving, hiding and notes are kept, one at a time or many at once', async () => {
    const { body: list } = await seeker.request('GET', '/jobs')
    const [first, second] = list.items
    const state = await seeker.request('PUT', `/jobs/${first.id}/state`, { body: { saved: true, notes: 'Ask Jo' } })
    expect(state.body).toMatchObject({ notes: 'Ask Jo', hidden_at: null })
    expect(state.body.saved_at).not.toBeNull()
    const bulk = await seeker.request('POST', '/jobs/bulk-state', {
      body: { ids: [second.id, '01939d6c-7f00-7000-8000-000000000001'], hidden: true },
    })
    expect(bulk.body).toEqual({ changed: 1, missing: ['01939d6c-7f00-7000-8000-000000000001'] })
    expect(await titles({ state: 'saved' })).toEqual([first.title])
    expect(await titles({ state: 'hidden' })).toEqual([second.title])
    expect(await titles({})).toHaveLength(2)
    await seeker.request('PUT', `/jobs/${second.id}/state`, { body: { hidden: false } })
  })

  test('the match follows the profile, with reasons, and orders the feed', async () => {
    await seeker.request('PUT', '/users/me', {
      body: {
        skills: [
          { name: 'k8s', level: 4 },
          { name: 'Golang', level: 4 },
        ],
        languages: [{ code: 'en', level: 'C1' }],
        preferred_locations: ['Berlin'],
      },
    })
    await app.ctx.queue.drain()
    const { body } = await seeker.request('GET', '/jobs', { query: { sort: '-match' } })
    expect(body.items[0]).toMatchObject({ title: 'Platform Engineer' })
    const job = await seeker.request('GET', `/jobs/${body.items[0].id}`)
    expect(job.body.match.skills_met.map((skill: { id: string }) => skill.id)).toEqual(
      expect.arrayContaining(['kubernetes']),
    )
    expect(job.body.match_score).toBe(body.items[0].match_score)
  })

  test('tracking saves the posting, and undoing it takes that back', async () => {
    const id = (await seeker.request('GET', '/jobs', { query: { limit: 1, state: 'not_applied' } })).body.items[0].id
    const tracked = await seeker.request('POST', '/applications', { body: { job_id: id, status: 'interested' } })
    expect(tracked.status).toBe(201)
    const saved = await seeker.request('GET', '/jobs', { query: { state: 'saved' } })
    expect(saved.body.items.map((job: { id: string }) => job.id)).toContain(id)
    expect((await seeker.request('POST', `/undo/${tracked.body.undo_id}`)).status).toBe(200)
    const after = await seeker.request('GET', `/jobs/${id}`)
    expect(after.body.state).toMatchObject({ saved_at: null, applied_at: null, application_id: null })
  })

  test('applying marks the posting and names the application', async () => {
    const { body } = await seeker.request('GET', '/jobs')
    const application = await seeker.request('POST', '/applications', {
      body: { job_id: body.items[0].id, status: 'applied' },
    })
    expect(application.status).toBe(201)
    const job = await seeker.request('GET', `/jobs/${body.items[0].id}`)
    expect(job.body.state).toMatchObject({ application_id: application.body.id, application_status: 'applied' })
    expect(job.body.state.applied_at).not.toBeNull()
    const refused = await seeker.request('DELETE', `/jobs/${body.items[0].id}`)
    expect(refused.body.error.code).toBe('posting_in_use')
  })
})

describe('import', () => {
  const page = (extra: Record<string, unknown> = {}) =>
    `<html><script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'JobPosting', title: 'Nurse', description: '<p>Care for <b>people</b></p>', datePosted: '2026-10-01', hiringOrganization: { '@type': 'Organization', name: 'Klinik Nord' }, ...extra })}</script></html>`

  test('a pasted page is previewed, imported once, and then found again', async () => {
    const body = { html: page(), url: 'https://example.org/jobs/nurse-7788' }
    const shown = await mara.request('POST', '/jobs/import/preview', { body })
    expect(shown.body).toMatchObject({
      title: 'Nurse',
      company: 'Klinik Nord',
      missing: [],
      existing_id: null,
      salary_min: null,
    })
    const imported = await mara.request('POST', '/jobs/import', { body })
    expect(imported.status).toBe(201)
    expect(imported.body.description_html).toContain('<b>people</b>')
    const again = await mara.request('POST', '/jobs/import', { body: { ...body, url: `${body.url}?utm_source=mail` } })
    expect(again.status).toBe(409)
    expect(again.body.error.details.existing_id).toBe(imported.body.id)
  })

  test('a pasted text gives what it says; what a posting needs is asked for, never made up', async () => {
    const text = 'Pflegefachkraft (m/w/d)\nWir suchen Verstärkung, Vollzeit, 3.200 € pro Monat.'
    const missing = await mara.request('POST', '/jobs/import', { body: { text } })
    expect(missing.status).toBe(422)
    expect(missing.body.error.field_errors).toMatchObject([{ field: 'company' }])
    const imported = await mara.request('POST', '/jobs/import', { body: { text, company: 'Klinik Süd' } })
    expect(imported.body).toMatchObject({
      title: 'Pflegefachkraft (m/w/d)',
      company: 'Klinik Süd',
      salary_min: 320_000,
      salary_period: 'month',
      employment: ['full_time'],
      locations: [],
    })
  })

  test('a page without a posting and a private address are refused in words', async () => {
    expect((await mara.request('POST', '/jobs/import', { body: { html: '<p>Hello</p>' } })).body.error.code).toBe(
      'no_posting_found',
    )
    expect(
      (await mara.request('POST', '/jobs/import', { body: { url: 'http://127.0.0.1:1/job' } })).body.error.code,
    ).toBe('private_address')
    expect((await mara.request('POST', '/jobs/import', { body: {} })).status).toBe(422)
  })

  test('a page with characters that no database holds is kept without them', async () => {
    const imported = await mara.request('POST', '/jobs/import', {
      body: { html: page({ title: 'Bak\u0000er', identifier: 'x\u0000y\ud800' }) },
    })
    expect(imported.status).toBe(201)
    expect(imported.body.title).toBe('Baker')
  })
})
