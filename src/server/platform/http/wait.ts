import { setTimeout as timer } from 'node:timers/promises'

/** Sleeps; rejects when the signal fires. Tests pass one that moves their clock. */
export type Wait = (ms: number, signal: AbortSignal | undefined) => Promise<void>

export const systemWait: Wait = async (ms, signal) => {
  await timer(ms, undefined, signal === undefined ? {} : { signal })
}
