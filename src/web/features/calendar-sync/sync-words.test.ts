import { expect, it } from 'vitest'
import type { SyncResult } from '#contract/calendar-sync.ts'
import { resultWords, tookWords } from './sync-words.ts'

const nothing: SyncResult = {
  ...{ finished: true, pulled: 0, pushed: 0, conflicts: 0, rejected: 0, attempt_ids: [], attempts: [] },
}
const attempt: SyncResult['attempts'][number] = {
  ...{ id: 'a', connection_id: 'c', calendar_id: 'd', calendar_name: 'Work', parent_id: null, trigger: 'person' },
  ...{ status: 'failed', because: 'transient', message: 'It cannot be reached.', remedy: null, retry_at: null },
  ...{ full: false, imported: 0, changed: 0, deleted: 0, pushed: 0, conflicts: 0, rejected: 0, requests: 1 },
  ...{ started_at: '2026-11-22T07:00:00.000Z', finished_at: '2026-11-22T07:00:00.040Z' },
}

it('a sync that failed is said as what went badly, not as what was done', () => {
  expect(resultWords({ ...nothing, attempts: [attempt] })).toEqual({
    ...{ message: '“Work”: It cannot be reached.', tone: 'bad' },
  })
})

it('a sync that went well is said with what it did', () => {
  expect(resultWords({ ...nothing, pulled: 3, pushed: 1 })).toEqual({ message: '3 came in, 1 went out' })
  expect(resultWords(nothing)).toEqual({ message: 'Nothing new on either side' })
})

it('what took no time to speak of is not said to have taken none', () => {
  expect(tookWords(attempt)).toBe('< 0.1 s')
  expect(tookWords({ ...attempt, finished_at: '2026-11-22T07:00:02.340Z' })).toBe('2.3 s')
  expect(tookWords({ ...attempt, finished_at: null })).toBe('–')
})
