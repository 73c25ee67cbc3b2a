import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { mailTo } from '#kit/outbox.ts'
import { assertGranted } from './index.ts'

let app: TestApp
beforeAll(async () => {
  app = await makeApp()
})
afterAll(() => app.close())

const DAY = 24 * 3600_000
const later = (ms: number) => new Date(app.ctx.clock.ms() + ms).toISOString()

async function practice(owner: TestUser, people: Record<string, TestUser> = {}): Promise<string> {
  const firm_id = (await owner.request('POST', '/firms', { body: { name: 'Nordlicht' } })).body.id
  for (const [role, person] of Object.entries(people)) {
    const invited = await owner.request('POST', `/firms/${firm_id}/invitations`, {
      body: { email: person.user.email, role },
    })
    await person.request('POST', '/invitations/accept', { body: { token: invited.body.link.split('#')[1] } })
  }
  return firm_id
}
const people = (...names: string[]) => Promise.all(names.map((name) => app.register(name)))

describe('a practice', () => {
  test('begins with its owner, is renamed under If-Match, and does not exist for strangers', async () => {
    const [owner, stranger] = await people('owner1', 'stranger1')
    const made = await owner!.request('POST', '/firms', { body: { name: 'Nordlicht' } })
    expect([made.status, made.body.role, made.body.kind, made.body.members]).toEqual([201, 'owner', 'practice', 1])
    const path = `/firms/${made.body.id}`
    const renamed = await owner!.request('PATCH', path, { body: { name: 'Südlicht' }, headers: { 'if-match': '"1"' } })
    expect([renamed.body.name, renamed.headers['etag']]).toEqual(['Südlicht', '"2"'])
    expect((await owner!.request('PATCH', path, { body: { name: 'x' }, headers: { 'if-match': '"1"' } })).status).toBe(
      412,
    )
    const attempts: [string, string, unknown?][] = [
      ['GET', path],
      ['PATCH', path, { name: 'mine' }],
      ['POST', `${path}/activate`],
      ['GET', `${path}/members`],
      ['GET', `${path}/invitations`],
      ['POST', `${path}/invitations`, { email: 'a@example.org', role: 'admin' }],
      ['PATCH', `${path}/members/${owner!.user.id}`, { role: 'member' }],
      ['DELETE', `${path}/members/${owner!.user.id}`],
      ['GET', `${path}/grants`],
    ]
    for (const [method, url, body] of attempts)
      expect((await stranger!.request(method, url, { body })).status, `${method} ${url}`).toBe(404)
    expect((await owner!.request('GET', path)).body).toMatchObject({ name: 'Südlicht', members: 1 })
  })

  test('is joined through a mailed link, by the address that was invited and once', async () => {
    const [owner, guest, other] = await people('owner2', 'guest2', 'other2')
    const firm_id = await practice(owner!)
    const invited = await owner!.request('POST', `/firms/${firm_id}/invitations`, {
      body: { email: 'GUEST2@example.org', role: 'coach' },
    })
    expect(invited.status).toBe(201)
    const { subject, token } = await mailTo(app, 'GUEST2@example.org')
    expect([subject, token]).toEqual(['owner2 invites you to Nordlicht', invited.body.link.split('#')[1]])
    expect((await app.request('POST', '/invitations/preview', { body: { token } })).body).toMatchObject({
      firm_name: 'Nordlicht',
      role: 'coach',
    })
    expect(
      (
        await owner!.request('POST', `/firms/${firm_id}/invitations`, {
          body: { email: 'guest2@example.org', role: 'coach' },
        })
      ).body.error.code,
    ).toBe('already_invited')
    expect((await other!.request('POST', '/invitations/accept', { body: { token } })).body.error.code).toBe(
      'invitation_for_other',
    )
    expect((await guest!.request('POST', '/invitations/accept', { body: { token } })).body).toMatchObject({
      role: 'coach',
      members: 2,
    })
    expect((await guest!.request('POST', '/invitations/accept', { body: { token } })).body.error.code).toBe(
      'invitation_gone',
    )
    expect((await guest!.request('GET', '/auth/me')).body.firms).toHaveLength(2)
  })

  test('an invitation can be revoked, declined, and is over after 14 days', async () => {
    const [owner, guest] = await people('owner3', 'guest3')
    const firm_id = await practice(owner!)
    const send = async () =>
      (
        await owner!.request('POST', `/firms/${firm_id}/invitations`, {
          body: { email: 'guest3@example.org', role: 'member' },
        })
      ).body
    const accept = (link: string) =>
      guest!.request('POST', '/invitations/accept', { body: { token: link.split('#')[1] } })
    const revoked = await send()
    expect((await owner!.request('DELETE', `/firms/${firm_id}/invitations/${revoked.id}`)).status).toBe(204)
    expect((await accept(revoked.link)).status).toBe(410)
    const declined = await send()
    expect(
      (await guest!.request('POST', '/invitations/decline', { body: { token: declined.link.split('#')[1] } })).status,
    ).toBe(204)
    expect((await accept(declined.link)).status).toBe(410)
    const late = await send()
    app.time.advance(14 * DAY + 1)
    const again = await app.request('POST', '/auth/login', { body: { username: 'guest3', password: guest!.password } })
    const over = await app.request('POST', '/invitations/accept', {
      token: again.body.access_token,
      body: { token: late.link.split('#')[1] },
    })
    expect(over.body.error.code).toBe('invitation_gone')
  })

  test('a role decides what one may do, at once, and an owner stays', async () => {
    const [owner, admin, coach] = await people('owner4', 'admin4', 'coach4')
    const firm_id = await practice(owner!, { admin: admin!, coach: coach! })
    const setRole = (by: TestUser, of: TestUser, role: string) =>
      by.request('PATCH', `/firms/${firm_id}/members/${of.user.id}`, { body: { role } })
    expect((await setRole(coach!, coach!, 'admin')).status).toBe(403)
    expect((await setRole(admin!, admin!, 'owner')).status).toBe(403)
    expect((await setRole(admin!, owner!, 'member')).status).toBe(403)
    expect((await setRole(owner!, owner!, 'coach')).body.error.code).toBe('last_owner')
    expect((await owner!.request('DELETE', `/firms/${firm_id}/members/${owner!.user.id}`)).body.error.code).toBe(
      'last_owner',
    )
    await coach!.request('POST', `/firms/${firm_id}/activate`)
    expect((await coach!.request('GET', '/auth/me')).body.active_firm.role).toBe('coach')
    expect((await setRole(owner!, coach!, 'admin')).body.role).toBe('admin')
    expect((await coach!.request('GET', '/auth/me')).body.active_firm.role).toBe('admin')
    expect((await owner!.request('DELETE', `/firms/${firm_id}/members/${coach!.user.id}`)).status).toBe(204)
    expect((await coach!.request('GET', '/auth/me')).body.active_firm.kind).toBe('personal')
    expect((await coach!.request('GET', `/firms/${firm_id}`)).status).toBe(404)
  })

  test('seekers see its staff and themselves, without addresses', async () => {
    const [owner, seeker, other] = await people('owner5', 'seeker5', 'other5')
    const firm_id = await practice(owner!, { member: seeker! })
    const invited = await owner!.request('POST', `/firms/${firm_id}/invitations`, {
      body: { email: other!.user.email, role: 'member' },
    })
    await other!.request('POST', '/invitations/accept', { body: { token: invited.body.link.split('#')[1] } })
    const { items } = (await seeker!.request('GET', `/firms/${firm_id}/members`)).body
    expect(items.map((item: { username: string; email: string | null }) => [item.username, item.email])).toEqual([
      ['owner5', null],
      ['seeker5', 'seeker5@example.org'],
    ])
    expect((await owner!.request('GET', `/firms/${firm_id}/members`)).body.items).toHaveLength(3)
  })

  test('a personal workspace takes nobody in', async () => {
    const [one] = await people('alone6')
    const { active_firm } = (await one!.request('GET', '/auth/me')).body
    const answer = await one!.request('POST', `/firms/${active_firm.id}/invitations`, {
      body: { email: 'a@example.org', role: 'member' },
    })
    expect([answer.status, answer.body.error.code]).toEqual([409, 'personal_firm'])
  })
})

