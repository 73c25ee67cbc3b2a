import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FeedPosting } from './feed-posting.ts'
import { mergeSources } from './merge.ts'
import { toFeedPosting } from './normalise.ts'
import { postingOf } from './posting.ts'
import type { JobPosting } from './posting.ts'

const NOW = '2026-11-21T12:00:00Z'
const posting = (change: Partial<JobPosting>): FeedPosting =>
  toFeedPosting(
    postingOf(
      {
        board_id: 'x',
        external_id: '1',
        source_url: 'https://x.example/1',
        title: 'Engineer',
        company: 'Acme',
      },
      change,
    ),
  )
const view = (source_id: string, rank: number, content: FeedPosting, gone = false) => ({
  source_id,
  rank,
  gone,
  first_seen_at: NOW,
  posting: content,
})
const pay = (min: number, origin: 'stated' | 'parsed' | 'predicted') => ({
  min,
  max: null,
  currency: 'EUR',
  period: 'year' as const,
  origin,
  raw: null,
})

describe('a posting of several sources', () => {
  test('takes each field from the most trusted source that states it', () => {
    const merged = mergeSources([
      view('feed', 2, posting({ title: 'Engineer!', salary: pay(1, 'stated') })),
      view('employer', 0, posting({ title: 'Engineer' })),
    ])
    expect(merged?.posting).toMatchObject({ title: 'Engineer', salary_min: 1 })
    expect(merged?.provenance).toMatchObject({ title: 'employer', salary_min: 'feed' })
    expect(merged?.source_ids).toEqual(['employer', 'feed'])
  })

  test('prefers pay that was stated to pay that was predicted', () => {
    const merged = mergeSources([
      view('employer', 0, posting({ salary: pay(1, 'predicted') })),
      view('feed', 2, posting({ salary: pay(2, 'stated') })),
    ])
    expect(merged?.posting).toMatchObject({ salary_min: 2, salary_origin: 'stated' })
  })

  test('prefers pay that was stated to pay read out of a text, and that to pay that was predicted', () => {
    const [told, read, reckoned] = [
      view('feed', 2, posting({ salary: pay(3, 'stated') })),
      view('employer', 0, posting({ salary: pay(2, 'parsed') })),
      view('board', 1, posting({ salary: pay(1, 'predicted') })),
    ]
    expect(mergeSources([told, read, reckoned])?.posting).toMatchObject({ salary_min: 3 })
    expect(mergeSources([read, reckoned])?.posting).toMatchObject({ salary_min: 2, salary_origin: 'parsed' })
  })

  test('believes a source that still carries it before one that does not', () => {
    const merged = mergeSources([
      view('employer', 0, posting({ title: 'Old' }), true),
      view('feed', 2, posting({ title: 'New' })),
    ])
    expect(merged).toMatchObject({ posting: { title: 'New' }, source_ids: ['feed'] })
  })

  test('is the same in whatever order its sources come', () => {
    const views = [
      view('a', 2, posting({ title: 'A' })),
      view('b', 0, posting({ title: 'B', tags: ['x'] })),
      view('c', 1, posting({ title: 'C', salary: pay(3, 'stated') })),
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray(views, { minLength: 3 }), (order) => {
        expect(mergeSources(order)).toEqual(mergeSources(views))
      }),
      { seed: 2026 },
    )
  })

  test('a source that does not know never overwrites one that does', () => {
    const known = posting({
      title: 'Senior Engineer (Remote)',
      tags: ['x'],
      description_text: 'Kotlin',
      salary: pay(5, 'stated'),
      posted_at: NOW,
      language: 'de',
      employment: ['full_time'],
    })
    const silent = posting({ title: 'Engineer' })
    const merged = mergeSources([view('employer', 0, silent), view('feed', 2, known)])
    expect(merged?.posting).toMatchObject({
      title: 'Engineer',
      seniority: 'senior',
      remote_kind: 'remote',
      salary_min: 5,
      language: 'de',
      employment: ['full_time'],
      tags: ['x'],
      skills: known.skills,
      posted_at: NOW,
    })
    expect(merged?.provenance).toMatchObject({ seniority: 'feed', remote_kind: 'feed', salary_min: 'feed' })
    expect(merged?.provenance).not.toHaveProperty('expires_at')
  })

  test('pay is one source’s as a whole: no bound of one beside the currency of another', () => {
    const merged = mergeSources([
      view('employer', 0, posting({ salary: { ...pay(5, 'stated'), currency: null } })),
      view('feed', 2, posting({ salary: { ...pay(7, 'stated'), max: 9, currency: 'CHF' } })),
    ])
    expect(merged?.posting).toMatchObject({ salary_min: 5, salary_max: null, salary_currency: null })
  })

  test('without a source there is no posting', () => {
    expect(mergeSources([])).toBeNull()
  })
})
