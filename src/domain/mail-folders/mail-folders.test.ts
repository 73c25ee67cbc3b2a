import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import type { Bookmark, MailProblem } from './port.ts'
import { providerAt, providerOf } from './providers.ts'
import { bookmarkAfter, planReading, uidsToRead } from './reading.ts'
import { hasStopped, standingAfter } from './standing.ts'
import { fieldOf, wordsOf } from './words.ts'

const opened = { uid_validity: '7', uid_next: 12 }
const FRESH = { failures: 0, refused_logins: 0 }

describe('what is new in a folder', () => {
  test('at first the last days, then what came after the bookmark', () => {
    expect(planReading(null, opened)).toEqual({ kind: 'days', days: 14 })
    expect(planReading({ uid_validity: '7', last_uid: 9 }, opened)).toEqual({ kind: 'after', last_uid: 9 })
    expect(planReading({ uid_validity: '6', last_uid: 9 }, opened)).toEqual({ kind: 'days', days: 14 })
    expect(planReading({ uid_validity: '7', last_uid: 11 }, opened)).toMatchObject({ kind: 'nothing' })
    expect(planReading({ uid_validity: '7', last_uid: 11 }, { ...opened, uid_next: null }).kind).toBe('after')
  })

  test('the last mail, which a search always gives, is not read again', () => {
    expect(uidsToRead({ kind: 'after', last_uid: 11 }, [11], 5)).toEqual({ uids: [], more: false })
  })

  test('reading after reading takes every mail once, whatever the limit', () => {
    const uids = fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 40 })
    fc.assert(
      fc.property(uids, fc.integer({ min: 1, max: 20 }), (there, most) => {
        const box = { uid_validity: '7', uid_next: Math.max(0, ...there) + 1 }
        const read: number[] = []
        let bookmark: Bookmark | null = null
        for (let round = 0; round <= there.length; round += 1) {
          const plan = planReading(bookmark, box)
          const taken = plan.kind === 'nothing' ? { uids: [], more: false } : uidsToRead(plan, there, most)
          read.push(...taken.uids)
          bookmark = bookmarkAfter(box, bookmark, taken)
        }
        expect(read).toEqual(there.toSorted((a, b) => a - b))
      }),
    )
  })
})

describe('how a folder stands', () => {
  const after = (problems: readonly MailProblem[]) => {
    let standing = { ...standingAfter(FRESH, { problem: null, more: false, chance: 0.5 }) }
    for (const problem of problems) standing = standingAfter(standing, { problem, more: false, chance: 0.5 })
    return standing
  }

  test('about every fifteen minutes, spread; sooner when more waits', () => {
    const next = (more: boolean, chance: number) => standingAfter(FRESH, { problem: null, more, chance }).next_in_ms
    expect([next(false, 0), next(false, 1), next(true, 0.5)]).toEqual([720_000, 1_080_000, 60_000])
  })

  test('a refused log-in stops it at the third, also when the line was down in between', () => {
    expect(after(['wrong_password', 'wrong_password']).next_in_ms).toBeGreaterThan(0)
    expect(after(['wrong_password', 'timeout', 'app_password', 'unreachable', 'imap_off']).next_in_ms).toBeNull()
  })

  test('another failure waits twice as long each time, at most a day', () => {
    expect(after(['timeout']).next_in_ms).toBe(30 * 60_000)
    expect(after(['timeout', 'timeout']).next_in_ms).toBe(60 * 60_000)
    expect(after(Array.from({ length: 40 }, () => 'busy' as const)).next_in_ms).toBe(24 * 3_600_000)
  })
})

test('an address tells its server; one that nobody knows tells none', () => {
  expect(providerOf('Mara@GoogleMail.com ')).toMatchObject({ host: 'imap.gmail.com', login: 'app_password' })
  expect(providerOf('mara@example.org')).toBeNull()
  expect(providerOf('mara')).toBeNull()
  expect(providerAt('127.0.0.1')).toBeNull()
  expect(providerAt('IMAP.web.de')).toMatchObject({ name: 'WEB.DE' })
})

test('every problem has words that say what to do, and a field', () => {
  const at = { host: 'imap.gmail.com', port: 993, folder: 'Jobs' }
  expect(wordsOf('app_password', at)).toMatch(/^Gmail takes no ordinary password.*app password/)
  expect(wordsOf('folder_missing', at)).toContain('Jobs')
  expect(fieldOf('certificate')).toBe('host')
  expect(fieldOf('imap_off')).toBe('password')
})

test('a folder has stopped when only its owner can mend it', () => {
  const later = '2026-11-21T12:00:00Z'
  const wrong = { status: 'error', problem: 'wrong_password', next_run_at: null } as const
  expect(hasStopped(wrong)).toBe(true)
  expect(hasStopped({ ...wrong, problem: 'folder_missing', next_run_at: later })).toBe(true)
  // What is tried again by itself, is paused, or well.
  expect(hasStopped({ ...wrong, problem: 'timeout', next_run_at: later })).toBe(false)
  expect(hasStopped({ ...wrong, status: 'paused', problem: null })).toBe(false)
  expect(hasStopped({ status: 'active', problem: null, next_run_at: later })).toBe(false)
})
