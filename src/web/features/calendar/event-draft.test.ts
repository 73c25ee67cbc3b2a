import { describe, expect, it } from 'vitest'
import { draftForApplication } from './event-draft.ts'

const application = {
  ...{ id: '0199aaaa-0000-7000-8000-000000000001', company: 'Lumen', title: 'Data engineer', location: 'Hamburg' },
  ...{ url: 'https://jobs.example.org/1', next_action: null, next_action_at: null },
  status: 'applied',
} as const
// A Friday evening, the week before the clocks change.
const at = { now: new Date('2026-10-23T20:00:00Z'), zone: 'Europe/Berlin', origin: 'https://cc.example.org' }
const page = `https://cc.example.org/applications/${application.id}`

describe('an event for an application', () => {
  it('has its names, its place, its posting and the way back, on the next working day at ten', () => {
    expect(draftForApplication(application, at)).toMatchObject({
      ...{ title: 'Data engineer, Lumen', location: 'Hamburg', url: 'https://jobs.example.org/1', description: page },
      ...{
        from: '2026-10-26T10:00',
        to: '2026-10-26T11:00',
        timezone: 'Europe/Berlin',
        application_id: application.id,
      },
    })
  })

  it('is its next action at its time, where that is still to come', () => {
    const next = { next_action: 'Call back', next_action_at: '2026-10-27T13:30:00Z' }
    const draft = draftForApplication({ ...application, ...next }, at)
    expect(draft).toMatchObject({ title: 'Call back, Lumen', from: '2026-10-27T14:30', to: '2026-10-27T15:30' })
    expect(draft.description).toBe(`Data engineer\n${page}`)
    const late = draftForApplication({ ...application, ...next, next_action_at: '2026-10-01T13:30:00Z' }, at)
    expect(late.from).toBe('2026-10-26T10:00')
  })

  it('without a posting of its own it leads to the application', () => {
    expect(draftForApplication({ ...application, url: null, location: null }, at)).toMatchObject({
      ...{ url: page, location: '' },
    })
  })
})
