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
    const { id } = (await tell({ do: 'create', event: { subject: 'Lunch', ...tenOn(2) } })).body
    await tell({ do: 'change', id, event: { subject: 'Late lunch' } })
    expect((await read(id)).body['subject']).toBe('Late lunch')
    const work = (await tell({ do: 'add_calendar', name: 'Work' })).body
    await tell({ do: 'move', id, calendar: work.id })
    expect((await graph.get(`/me/calendars/${work.id}/events`)).body['value']).toMatchObject([
      { subject: 'Late lunch' },
    ])
    await tell({ do: 'delete', id })
    expect((await read(id)).status).toBe(404)
  })

  it('they change and delete single occurrences', async () => {
    const { id } = (await tell({ do: 'create', event: daily(2, 3) })).body
    await tell({ do: 'delete_occurrence', id, date: '2026-06-03' })
    await tell({ do: 'change_occurrence', id, date: '2026-06-04', event: { subject: 'Other' } })
    const { body } = await read(id)
    expect(body['cancelledOccurrences']).toHaveLength(1)
    expect(body['exceptionOccurrences']).toMatchObject([{ subject: 'Other' }])
  })

  it('they rename and delete calendars, each of them their own', async () => {
    const user = 'jonas@contoso.example'
    const { id } = (await tell({ do: 'add_calendar', name: 'Work', can_edit: false, user })).body
    await tell({ do: 'rename_calendar', id, name: 'Job', user })
    const jonas = program(fake, fake.token(undefined, user))
    expect((await jonas.get(`/me/calendars/${id}`)).body).toMatchObject({ name: 'Job', canEdit: false })
    await tell({ do: 'delete_calendar', id, user })
    expect(await jonas.get(`/me/calendars/${id}`)).toMatchObject({ status: 404 })
  })

  it.each([
    ['a refusal', { do: 'refuse', status: 503, code: 'ServiceUnavailable', headers: { 'retry-after': '30' } }, 503],
    ['any fault', { do: 'fault', fault: { kind: 'answer', status: 502 }, match: { path: '/me$' } }, 502],
    ['a grant that is taken back', { do: 'revoke' }, 401],
    ['tokens that ran out', { do: 'expire_access_tokens' }, 401],
  ])('%s befalls the next request', async (_what, command, status) => {
    expect((await tell(command)).status).toBe(200)
    const { status: answered } = await fetch(`${fake.origin}/graph/v1.0/me`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(answered).toBe(status)
    expect((await tell({ do: 'log' })).body).toEqual([{ method: 'GET', path: '/graph/v1.0/me', status }])
  })

  it('traits, sign-in and webhooks are set', async () => {
    await tell({ do: 'traits', traits: { earlier_master: 'none' } })
    expect(fake.traits).toMatchObject({ earlier_master: 'none', repeated_rows: true })
    await tell({ do: 'consent', consent: 'ask' })
    expect(fake.login.consent).toBe('ask')
    expect((await tell({ do: 'oauth_error', code: 50173, times: 2 })).status).toBe(200)
    expect((await tell({ do: 'webhooks', manner: 'drop', times: 3 })).status).toBe(200)
    for (const command of ['retry_webhooks', 'forge', 'clear_faults', 'expire_delta_tokens'])
      expect((await tell({ do: command })).status).toBe(200)
    expect((await tell({ do: 'lifecycle', event: 'missed' })).status).toBe(200)
  })

  it('what is no command is refused, what Graph would refuse says so', async () => {
    for (const command of [{ do: 'dance' }, { do: 'delete' }, { do: 'oauth_error', code: 1 }, { do: 'log', more: 1 }])
      expect((await tell(command)).status).toBe(422)
    expect(await tell({ do: 'delete', id: 'made up' })).toMatchObject({ body: { refused: 'ErrorItemNotFound' } })
    expect(await tell({ do: 'create', event: {}, user: 'nobody' })).toMatchObject({
      body: { refused: 'ResourceNotFound' },
    })
  })
})
