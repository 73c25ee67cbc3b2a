import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { program, tenOn } from './program.ts'
import { startFakeMicrosoft } from './server.ts'
import type { FakeMicrosoft } from './server.ts'

let fake: FakeMicrosoft
let graph: ReturnType<typeof program>
beforeEach(async () => {
  fake = await startFakeMicrosoft({ now: () => Date.parse('2026-06-01T06:00:00Z') })
  graph = program(fake)
})
afterEach(() => fake.close())

const MARK = 'String {66f5a359-4659-4830-9070-00047ec6ac6e} Name ccId'

describe('Who is let in', () => {
  it.each([
    ['nobody without a token', [], '/me', 401, 'InvalidAuthenticationToken'],
    ['who may read does not see settings', ['Calendars.Read'], '/me/mailboxSettings', 403, 'ErrorAccessDenied'],
    ['who may read reads', ['Calendars.Read'], '/me/calendars', 200, undefined],
    ['a whole name of a scope is the same', ['https://graph.microsoft.com/User.Read'], '/me', 200, undefined],
    ['an unknown place is refused', ['Calendars.Read'], '/me/nonsense', 400, 'BadRequest'],
  ])('%s', async (_fact, scopes, path, status, code) => {
    const token = scopes.length === 0 ? 'made up' : fake.token(scopes)
    expect(await program(fake, token).get(path)).toMatchObject({ status, code })
  })

  it('who may read writes nothing, and nobody writes a calendar that is only shown', async () => {
    const reader = program(fake, fake.token(['Calendars.Read']))
    expect(await reader.create(tenOn(2))).toMatchObject({ status: 403, code: 'ErrorAccessDenied' })
    const holidays = fake.person().createCalendar('Holidays', { canEdit: false })
    expect(await graph.ask('POST', `/me/calendars/${holidays.id}/events`, tenOn(2))).toMatchObject({ status: 403 })
    expect((await graph.get('/me/calendars')).body['value']).toMatchObject([
      { name: 'Calendar', isDefaultCalendar: true, canEdit: true, owner: { address: 'mara@outlook.example' } },
      { name: 'Holidays', isDefaultCalendar: false, canEdit: false },
    ])
  })

  it('each person has a mailbox, with a zone of Windows', async () => {
    const jonas = program(fake, fake.token(undefined, 'jonas@contoso.example'))
    const { body } = await graph.create(tenOn(2))
    expect(await jonas.get(`/me/events/${body['id']}`)).toMatchObject({ status: 404, code: 'ErrorItemNotFound' })
    expect((await jonas.get('/me')).body).toMatchObject({ mail: 'jonas@contoso.example' })
    expect((await graph.get('/me/mailboxSettings')).body).toMatchObject({ timeZone: 'W. Europe Standard Time' })
  })

  it('calendars come in pages', async () => {
    for (const name of ['A', 'B', 'C']) fake.person().createCalendar(name)
    const first = await graph.get('/me/calendars?$top=3')
    expect(first.body['@odata.nextLink']).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\/me\/calendars\?/)
    const second = await graph.get(first.body['@odata.nextLink'])
    expect(second.body).toMatchObject({ value: [{ name: 'C' }] })
    expect(second.body['@odata.nextLink']).toBeUndefined()
  })
})

