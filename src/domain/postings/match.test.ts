import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WEIGHTS, matchOf } from './match.ts'
import type { MatchPosting, MatchProfile } from './match.ts'
import { placeOf } from './posting.ts'
import { SKILLS } from '#domain/skills/skills.ts'

const NOW = '2026-11-21T12:00:00Z'
const nobody: MatchProfile = {
  skills: [],
  titles_wanted: [],
  preferred_locations: [],
  remote_preference: [],
  salary_floor: null,
  languages: [],
  years_experience: null,
}
const mara: MatchProfile = {
  skills: [
    { name: 'Python', level: 5 },
    { name: 'sql', level: 3 },
  ],
  titles_wanted: ['Data Engineer'],
  preferred_locations: ['Hamburg'],
  remote_preference: ['hybrid'],
  salary_floor: { amount: 8_000_000, currency: 'EUR' },
  languages: [{ code: 'de', level: 'C1' }],
  years_experience: 8,
}
const blank: MatchPosting = {
  title: 'Engineer',
  skills: [],
  locations: [],
  remote_kind: null,
  remote_countries: [],
  seniority: null,
  salary_min: null,
  salary_max: null,
  salary_currency: null,
  salary_period: null,
  languages: [],
  language: null,
  posted_at: null,
  first_seen_at: NOW,
}
const skill = (id: string, level: number | null = null, required = true) => ({ id, name: id, level, required })
const fitting: MatchPosting = {
  ...blank,
  title: 'Senior Data Engineer (m/w/d)',
  skills: [skill('python', 4), skill('sql', 3)],
  locations: [{ ...placeOf('Hamburg'), city: 'Hamburg', country: 'DE' }],
  remote_kind: 'hybrid',
  seniority: 'senior',
  salary_min: 8_000_000,
  salary_max: 9_000_000,
  salary_currency: 'EUR',
  salary_period: 'year',
  languages: [{ code: 'de', level: 'C1' }],
  posted_at: NOW,
}
const score = (posting: Partial<MatchPosting>, profile: Partial<MatchProfile> = {}) =>
  matchOf({ ...mara, ...profile }, { ...fitting, ...posting }, NOW).score
const partOf = (name: string, posting: Partial<MatchPosting>, profile: Partial<MatchProfile> = {}) =>
  matchOf({ ...mara, ...profile }, { ...fitting, ...posting }, NOW).parts.find((part) => part.part === name)

