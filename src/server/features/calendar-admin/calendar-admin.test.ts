import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { blankEvent } from '#domain/calendar/event.ts'
import { startSyncedApp } from '#kit/calendar/synced-app.ts'
import type { SyncedApp } from '#kit/calendar/synced-app.ts'
import type { Answer, TestUser } from '#kit/make-app.ts'

const TITLE = 'Talk with the rose garden'
const CALENDAR = 'Secret plans'
const ADDRESS = 'mara.at.home@gmail.example'
const NOW = '2026-10-24T08:00:00Z'

let synced: SyncedApp
let owner: TestUser
let coach: TestUser
let stranger: TestUser
let failed_id: string
const google_id = randomUUID()

beforeAll(async () => {
  synced = await startSyncedApp([CALENDAR])
  ;[owner, coach, stranger] = [await synced.app.register(), await synced.app.register(), await synced.app.register()]
  const practice = await openPractice(owner)
  await join(practice, coach, 'coach')
  await join(practice, synced.person, 'member')
  await synced.person.request('PUT', '/users/me', { body: { full_name: '=Mara()' } })
  await openPractice(stranger)
  const when = { kind: 'timed', start: '2026-10-26T10:00:00', zone: 'Europe/Berlin', duration: 'PT1H' } as const
  synced.remotes[0]?.edit('a', { ...blankEvent('uid-a', when), title: TITLE })
  await synced.sync()
  synced.port.fault = { kind: 'fails', is: 'transient' }
  failed_id = (await synced.sync()).body.attempts[0].id
  synced.port.fault = null
  await plantGoogle(synced.person.user.id)
})
afterAll(() => synced.app.close())

async function openPractice(by: TestUser): Promise<string> {
  const made = await by.request('POST', '/firms', { body: { name: 'Nordlicht' } })
  await by.request('POST', `/firms/${made.body.id}/activate`)
  return made.body.id
}

async function join(firm_id: string, who: TestUser, role: string): Promise<void> {
  const body = { email: who.user.email, role }
  const invited = await owner.request('POST', `/firms/${firm_id}/invitations`, { body })
  await who.request('POST', '/invitations/accept', { body: { token: invited.body.link.split('#')[1] } })
  await who.request('POST', `/firms/${firm_id}/activate`)
}

/** An account that is told of changes: 8 changes by a message, 2 that no message came for, a limit and a lost access. */
async function plantGoogle(user_id: string): Promise<void> {
  const { rows } = synced.app
  const calendar_id = randomUUID()
  await rows(
    `INSERT INTO calendar_connections (id, user_id, provider, subject, name, status, because, sync_enabled, created_at, updated_at)
     VALUES ($1, $2, 'google', $3, $3, 'expired', 'reauth', true, $4, $4)`,
    [google_id, user_id, ADDRESS, NOW],
  )
  await rows(
    `INSERT INTO calendars (id, user_id, connection_id, remote_id, name, role, selected, state, because, failures, last_ok_at, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, 'owner', true, 'needs_reauth', 'reauth', 3, '2026-10-24T06:00:00Z', $6, $6)`,
    [calendar_id, user_id, google_id, ADDRESS, CALENDAR, NOW],
  )
  await rows(
    `INSERT INTO calendar_channels (id, user_id, calendar_id, remote_id, secret_sealed, state, expires_at, last_message_at, created_at)
     VALUES ($1, $2, $3, 'channel', 'sealed', 'live', '2026-10-30T00:00:00Z', $4, '2026-10-23T12:00:00Z')`,
    [randomUUID(), user_id, calendar_id, NOW],
  )
  const attempt = (at: string, s: number, run: readonly unknown[]) =>
    rows(
      `INSERT INTO calendar_attempts (id, user_id, calendar_id, started_at, finished_at, trigger, status, because, "full", imported, pushed, conflicts)
       VALUES ($1, $2, $3, $4::timestamptz, $4::timestamptz + $5 * interval '1 second', $6, $7, $8, $9, $10, $11, $12)`,
      [randomUUID(), user_id, calendar_id, at, s, ...run],
    )
  await attempt('2026-10-23T10:00:00Z', 1, ['schedule', 'done', null, true, 50, 0, 0])
  await attempt('2026-10-23T13:00:00Z', 2, ['push', 'done', null, false, 8, 1, 1])
  await attempt('2026-10-23T14:00:00Z', 3, ['schedule', 'done', null, false, 2, 0, 0])
  await attempt('2026-10-23T15:00:00Z', 4, ['schedule', 'waiting', 'throttle', null, 0, 0, 0])
  await attempt('2026-10-23T16:00:00Z', 5, ['schedule', 'failed', 'reauth', null, 0, 0, 0])
  await attempt('2026-10-01T00:00:00Z', 99, ['schedule', 'failed', 'config', null, 0, 0, 0])
  const event_id = randomUUID()
  await rows(
    `INSERT INTO calendar_events (id, user_id, uid, event, first_at, created_at, updated_at)
     VALUES ($1, $2, 'uid', $3, $4, $4, '2026-10-24T07:00:00Z')`,
    [event_id, user_id, { title: TITLE }, NOW],
  )
  const link = (id: string | null, trouble: object | null) =>
    rows(
      `INSERT INTO calendar_links (id, user_id, calendar_id, event_id, state, origin, generation, attempts, base, seen, gone, trouble)
       VALUES ($1, $2, $3, $4, 'live', 'made', 0, 0, '{}', '{}', false, $5)`,
      [randomUUID(), user_id, calendar_id, id, trouble],
    )
  await link(event_id, null)
  const [other] = await rows<{ id: string }>(`SELECT id FROM calendar_events WHERE id <> $1`, [event_id])
  await link(other?.id ?? null, { kind: 'rejected', reason: TITLE, local: {} })
}

