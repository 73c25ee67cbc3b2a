import { describe, expect, it } from 'vitest'
import type { Application } from '#contract/applications.ts'
import { anApplication } from '#kit/an-application.ts'
import { attentionOf } from './attention.ts'

const now = new Date('2026-03-28T09:00:00Z')
const none = { offers: [], interviews: [], due: [], silent: [] }

function application(id: string, more: Partial<Application> = {}): Application {
  return anApplication({
    id,
    company: 'Waterlinie',
    status: 'applied',
    status_at: '2026-03-01T09:00:00Z',
    applied_at: '2026-03-01T09:00:00Z',
    ...more,
  })
}

describe('what needs a person', () => {
  it('is nothing when nothing is planned and nobody is silent', () => {
    expect(attentionOf(none, now)).toEqual([])
  })

  it('puts an offer that ends soon before an action that is due later', () => {
    const offer = application('offer', { offer_deadline_at: '2026-03-30T15:00:00Z' })
    const due = application('due', { next_action: 'Write', next_action_at: '2026-03-28T12:00:00Z' })
    const rows = attentionOf({ ...none, offers: [offer], due: [due] }, now)
    expect(rows.map((row) => row.application.id)).toEqual(['offer', 'due'])
  })

  it('calls an action late once its time has passed', () => {
    const due = application('due', { next_action: 'Write', next_action_at: '2026-03-28T08:59:00Z' })
    expect(attentionOf({ ...none, due: [due] }, now)[0]?.tone).toBe('bad')
  })

  it('does not call an application silent that has something planned', () => {
    const planned = application('planned', { next_action: 'Write', next_action_at: '2026-03-29T12:00:00Z' })
    const rows = attentionOf({ ...none, due: [planned], silent: [planned, application('silent')] }, now)
    expect(rows.filter((row) => row.kind === 'silent').map((row) => row.application.id)).toEqual(['silent'])
  })

  it('counts the days of silence from the day of applying', () => {
    const [row] = attentionOf({ ...none, silent: [application('silent')] }, now)
    expect(row?.kind === 'silent' && row.days).toBe(27)
  })
})