describe('An event', () => {
  it('comes back with what was not said, its zone by the name of Windows, and a reminder that nobody asked for', async () => {
    const { status, headers, body } = await graph.create({ subject: 'Interview', ...tenOn(2) })
    expect(status).toBe(201)
    expect(headers.get('date')).toBe('Mon, 01 Jun 2026 06:00:00 GMT')
    expect(body).toMatchObject({
      ...{ subject: 'Interview', showAs: 'busy', sensitivity: 'normal', isAllDay: false, type: 'singleInstance' },
      ...{ originalStartTimeZone: 'W. Europe Standard Time', isReminderOn: true, reminderMinutesBeforeStart: 15 },
      start: { dateTime: '2026-06-02T08:00:00.0000000', timeZone: 'UTC' },
      end: { dateTime: '2026-06-02T09:00:00.0000000', timeZone: 'UTC' },
    })
    const inTokyo = await graph.get(`/me/events/${body['id']}`, 'outlook.timezone="Tokyo Standard Time"')
    expect(inTokyo.body['start']).toEqual({ dateTime: '2026-06-02T17:00:00.0000000', timeZone: 'Tokyo Standard Time' })
  })

  it.each([
    ['no end', { subject: 'x', start: tenOn(2).start }, 'ErrorPropertyValidationFailure'],
    ['an end before the start', { start: tenOn(3).start, end: tenOn(2).end }, 'ErrorPropertyValidationFailure'],
    ['a time with an offset', { ...tenOn(2), start: { dateTime: '2026-06-02T10:00:00+02:00' } }, 'RequestBodyRead'],
    [
      'a zone that nobody knows',
      { ...tenOn(2), start: { dateTime: '2026-06-02T10:00:00', timeZone: 'Customized Time Zone' } },
      'TimeZoneNotSupportedException',
    ],
    ['a property that events do not have', { ...tenOn(2), colour: 'red' }, 'RequestBodyRead'],
    [
      'an extended property without a name',
      { ...tenOn(2), singleValueExtendedProperties: [{ id: 'ccId', value: 'x' }] },
      'RequestBodyRead',
    ],
    ['all-day from ten o’clock', { ...tenOn(2), isAllDay: true }, 'ErrorPropertyValidationFailure'],
    [
      'all-day that ends on its first day',
      { isAllDay: true, start: { dateTime: '2026-06-02T00:00:00' }, end: { dateTime: '2026-06-02T00:00:00' } },
      'ErrorPropertyValidationFailure',
    ],
  ])('is refused with %s', async (_what, event, code) => {
    expect(await graph.create(event)).toMatchObject({ status: 400, code })
  })

  it('all-day is the same dates in every zone', async () => {
    const at = (day: number) => ({ dateTime: `2026-06-0${day}T00:00:00`, timeZone: 'Pacific Standard Time' })
    const { body } = await graph.create({ isAllDay: true, start: at(2), end: at(4) })
    const inTokyo = await graph.get(`/me/events/${body['id']}`, 'outlook.timezone="Tokyo Standard Time"')
    expect(inTokyo.body).toMatchObject({
      start: { dateTime: '2026-06-02T00:00:00.0000000' },
      end: { dateTime: '2026-06-04T00:00:00.0000000' },
      originalStartTimeZone: 'Pacific Standard Time',
    })
  })

  it('was written as text and comes back as HTML, unless text is preferred', async () => {
    const { body } = await graph.create({ ...tenOn(2), body: { contentType: 'text', content: 'a < b\nc' } })
    expect(body['body'].contentType).toBe('html')
    expect(body['body'].content).toContain('a &lt; b<br>')
    const text = await graph.get(`/me/events/${body['id']}`, 'outlook.body-content-type="text"')
    expect(text.body['body']).toEqual({ contentType: 'text', content: 'a < b\r\nc\r\n' })
    expect(text.headers.get('preference-applied')).toBe('outlook.body-content-type="text"')
  })

  it('made with the same body and transactionId is made once; another body under it is refused', async () => {
    const event = { subject: 'x', ...tenOn(2), transactionId: 't1' }
    const [first, again] = [await graph.create(event), await graph.create(event)]
    expect(again).toMatchObject({ status: 201, body: { id: first.body['id'] } })
    expect(await graph.create({ ...event, subject: 'y' })).toMatchObject({
      status: 409,
      code: 'ErrorDuplicateTransactionId',
    })
    fake.traits.repeated_transaction = 400
    expect(await graph.create(event)).toMatchObject({ status: 400, code: 'ErrorDuplicateTransactionId' })
    fake.traits.repeated_transaction = 201
    await graph.delete(first.body['id'])
    expect(await graph.create(event)).toMatchObject({ status: 409, code: 'ErrorDuplicateTransactionId' })
  })

  it('is changed and deleted only as the version that one knows, if one says which', async () => {
    const { body } = await graph.create(tenOn(2))
    const [id, etag] = [body['id'], body['@odata.etag']]
    const changed = await graph.change(id, { subject: 'a' }, etag)
    expect(changed).toMatchObject({ status: 200, body: { subject: 'a' } })
    expect(changed.body['changeKey']).not.toBe(body['changeKey'])
    for (const refused of [await graph.change(id, { subject: 'b' }, etag), await graph.delete(id, etag)])
      expect(refused).toMatchObject({ status: 412, code: 'ErrorIrresolvableConflict' })
    expect(await graph.delete(id, changed.body['@odata.etag'])).toMatchObject({ status: 204 })
    expect(await graph.get(`/me/events/${id}`)).toMatchObject({ status: 404, code: 'ErrorItemNotFound' })
  })

  it('keeps our mark, shows it only to who asks for it by name, and is found by it', async () => {
    const made = await graph.create({ ...tenOn(2), singleValueExtendedProperties: [{ id: MARK, value: 'e1' }] })
    const path = `/me/events/${made.body['id']}`
    expect(made.body['singleValueExtendedProperties']).toBeUndefined()
    const named = await graph.get(`${path}?$expand=singleValueExtendedProperties($filter=id eq '${MARK}')&$select=id`)
    expect(named.body).toEqual({
      '@odata.etag': made.body['@odata.etag'],
      id: made.body['id'],
      singleValueExtendedProperties: [{ id: MARK, value: 'e1' }],
    })
    expect(await graph.get(`${path}?$expand=singleValueExtendedProperties`)).toMatchObject({ status: 400 })
    const filter = (value: string) =>
      encodeURIComponent(`singleValueExtendedProperties/Any(ep: ep/id eq '${MARK}' and ep/value eq '${value}')`)
    expect((await graph.get(`/me/events?$filter=${filter('e1')}`)).body['value']).toHaveLength(1)
    expect((await graph.get(`/me/events?$filter=${filter('e2')}`)).body['value']).toHaveLength(0)
  })

  it('has another id after a move, unless immutable ids are asked for', async () => {
    const { body } = await graph.create(tenOn(2))
    const before = body['id']
    const immutable = (await graph.get(`/me/events/${before}`, 'IdType="ImmutableId"')).body['id']
    fake.person().moveEvent(before, fake.person().createCalendar('Work').id)
    expect(await graph.get(`/me/events/${before}`)).toMatchObject({ status: 404 })
    expect(await graph.get(`/me/events/${immutable}`, 'IdType="ImmutableId"')).toMatchObject({
      status: 200,
      body: { id: immutable },
    })
  })

  it('writes to who is invited at every change', async () => {
    await graph.create(tenOn(2))
    expect(fake.person().mailbox.mails).toHaveLength(0)
    const { body } = await graph.create({ ...tenOn(2), attendees: [{ emailAddress: { address: 'a@example.org' } }] })
    await graph.change(body['id'], { subject: 'b' })
    await graph.delete(body['id'])
    expect(fake.person().mailbox.mails).toHaveLength(3)
  })

  it('of an Outlook of old has a zone without a name', async () => {
    const id = fake.person().createEvent(tenOn(2))
    fake.person().forgetZone(id)
    expect((await graph.get(`/me/events/${id}`)).body).toMatchObject({
      originalStartTimeZone: 'tzone://Microsoft/Custom',
      start: { dateTime: '2026-06-02T08:00:00.0000000', timeZone: 'UTC' },
    })
  })
})

