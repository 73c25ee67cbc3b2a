import { MessagePort, parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { readFeed } from './feed.ts'

// Beside the thread that answers people: reads one large feed, gives what it says, and ends.
const Given = z.object({
  task: z.object({ text: z.string(), viewerZone: z.string() }),
  parts: z.instanceof(MessagePort),
})
/** So many events are handed over at once: whoever takes them has other things to do in between. */
const PART = 500

const { task, parts } = Given.parse(workerData)
const { items, ...head } = readFeed(task.text, task.viewerZone)
for (let at = 0; at < items.length; at += PART) parts.postMessage(items.slice(at, at + PART))
parentPort?.postMessage(head)