const LISTS = ['connections', 'attempts', 'attempts.csv', 'metrics']
const list = (what: string, query = {}, by = owner): Promise<Answer> =>
  by.request('GET', `/admin/calendar/${what}`, { query })
const replay = (by = owner) => by.request('POST', `/admin/calendar/attempts/${failed_id}/replay`)
const resync = (by = owner, body = {}) =>
  by.request('POST', `/admin/calendar/connections/${synced.connection_id}/resync`, { body })
const statuses = async (by: TestUser) => {
  const answers = []
  for (const what of LISTS) answers.push((await list(what, {}, by)).status)
  return [...answers, (await replay(by)).status, (await resync(by)).status]
}
const log = async () => (await synced.person.request('GET', '/users/me/access-log')).body.items

describe('who does not run the practice', () => {
  it('as a coach or a member is refused', async () => {
    expect(await statuses(coach)).toEqual([403, 403, 403, 403, 403, 403])
    expect(await statuses(synced.person)).toEqual([403, 403, 403, 403, 403, 403])
  })

  it('but another one sees their own, which is empty, and starts nothing here', async () => {
    expect(await statuses(stranger)).toEqual([200, 200, 200, 200, 404, 404])
    expect((await list('connections', {}, stranger)).body.items).toEqual([])
    expect((await list('attempts', {}, stranger)).body.items).toEqual([])
    expect((await list('metrics', {}, stranger)).body.providers.map(({ runs }: { runs: number }) => runs)).toEqual([
      ...[0, 0, 0, 0],
    ])
    expect(await log()).toEqual([])
  })

  it('has no such lists in a personal workspace', async () => {
    expect(await statuses(await synced.app.register())).toEqual([403, 403, 403, 403, 403, 403])
  })
})

