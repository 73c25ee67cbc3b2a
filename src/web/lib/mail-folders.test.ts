import { expect, test } from 'vitest'
import { hasStopped } from './mail-folders.ts'

const wrong = { status: 'error', problem: 'wrong_password', next_run_at: null, last_run: null } as const
const later = '2026-11-21T12:00:00Z'

test('a folder has stopped when only its owner can mend it', () => {
  expect(hasStopped(wrong)).toBe(true)
  expect(hasStopped({ ...wrong, problem: 'folder_missing', next_run_at: later })).toBe(true)
})

test('what is tried again by itself, paused or well has not stopped', () => {
  expect(hasStopped({ ...wrong, problem: 'timeout', next_run_at: later })).toBe(false)
  expect(hasStopped({ ...wrong, next_run_at: later })).toBe(false)
  expect(hasStopped({ ...wrong, status: 'paused', problem: null })).toBe(false)
  expect(hasStopped({ ...wrong, status: 'active', problem: null, next_run_at: later })).toBe(false)
})
