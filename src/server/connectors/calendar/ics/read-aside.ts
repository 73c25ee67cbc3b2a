import { inReadingThread } from '#connectors/reading-thread.ts'
import { readFeed } from './feed.ts'
import type { Feed, FeedHead, FeedItem } from './feed.ts'

/** From here on a feed takes so long to read that people would wait for it. */
const LARGE = 200_000
const MOST = { mb: 800, ms: 60_000 }

/** A feed that took more to read than one may. */
interface TooMuch {
  readonly kind: 'too_much'
}

/** Reads a feed; a large one in a thread of its own, with memory and time of its own that end nothing else. */
export async function readFeedAside(text: string, viewerZone: string): Promise<Feed | TooMuch> {
  if (text.length < LARGE) return readFeed(text, viewerZone)
  const worker = new URL('./reading-worker.ts', import.meta.url)
  const work = { worker, task: { text, viewerZone }, most: MOST }
  const { read, items } = await inReadingThread<FeedItem, FeedHead | TooMuch>(work, () => ({ kind: 'too_much' }))
  return read.kind === 'feed' ? { ...read, items } : read
}