describe('who runs the practice', () => {
  it('sees how the accounts of members stand', async () => {
    const { body } = await list('connections')
    expect(body.items).toHaveLength(2)
    expect(body.items.find(({ id }: { id: string }) => id === google_id)).toEqual({
      ...{ id: google_id, user_id: synced.person.user.id, person: '=Mara()', provider: 'google', status: 'expired' },
      ...{ because: 'reauth', message: 'The calendar no longer accepts our access.', sync_enabled: true },
      remedy: 'Connect the account again. Nothing is lost: what changed since is synced then.',
      ...{ calendars: 1, standing_still: 1, last_ok_at: '2026-10-24T06:00:00Z', next_run_at: null, failures: 3 },
      ...{ oldest_unsent_at: '2026-10-24T07:00:00Z' },
      channels: { live: 1, refused: 0, whole_account: false, last_message_at: NOW },
    })
  })

  it('counts a channel of the whole account for each of its calendars', async () => {
    const { rows } = synced.app
    const told = async () =>
      (await list('metrics', { days: 7 })).body.providers.find(
        ({ provider }: { provider: string }) => provider === 'google',
      ).found_while_told
    const before = await told()
    const other = randomUUID()
    await rows(
      `INSERT INTO calendars (id, user_id, connection_id, remote_id, name, role, selected, state, failures, created_at, updated_at)
       VALUES ($1, $2, $3, 'other', 'Other', 'owner', false, 'idle', 0, $4, $4)`,
      [other, synced.person.user.id, google_id, NOW],
    )
    await rows(`UPDATE calendar_channels SET calendar_id = $1, whole_account = true WHERE remote_id = 'channel'`, [
      other,
    ])
    const { body } = await list('connections', { provider: 'google' })
    expect(body.items[0].channels).toEqual({ live: 1, refused: 0, whole_account: true, last_message_at: NOW })
    expect([before, await told()]).toEqual([10, 10])
    await rows(
      `UPDATE calendar_channels h SET calendar_id = c.id, whole_account = false FROM calendars c
       WHERE h.remote_id = 'channel' AND c.connection_id = $1 AND c.id <> $2`,
      [google_id, other],
    )
    await rows('DELETE FROM calendars WHERE id = $1', [other])
  })

  it('finds them by status, provider and person, and page by page', async () => {
    const ids = async (query: object) =>
      (await list('connections', query)).body.items.map(({ id }: { id: string }) => id)
    expect(await ids({ status: 'expired' })).toEqual([google_id])
    expect(await ids({ provider: 'caldav' })).toEqual([synced.connection_id])
    expect(await ids({ user_id: coach.user.id })).toEqual([])
    const first = await list('connections', { limit: 1 })
    const second = await list('connections', { limit: 1, cursor: first.body.next_cursor })
    expect(new Set([first, second].map(({ body }) => body.items[0].id))).toEqual(
      new Set([google_id, synced.connection_id]),
    )
    expect(second.body.next_cursor).toBeNull()
  })

  it('sees their syncs by status, provider, cause, person and time', async () => {
    const count = async (query: object) => (await list('attempts', query)).body.items.length
    expect(await count({ provider: 'google' })).toBe(6)
    expect(await count({ provider: 'google', status: 'failed' })).toBe(2)
    expect(await count({ because: 'throttle' })).toBe(1)
    expect(await count({ user_id: coach.user.id })).toBe(0)
    expect(await count({ provider: 'google', from: '2026-10-23T14:00:00Z', to: '2026-10-23T15:00:00Z' })).toBe(1)
    const { body } = await list('attempts', { because: 'reauth' })
    expect(body.items[0]).toMatchObject({ duration_ms: 5000, http_ms: null, provider: 'google', person: '=Mara()' })
    const first = await list('attempts', { limit: 2 })
    const second = await list('attempts', { limit: 2, cursor: first.body.next_cursor })
    expect(new Set([...first.body.items, ...second.body.items].map(({ id }) => id)).size).toBe(4)
  })

  it('takes them along as a table in which no name is a formula', async () => {
    const { headers, body } = await list('attempts.csv', { because: 'reauth' })
    expect(headers['content-type']).toContain('text/csv')
    const [head, line, end] = String(body).split('\r\n')
    expect(head).toMatch(/^started_at,finished_at,duration_ms,person,/)
    expect(line).toContain(`,5000,'=Mara(),${synced.person.user.id},google,schedule,failed,reauth,`)
    expect(end).toBe('')
  })

  it('sees what sync with each provider came to, and null where nothing tells it', async () => {
    const { body } = await list('metrics', { days: 7 })
    const of = (provider: string) => body.providers.find((one: { provider: string }) => one.provider === provider)
    expect(body.since).toBe('2026-10-17T08:00:00.000Z')
    expect(of('google')).toEqual({
      ...{ provider: 'google', runs: 5, ended: 4, success_percent: 75, timed: 5, p50_ms: 3000, p95_ms: 4800 },
      ...{ pulled: 60, pushed: 1, conflicts: 1, full_resyncs: 1, throttled: 1, reauth: 1 },
      ...{ dead_letters: 1, oldest_unsent_s: 3600, found_while_told: 10, push_reliability_percent: 80 },
    })
    expect(of('microsoft')).toEqual({
      ...{ provider: 'microsoft', runs: 0, ended: 0, success_percent: null, timed: 0, p50_ms: null },
      p95_ms: null,
      ...{ pulled: 0, pushed: 0, conflicts: 0, full_resyncs: 0, throttled: 0, reauth: 0 },
      ...{ dead_letters: 0, oldest_unsent_s: null, found_while_told: 0, push_reliability_percent: null },
    })
    expect(of('caldav')).toMatchObject({ push_reliability_percent: null, pulled: 1 })
    expect((await list('metrics', { days: 30 })).body.providers[0].runs).toBe(6)
    // Google's with the three runs of CalDAV, one of which failed.
    expect(body.overall).toMatchObject({ runs: 8, ended: 7, success_percent: 71.4, timed: 8, pulled: 61 })
    expect(body.overall).toMatchObject({ dead_letters: 1, oldest_unsent_s: 3600, found_while_told: 10 })
    expect(body.overall).not.toHaveProperty('provider')
  })

  it('does a sync once more, and reads an account again, which the member reads in the log', async () => {
    const again = await replay()
    expect(again.body).toMatchObject({ finished: true, rejected: 0, ended_badly: 0 })
    expect(again.body).not.toHaveProperty('attempts')
    const [child] = (await list('attempts', { connection_id: synced.connection_id })).body.items
    expect(child).toMatchObject({ id: again.body.attempt_ids[0], parent_id: failed_id, trigger: 'replay' })
    const whole = await resync(owner, { from: '2026-10-01T00:00:00Z', to: '2026-12-01T00:00:00Z' })
    expect(whole.body).toMatchObject({ finished: true })
    const by = { coach_name: owner.user.username, firm_name: 'Nordlicht', area: 'calendar' }
    expect(await log()).toEqual([
      expect.objectContaining({ ...by, what: 'calendar account, read as a whole again' }),
      expect.objectContaining({ ...by, what: 'sync of a calendar, done once more' }),
    ])
  })

  it('is told that a sync ended badly again', async () => {
    synced.port.fault = { kind: 'fails', is: 'transient' }
    expect((await replay()).body).toMatchObject({ finished: true, ended_badly: 1 })
    synced.port.fault = null
    expect((await replay()).body).toMatchObject({ finished: true, ended_badly: 0 })
  })

  it('is told that nothing was done where nothing is, and nothing is logged', async () => {
    const before = await log()
    const other = await resync(owner, { calendar_id: randomUUID() })
    expect(other.body.error).toMatchObject({ code: 'not_found', field_errors: [{ field: 'calendar_id' }] })
    const gone = await owner.request('POST', `/admin/calendar/attempts/${randomUUID()}/replay`)
    expect(gone.status).toBe(404)
    expect(await log()).toEqual(before)
  })

  it('learns no title, no name of a calendar and no address of an account', async () => {
    const answers = [await replay(), await resync()]
    for (const what of LISTS) answers.push(await list(what))
    const told = JSON.stringify(answers.map(({ body }) => body))
    expect(told).toContain(google_id)
    for (const personal of [TITLE, CALENDAR, ADDRESS, synced.person.user.email, 'uid-a', '/dav/', 'sealed'])
      expect(told).not.toContain(personal)
  })

  it('sees nothing more of a person who left', async () => {
    const { body } = await owner.request('GET', '/firms')
    const practice = body.items.find(({ kind }: { kind: string }) => kind === 'practice')
    await owner.request('DELETE', `/firms/${practice.id}/members/${synced.person.user.id}`)
    expect((await list('connections')).body.items).toEqual([])
    expect((await list('attempts')).body.items).toEqual([])
    expect([(await replay()).status, (await resync()).status]).toEqual([404, 404])
  })
})
