import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { daily, program, tenOn } from './program.ts'
import { startFakeMicrosoft } from './server.ts'
import type { FakeMicrosoft } from './server.ts'

let fake: FakeMicrosoft
let token: string
let graph: ReturnType<typeof program>
beforeEach(async () => {
  fake = await startFakeMicrosoft()
  token = fake.token()
  graph = program(fake, token)
})
afterEach(() => fake.close())

const tell = async (command: unknown) => {
  const answer = await fetch(`${fake.origin}/__ctl`, { method: 'POST', body: JSON.stringify(command) })
  return { status: answer.status, body: await answer.json() }
}
const read = async (id: string) =>
  graph.get(`/me/events/${id}?$select=subject,cancelledOccurrences&$expand=exceptionOccurrences`)

describe('From outside, through /__ctl', () => {
  it('the person makes, changes, moves and deletes events', async () => {
    const { id: event } = (await tell({ do: 'create_event', fields: { subject: 'Lunch', ...tenOn(2) } })).body
    await tell({ do: 'patch_event', event, fields: { subject: 'Late lunch' } })
    await tell({ do: 'forget_zone', event })
    expect((await read(event)).body).toMatchObject({ subject: 'Late lunch' })
    const work = (await tell({ do: 'create_calendar', name: 'Work' })).body
    await tell({ do: 'move_event', event, to: work.id })
    expect((await graph.get(`/me/calendars/${work.id}/events`)).body['value']).toMatchObject([
      { subject: 'Late lunch' },
    ])
    await tell({ do: 'delete_event', event })
    expect((await read(event)).status).toBe(404)
  })

  it('they change and delete single occurrences', async () => {
    const { id: event } = (await tell({ do: 'create_event', fields: daily(2, 3) })).body
    await tell({ do: 'delete_occurrence', event, date: '2026-06-03' })
    await tell({ do: 'patch_occurrence', event, date: '2026-06-04', fields: { subject: 'Other' } })
    const { body } = await read(event)
    expect(body['cancelledOccurrences']).toHaveLength(1)
    expect(body['exceptionOccurrences']).toMatchObject([{ subject: 'Other' }])
  })

  it('they rename and delete calendars, each of them their own', async () => {
    const email = 'jonas@contoso.example'
    const { id: calendar } = (await tell({ do: 'create_calendar', name: 'Work', can_edit: false, email })).body
    await tell({ do: 'rename_calendar', calendar, name: 'Job', email })
    const jonas = program(fake, fake.token(undefined, email))
    expect((await jonas.get(`/me/calendars/${calendar}`)).body).toMatchObject({ name: 'Job', canEdit: false })
    await tell({ do: 'delete_calendar', calendar, email })
    expect(await jonas.get(`/me/calendars/${calendar}`)).toMatchObject({ status: 404 })
  })

  it.each([
    ['a refusal', { do: 'refuse', status: 409, code: 'ErrorSomething' }, 409],
    ['a fault by its name', { do: 'fail', fault: 'unavailable', match: { path: '/me$' } }, 503],
    ['a grant that is taken back', { do: 'revoke_access' }, 401],
    ['tokens that ran out', { do: 'expire_access_tokens' }, 401],
  ])('%s befalls the next request', async (_what, command, status) => {
    expect((await tell(command)).status).toBe(200)
    const headers = { authorization: `Bearer ${token}` }
    expect((await fetch(`${fake.origin}/graph/v1.0/me`, { headers })).status).toBe(status)
    expect((await tell({ do: 'requests' })).body).toEqual([{ method: 'GET', path: '/graph/v1.0/me', status }])
    await tell({ do: 'forget_requests' })
    expect((await tell({ do: 'requests' })).body).toEqual([])
  })

  it('what was to go wrong is called off', async () => {
    await tell({ do: 'fail', fault: 'too_many', match: { times: null } })
    expect(await graph.get('/me')).toMatchObject({ status: 429, code: 'TooManyRequests' })
    await tell({ do: 'fail_tokens', code: 50173, times: 2 })
    await tell({ do: 'fail_webhooks', kind: 'drop', times: null })
    await tell({ do: 'calm' })
    expect(await graph.get('/me')).toMatchObject({ status: 200 })
  })

  it('traits and consent are set, and subscribers told what comes over them', async () => {
    await tell({ do: 'traits', traits: { earlier_master: 'none' } })
    expect(fake.traits).toMatchObject({ earlier_master: 'none', repeated_rows: true })
    await tell({ do: 'consent', consent: 'ask' })
    expect(fake.login.consent).toBe('ask')
    for (const command of ['retry_webhooks', 'forge_webhooks', 'expire_delta_tokens'])
      expect((await tell({ do: command })).status).toBe(200)
    expect((await tell({ do: 'lifecycle', event: 'missed' })).status).toBe(200)
  })

  it('what is no command is refused, what Graph would refuse says so', async () => {
    const wrong = [{ do: 'dance' }, { do: 'delete_event' }, { do: 'fail_tokens', code: 1 }, { do: 'calm', more: 1 }]
    for (const command of [...wrong, { do: 'fail', fault: 'boredom' }]) expect((await tell(command)).status).toBe(422)
    const unknown = await tell({ do: 'delete_event', event: 'made up' })
    expect(unknown).toMatchObject({ body: { refused: 'ErrorItemNotFound' } })
    const nobody = await tell({ do: 'create_event', fields: {}, email: 'nobody' })
    expect(nobody).toMatchObject({ body: { refused: 'ResourceNotFound' } })
  })
})
