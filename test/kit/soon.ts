import { vi } from 'vitest'

/** Tries a check until it holds; gives up only after a minute, for a machine that others keep busy. */
export function soon<T>(check: () => T | Promise<T>, interval = 50): Promise<T> {
  return vi.waitFor(check, { timeout: 60_000, interval })
}
