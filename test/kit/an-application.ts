import type { Application } from '#contract/applications.ts'

/** An application as the server sends it: saved long ago, and nothing else happened, but for what is given. */
export function anApplication(fields: Partial<Application> = {}): Application {
  return {
    id: '01939d6c-7f00-7000-8000-000000000001',
    job_id: null,
    title: 'Engineer',
    company: 'Lumen',
    location: null,
    url: null,
    source: null,
    salary_min: null,
    salary_max: null,
    salary_currency: null,
    salary_period: null,
    status: 'interested',
    stage_id: null,
    stage_name: null,
    status_at: '2020-11-08T12:00:00Z',
    applied_at: null,
    applied_on: null,
    first_reply_at: null,
    closed_at: null,
    next_action: null,
    next_action_at: null,
    next_interview: null,
    offer_deadline_at: null,
    counts: { interviews: 0, contacts: 0, notes: 0, reminders: 0 },
    archived_at: null,
    is_sample: false,
    created_at: '2020-11-08T12:00:00Z',
    updated_at: '2020-11-08T12:00:00Z',
    version: 1,
    ...fields,
  }
}
