/**
 * What a field of this name holds in the examples of the API's document, because a field is called the same wherever
 * it stands. One that holds something else says so itself: `.meta({ example })`. Null: mostly empty.
 */
export const EXAMPLES: Readonly<Record<string, unknown>> = {
  // People, firms and how they log in
  ...{ full_name: 'Mara Lindqvist', email: 'mara@example.org', phone: '+49 30 901820', username: 'mara' },
  ...{
    password: 'a long enough phrase 42',
    current_password: 'the phrase before',
    new_password: 'another long phrase 43',
  },
  ...{ access_token: 'eyJhbGciOiJFZERTQSJ9.e30.c2lnbmF0dXJl', challenge: 'b3BlbnMgdGhlIHNlY29uZCBzdGVw' },
  ...{ token: 'b3BlbnMgb25lIGRvb3Igb25jZQ', ticket: 'b3BlbnMgb25lIHNvY2tldA', hint: 'cc_b3Bl', confirm: 'mara' },
  ...{ secret: 'JBSWY3DPEHPK3PXP', otpauth_uri: 'otpauth://totp/Career%20Copilot:mara?secret=JBSWY3DPEHPK3PXP' },
  ...{
    qr_svg: '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    recovery_codes: ['k7w2-m9xq'],
    recovery_codes_left: 8,
  },
  ...{ user_agent: 'Mozilla/5.0 (X11; Linux x86_64)', address: '203.0.113.7' },
  ...{ authorization_url: 'https://accounts.example.com/authorize?state=c3RhdGU', state: 'c3RhdGU' },
  ...{ firm_name: 'Lindqvist Coaching', coach_name: 'Jonas Weber', seeker_name: 'Mara Lindqvist' },
  ...{ invited_by: 'Jonas Weber', what: 'applications', deletion_due_at: null, revoked_at: null },
  // Who somebody is and what they look for
  ...{ headline: 'Data engineer', years_experience: 6, summary: 'Talked about the role and the team.', radius_km: 30 },
  ...{
    titles_wanted: ['Data engineer'],
    preferred_locations: ['Berlin'],
    work_permits: ['EU'],
    daily_application_goal: 2,
  },
  ...{ time_zone: 'Europe/Berlin', quiet_from: '22:00', quiet_to: '07:00', level: 4 },
  // Postings
  ...{ title: 'Data engineer', company: 'Nordlicht GmbH', company_domain: 'nordlicht.example', company_logo_url: null },
  ...{
    location: 'Berlin, Germany',
    locations: ['Berlin, Germany'],
    raw: 'Berlin, Germany',
    city: 'Berlin',
    region: 'Berlin',
  },
  ...{ country: 'DE', remote_countries: ['DE'], remote_timezones: ['Europe/Berlin'], language: 'en', tags: ['data'] },
  ...{ url: 'https://example.com/jobs/42', apply_url: 'https://example.com/jobs/42/apply' },
  ...{ source_url: 'https://example.com/jobs/42', external_id: '42', requisition_id: 'R-42', key: '42', keys: ['42'] },
  ...{
    salary_min: 6_500_000,
    salary_max: 7_800_000,
    salary_currency: 'EUR',
    salary_text: '65,000 to 78,000 EUR a year',
  },
  ...{ salary_period: 'year', period: 'year', remote_kind: 'hybrid', seniority: 'mid', is_own: false, hidden_at: null },
  ...{ company_hidden: false, salary_gross: true, workload_min: 80, workload_max: 100, skills: ['SQL'] },
  ...{
    description: 'You build what our figures come from.',
    description_html: '<p>You build what our figures come from.</p>',
  },
  ...{ excerpt: 'You build what our figures come from.', gives: ['title', 'company'], text_length: 2400 },
  ...{ match_score: 82, score: 82, points: 24, of: 30, have: 4, asked: 3, probability: 0.93, value: 'remote' },
  ...{ html: '<h1>Data engineer</h1><p>Nordlicht GmbH, Berlin</p>', searched_for: 'data engineer', left_out: [] },
  ...{ closed_at: null, close_reason: null, gone_at: null, duplicate_of: null, next_cursor: null, total: 1 },
  // Sources
  ...{ board_id: 'arbeitnow', about: 'Postings in Germany and Europe', homepage: 'https://boards.example' },
  ...{
    terms_url: 'https://boards.example/terms',
    terms_note: 'Free to read, with a link back.',
    notice: null,
    help: null,
  },
  ...{
    interval_min: 60,
    requests_per_day: 200,
    requests_left: 180,
    postings: 1240,
    postings_new: 85,
    pages: 3,
    requests: 3,
    seen: 240,
    health_reason: null,
    added: 12,
    changed: 4,
    unchanged: 224,
    closed: 2,
    rejected: 0,
    rejects: [],
    config: {},
  },
  // Applications and what belongs to them
  ...{
    source: 'Career fair',
    stage_id: null,
    from_stage_id: null,
    to_stage_id: null,
    stage_name: null,
    from_name: null,
  },
  ...{ next_action: 'Send the work samples', note: 'By e-mail', notes: 'Asked for work samples', archived_at: null },
  ...{ text: 'Asked for work samples', duration_min: 60, job_title: 'Team lead', median: 9, p90: 21, n: 12 },
  ...{
    link: 'https://meet.example/abc',
    message: 'Nothing stands against it.',
    label: 'Data engineer moved to Interview',
  },
  ...{
    currency: 'EUR',
    periods_per_year: 13,
    equity: '0.1 %',
    benefits: ['Travel pass'],
    vacation_days: 30,
    rate: 1.08,
  },
  ...{ missing_rates: ['CHF'], done_at: null, undone_at: null, corrected_at: null },
  ...{ name: 'Jana Kessler', is_sample: false, failed: 0, round: 2 },
}