describe('What goes wrong', () => {
  it('a refusal is answered in Graph’s shape and does nothing', async () => {
    fake.refuse(429, 'TooManyRequests', { method: 'POST' }, { 'retry-after': '7' })
    const refused = await graph.create(tenOn(2))
    expect(refused).toMatchObject({ status: 429, code: 'TooManyRequests' })
    expect(refused.headers.get('retry-after')).toBe('7')
    expect(refused.body['error'].innerError).toHaveProperty('request-id')
    expect((await graph.get('/me/events')).body['value']).toHaveLength(0)
  })

  it('a write whose answer is lost was done', async () => {
    fake.faults.add({ kind: 'reset-after' }, { method: 'POST', path: '/events$' })
    await expect(graph.create({ ...tenOn(2), transactionId: 't1' })).rejects.toThrow()
    expect((await graph.create({ ...tenOn(2), transactionId: 't1' })).status).toBe(201)
    expect((await graph.get('/me/events')).body['value']).toHaveLength(1)
    expect(fake.log.entries.map(({ method, status }) => `${method} ${status}`)).toEqual([
      'POST null',
      'POST 201',
      'GET 200',
    ])
  })

  it('a fifth request at once for one mailbox is too many', async () => {
    fake.faults.add({ kind: 'slow', ms: 200 }, { times: 4 })
    const slow = Array.from({ length: 4 }, () => graph.get('/me'))
    await expect.poll(() => fake.log.entries.length).toBe(4)
    expect(await graph.get('/me')).toMatchObject({ status: 429, code: 'ApplicationThrottled' })
    expect(await program(fake, fake.token(undefined, 'jonas@contoso.example')).get('/me')).toMatchObject({
      status: 200,
    })
    await Promise.all(slow)
    expect(await graph.get('/me')).toMatchObject({ status: 200 })
  })
})
