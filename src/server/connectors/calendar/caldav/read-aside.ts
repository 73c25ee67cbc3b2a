import { setImmediate as nextTurn } from 'node:timers/promises'
import { inReadingThread } from '#connectors/reading-thread.ts'
import { readMultistatus } from './multistatus.ts'
import type { DavResponse, Multistatus } from './multistatus.ts'
import { readObject } from './object.ts'
import type { ReadObject, Stored } from './object.ts'

// A server may be anybody's: what takes long to read is read in a thread of its own, with memory and time of its own.

const LARGE_ANSWER = 400_000
const LARGE_OBJECT = 100_000
const MOST = { mb: 600, ms: 60_000 }

/** A multistatus; null for anything else. `too_large`: it took more to read than an answer may. */
export async function readMultistatusAside(text: string): Promise<Multistatus | 'too_large' | null> {
  if (text.length < LARGE_ANSWER) return readMultistatus(text)
  type Read = { kind: 'read'; sync_token: string | null } | { kind: 'no_multistatus' | 'too_large' }
  const { read, items } = await inReadingThread<DavResponse, Read>(
    { worker: WORKER, task: { kind: 'multistatus', text }, most: MOST },
    () => ({ kind: 'too_large' }),
  )
  if (read.kind === 'too_large') return 'too_large'
  return read.kind === 'read' ? { responses: items, sync_token: read.sync_token } : null
}

/** One object; others get their turn before the next one. What took too much to read is left as it is. */
export async function readObjectAside(
  stored: Stored,
  at: { readonly remote_id: string; readonly time_zone: string },
): Promise<ReadObject> {
  await nextTurn()
  if (stored.text.length < LARGE_OBJECT) return readObject(stored, at)
  const work = { worker: WORKER, task: { kind: 'object', stored, at }, most: MOST }
  const { read } = await inReadingThread<never, ReadObject>(work, () => ({ kind: 'unreadable' }))
  return read
}

const WORKER = new URL('./reading-worker.ts', import.meta.url)