describe('a match', () => {
  test('of everything that one wishes is 100, and its parts are worth 100', () => {
    expect(score({})).toBe(100)
    expect(Object.values(WEIGHTS).reduce((sum, each) => sum + each)).toBe(100)
  })

  test('has no score where nothing is known of the person or of the posting', () => {
    expect(matchOf(nobody, fitting, NOW).score).toBeNull()
    expect(matchOf(nobody, blank, NOW).score).toBeNull()
  })

  test('needs the skills or the title, and one thing more than how fresh it is', () => {
    const others = { ...mara, skills: [], titles_wanted: [] }
    expect(matchOf(others, fitting, NOW).score).toBeNull()
    expect(matchOf({ ...nobody, titles_wanted: ['Data Engineer'] }, { ...blank, posted_at: NOW }, NOW).score).toBeNull()
    expect(
      matchOf({ ...nobody, titles_wanted: ['Data Engineer'], years_experience: 8 }, fitting, NOW).score,
    ).not.toBeNull()
    expect(matchOf({ ...mara, titles_wanted: [] }, fitting, NOW).score).not.toBeNull()
  })

  test('counts what is not known as half, neither for nor against, and says so', () => {
    const unpaid = { salary_min: null, salary_max: null }
    expect(partOf('salary', unpaid)).toMatchObject({ points: null, reason: 'pay_not_stated' })
    expect(partOf('salary', {}, { salary_floor: null })).toMatchObject({ points: null, reason: 'floor_not_given' })
    expect(score(unpaid)).toBe(93)
    expect(score({}, { salary_floor: null })).toBe(93)
    expect(score({ salary_min: 1_000_000, salary_max: 2_000_000 })).toBeLessThan(93)
  })

  test('of another trade whose skills are not known is far below a good one', () => {
    const fundraising = { title: 'Teamlead Fundraising (m/w/d) im Ehrenamt', skills: [], seniority: null }
    expect(score({ ...fundraising, salary_min: null, salary_max: null })).toBeLessThan(60)
  })

  test.each<[string, Partial<MatchPosting>, number | null, string]>([
    ['skills', { skills: [skill('python', 4), skill('sql', 3), skill('rust'), skill('go')] }, 15, 'skills_met'],
    ['skills', { skills: [skill('sql', 5)] }, 18, 'skills_met'],
    ['skills', { skills: [skill('python'), skill('rust', null, false)] }, 20, 'skills_met'],
    ['skills', { skills: [] }, null, 'skills_not_named'],
    ['title', { title: 'Data Engineer' }, 15, 'title_wanted'],
    ['title', { title: 'Process Engineer' }, 5, 'title_near'],
    ['title', { title: 'Fundraiser' }, 0, 'title_other'],
    ['title', { title: '(m/w/d)' }, null, 'title_unclear'],
    ['place', { locations: [{ ...placeOf('Paris'), city: 'Paris', country: 'FR' }] }, 0, 'elsewhere'],
    ['place', { remote_kind: 'onsite' }, 7.5, 'other_way'],
    ['place', { remote_kind: null, locations: [] }, null, 'place_unknown'],
    ['salary', { salary_min: 7_000_000, salary_max: 9_000_000 }, 12, 'floor_inside'],
    ['salary', { salary_currency: 'USD' }, null, 'other_currency'],
    ['salary', { salary_period: null }, null, 'period_not_stated'],
    ['salary', { salary_min: 700_000, salary_max: 800_000, salary_period: 'month' }, 15, 'above_floor'],
    ['seniority', { seniority: 'intern' }, 2.5, 'level'],
    ['language', { languages: [{ code: 'fr', level: 'B2' }] }, 0, 'languages_asked'],
    ['language', { languages: [], language: 'de' }, 10, 'written_in'],
    ['freshness', { posted_at: '2026-08-01T00:00:00Z' }, 0, 'posted_days_ago'],
  ])('of %s %j gives %s points', (name, posting, points, reason) => {
    expect(partOf(name, posting)).toMatchObject({ points, reason })
  })

  test('does not hold a town of an unknown country against a wish for a country', () => {
    const town = { locations: [{ ...placeOf('Wutöschingen'), city: 'Wutöschingen' }] }
    const country = { preferred_locations: ['Germany'], remote_preference: [] }
    expect(partOf('place', town, country)).toMatchObject({ points: null, reason: 'place_unknown' })
    expect(partOf('place', town, { ...country, preferred_locations: ['Hamburg'] })).toMatchObject({ points: 0 })
  })

  test.each([
    [{ posted_at: '2026-11-17T21:00:00Z' }, 3, 'posted 3 days ago'],
    [{ posted_at: null, first_seen_at: '2026-11-21T06:00:00Z' }, 0, 'first seen 6 hours ago'],
  ])('counts the age of %j in whole days', (posting, days, text) => {
    expect(partOf('freshness', posting)).toMatchObject({ values: { days }, text })
  })

  test('says which title it is that one looks for', () => {
    const wishes = { titles_wanted: ['Head of Data', 'Data Engineer'] }
    expect(partOf('title', {}, wishes)?.text).toBe('title you look for: Data Engineer')
    expect(partOf('title', { title: 'Process Engineer' }, wishes)?.text).toBe(
      'near a title you look for: Data Engineer',
    )
  })

  test('counts a skill that comes near one that is asked for, and says which', () => {
    const profile = { ...mara, skills: [{ name: 'Postgres', level: 4 }] }
    const of = (id: string, level: number | null = null) => {
      const match = matchOf(profile, { ...fitting, skills: [{ ...skill(id, level), name: id.toUpperCase() }] }, NOW)
      return { part: match.parts.find(({ part }) => part === 'skills'), missing: match.skills_missing }
    }
    expect(of('sql').part).toMatchObject({ points: 24, text: '0 of 1 met, near: PostgreSQL for SQL' })
    expect(of('sql').missing).toMatchObject([{ id: 'sql', have: null, near: 'PostgreSQL' }])
    expect(of('mysql').part).toMatchObject({ points: 15 })
    expect(of('mysql', 5).part).toMatchObject({ points: 12 })
    expect(of('kafka').part).toMatchObject({ points: 0, text: '0 of 1 met' })
  })

  test('lets nobody miss a trait that the profile does not list, and counts one that it does', () => {
    const asked = { ...fitting, skills: [skill('python'), skill('teamwork'), skill('resilience', 5)] }
    const match = matchOf(mara, asked, NOW)
    expect(match.parts.find(({ part }) => part === 'skills')).toMatchObject({ points: 30, text: '1 of 1 met' })
    expect(match.skills_missing).toEqual([])
    const told = matchOf({ ...mara, skills: [...mara.skills, { name: 'Teamfähigkeit', level: 2 }] }, asked, NOW)
    expect(told.parts.find(({ part }) => part === 'skills')).toMatchObject({ points: 30, text: '2 of 2 met' })
  })

  test('names the skills that are met and missing, with both levels', () => {
    const { skills_met, skills_missing } = matchOf(mara, { ...fitting, skills: [skill('sql', 5), skill('rust')] }, NOW)
    expect(skills_met).toEqual([{ id: 'sql', name: 'sql', have: 3, asked: 5, required: true, near: null }])
    expect(skills_missing).toEqual([{ id: 'rust', name: 'rust', have: null, asked: null, required: true, near: null }])
  })
})