describe('grants', () => {
  const as = (person: TestUser, firm_id: string) => ({
    user_id: person.user.id,
    firm_id,
    role: 'coach' as const,
    via: 'session' as const,
    session_id: null,
    scopes: null,
  })

  test('open one area to one coach, are logged at every use, and end when revoked or over', async () => {
    const [owner, coach, seeker] = await people('owner7', 'coach7', 'seeker7')
    const firm_id = await practice(owner!, { coach: coach!, member: seeker! })
    const look = (area: 'applications' | 'profile') =>
      assertGranted(app.ctx, as(coach!, firm_id), { seeker_id: seeker!.user.id, area, what: 'list of applications' })
    await expect(look('applications')).rejects.toMatchObject({ refusal: { code: 'not_found' } })
    const grant = { coach_id: coach!.user.id, area: 'applications', expires_at: later(DAY) }
    const given = await seeker!.request('POST', `/firms/${firm_id}/grants`, { body: grant })
    expect([given.status, given.body.coach_name, given.body.last_used_at]).toEqual([201, 'coach7', null])
    await look('applications')
    await expect(look('profile')).rejects.toMatchObject({ refusal: { code: 'not_found' } })
    expect((await coach!.request('GET', `/firms/${firm_id}/grants`)).body.received).toHaveLength(1)
    expect((await seeker!.request('GET', '/users/me/access-log')).body.items).toMatchObject([
      { coach_name: 'coach7', firm_name: 'Nordlicht', area: 'applications', what: 'list of applications' },
    ])
    expect((await coach!.request('DELETE', `/firms/${firm_id}/grants/${given.body.id}`)).status).toBe(404)
    expect((await seeker!.request('DELETE', `/firms/${firm_id}/grants/${given.body.id}`)).status).toBe(204)
    await expect(look('applications')).rejects.toMatchObject({ refusal: { code: 'not_found' } })
    await seeker!.request('POST', `/firms/${firm_id}/grants`, { body: grant })
    await look('applications')
    app.time.advance(DAY)
    await expect(look('applications')).rejects.toMatchObject({ refusal: { code: 'not_found' } })
    expect(await app.rows('SELECT 1 FROM access_log WHERE seeker_id = $1', [seeker!.user.id])).toHaveLength(2)
  })

  test('leave a log that is read page by page to its end, also where many looks have the same moment', async () => {
    const [owner, coach, seeker] = await people('owner10', 'coach10', 'seeker10')
    const firm_id = await practice(owner!, { coach: coach!, member: seeker! })
    await seeker!.request('POST', `/firms/${firm_id}/grants`, {
      body: { coach_id: coach!.user.id, area: 'profile', expires_at: later(DAY) },
    })
    for (let look = 0; look < 7; look += 1)
      await assertGranted(app.ctx, as(coach!, firm_id), {
        seeker_id: seeker!.user.id,
        area: 'profile',
        what: `${look}`,
      })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const { body } = await seeker!.request('GET', '/users/me/access-log', { query: { limit: 3, cursor } })
      seen.push(...body.items.map((entry: { what: string }) => entry.what))
      cursor = body.next_cursor ?? undefined
    } while (cursor !== undefined)
    expect(seen).toEqual(['6', '5', '4', '3', '2', '1', '0'])
  })

  test('of one area to one coach are one: a second one moves its end, also at the same moment', async () => {
    const [owner, coach, seeker] = await people('owner11', 'coach11', 'seeker11')
    const firm_id = await practice(owner!, { coach: coach!, member: seeker! })
    const path = `/firms/${firm_id}/grants`
    const give = (days: number) =>
      seeker!.request('POST', path, {
        body: { coach_id: coach!.user.id, area: 'profile', expires_at: later(days * DAY) },
      })
    const given = await Promise.all([give(3), give(3), give(3)])
    expect(given.map((one) => one.status)).toEqual([201, 201, 201])
    const shorter = await give(1)
    const { given: grants } = (await seeker!.request('GET', path)).body
    expect(grants).toEqual([shorter.body])
    expect(Date.parse(grants[0].expires_at)).toBe(Date.parse(later(DAY)))
    await seeker!.request('DELETE', `${path}/${shorter.body.id}`)
    const look = { seeker_id: seeker!.user.id, area: 'profile' as const, what: 'profile' }
    await expect(assertGranted(app.ctx, as(coach!, firm_id), look)).rejects.toMatchObject({
      refusal: { code: 'not_found' },
    })
    await give(1)
    expect((await seeker!.request('GET', path)).body.given).toHaveLength(2)
  })

  test('go only to staff, not into the past, and end when the coach leaves', async () => {
    const [owner, coach, seeker] = await people('owner8', 'coach8', 'seeker8')
    const firm_id = await practice(owner!, { coach: coach!, member: seeker! })
    const give = (coach_id: string, ms: number) =>
      seeker!.request('POST', `/firms/${firm_id}/grants`, {
        body: { coach_id, area: 'profile', expires_at: later(ms) },
      })
    expect((await give(seeker!.user.id, DAY)).body.error.code).toBe('coach_unknown')
    expect((await give(coach!.user.id, -1)).body.error.code).toBe('grant_ends_in_past')
    await give(coach!.user.id, DAY)
    await owner!.request('DELETE', `/firms/${firm_id}/members/${coach!.user.id}`)
    expect((await seeker!.request('GET', `/firms/${firm_id}/grants`)).body.given[0].revoked_at).not.toBeNull()
  })

  test('cannot be given in the name of another, not even past the endpoints', async () => {
    const [owner, coach, seeker] = await people('owner9', 'coach9', 'seeker9')
    const firm_id = await practice(owner!, { coach: coach!, member: seeker! })
    const forged = app.ctx.db.as(as(coach!, firm_id), (tx) =>
      sql`INSERT INTO grants (id, firm_id, seeker_id, coach_id, area, created_at, expires_at)
          VALUES (${app.ctx.id()}, ${firm_id}, ${seeker!.user.id}, ${coach!.user.id}, 'profile', ${later(0)}, ${later(DAY)})`.execute(
        tx,
      ),
    )
    await expect(forged).rejects.toThrow(/row-level security/)
  })
})
