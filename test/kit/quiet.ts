import { afterEach, expect, vi } from 'vitest'

// A test that writes to the console hides something: it fails, and says what was written.
const error = vi.spyOn(console, 'error').mockImplementation(() => {})
const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})

afterEach(() => {
  const noise = [...error.mock.calls, ...warn.mock.calls].map((call) => call.map(String).join(' '))
  error.mockClear()
  warn.mockClear()
  expect(noise, 'written to the console').toEqual([])
})