const ids = fc.constantFrom(...SKILLS.slice(0, 12).map((each) => each.id))
const level = fc.option(fc.integer({ min: 1, max: 5 }))
const asked = fc.uniqueArray(fc.record({ id: ids, name: ids, level, required: fc.boolean() }), {
  selector: (each) => each.id,
})
const postings: fc.Arbitrary<MatchPosting> = fc.record({
  title: fc.oneof(fc.constantFrom('Data Engineer', 'Vertriebsleiter (m/w/d)', 'Koch', ''), fc.string()),
  skills: asked,
  locations: fc.constantFrom([], [{ ...placeOf('Hamburg'), city: 'Hamburg', country: 'DE' }], [placeOf('Remote (EU)')]),
  remote_kind: fc.constantFrom('remote', 'hybrid', 'onsite', null),
  remote_countries: fc.constantFrom([], ['DE'], ['US']),
  seniority: fc.constantFrom('intern', 'junior', 'senior', 'lead', 'executive', null),
  salary_min: fc.option(fc.integer({ min: 1, max: 20_000_000 })),
  salary_max: fc.option(fc.integer({ min: 1, max: 20_000_000 })),
  salary_currency: fc.constantFrom('EUR', 'USD', null),
  salary_period: fc.constantFrom('hour', 'month', 'year', null),
  languages: fc.constantFrom([], [{ code: 'de', level: 'B2' }], [{ code: 'en', level: null }]),
  language: fc.constantFrom('de', 'en', null),
  posted_at: fc.constantFrom(null, NOW, '2026-10-01T00:00:00Z', '2027-01-01T00:00:00Z'),
  first_seen_at: fc.constantFrom(NOW, '2025-01-01T00:00:00Z'),
})
const profiles: fc.Arbitrary<MatchProfile> = fc.record({
  skills: fc.uniqueArray(fc.record({ name: ids, level: fc.integer({ min: 1, max: 5 }) }), { selector: (s) => s.name }),
  titles_wanted: fc.constantFrom([], ['Data Engineer'], ['Sales Manager', 'Koch']),
  preferred_locations: fc.constantFrom([], ['Hamburg'], ['Germany', 'Zürich']),
  remote_preference: fc.constantFrom<MatchProfile['remote_preference'][]>([], ['remote'], ['hybrid', 'onsite']),
  salary_floor: fc.constantFrom(null, { amount: 6_000_000, currency: 'EUR' }),
  languages: fc.constantFrom([], [{ code: 'de', level: 'native' }]),
  years_experience: fc.option(fc.integer({ min: 0, max: 40 })),
})

describe('whatever the person and the posting', () => {
  const seeded = { seed: 2026, numRuns: 400 }

  test('the score is nothing or within 0 and 100, and no part gives more than it is worth', () => {
    fc.assert(
      fc.property(profiles, postings, (profile, posting) => {
        const match = matchOf(profile, posting, NOW)
        expect(match.score === null || (match.score >= 0 && match.score <= 100)).toBe(true)
        for (const { points, of, text } of match.parts) {
          expect(points === null || (points >= 0 && points <= of)).toBe(true)
          expect(text).not.toBe('')
        }
      }),
      seeded,
    )
  })

  test('one further skill that is asked for never makes it worse', () => {
    fc.assert(
      fc.property(profiles, postings, fc.nat(), fc.integer({ min: 1, max: 5 }), (profile, posting, pick, own) => {
        const missing = matchOf(profile, posting, NOW).skills_missing
        const next = missing[pick % Math.max(1, missing.length)]
        fc.pre(profile.skills.length > 0 && next !== undefined)
        const more = { ...profile, skills: [...profile.skills, { name: next?.id ?? '', level: own }] }
        expect(matchOf(more, posting, NOW).score ?? 0).toBeGreaterThanOrEqual(matchOf(profile, posting, NOW).score ?? 0)
      }),
      seeded,
    )
  })

  test('a further title that one looks for never makes it worse', () => {
    fc.assert(
      fc.property(profiles, postings, (profile, posting) => {
        fc.pre(profile.titles_wanted.length > 0)
        const more = { ...profile, titles_wanted: [...profile.titles_wanted, 'Data Engineer'] }
        expect(matchOf(more, posting, NOW).score ?? 0).toBeGreaterThanOrEqual(matchOf(profile, posting, NOW).score ?? 0)
      }),
      seeded,
    )
  })

  test('a person who says nothing has no score', () => {
    fc.assert(
      fc.property(postings, (posting) => {
        expect(matchOf(nobody, posting, NOW).score).toBeNull()
      }),
      seeded,
    )
  })
})
