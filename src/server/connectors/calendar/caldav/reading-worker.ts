import { MessagePort, parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { readMultistatus } from './multistatus.ts'
import { readObject } from './object.ts'

// Beside the thread that answers people: reads one large answer or object, gives what it says, and ends.
const Given = z.object({
  task: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('multistatus'), text: z.string() }),
    z.object({
      kind: z.literal('object'),
      stored: z.object({ text: z.string(), etag: z.string().nullable() }),
      at: z.object({ remote_id: z.string(), time_zone: z.string() }),
    }),
  ]),
  parts: z.instanceof(MessagePort),
})
/** So many answers are handed over at once: whoever takes them has other things to do in between. */
const PART = 500

const { task, parts } = Given.parse(workerData)
if (task.kind === 'object') parentPort?.postMessage(readObject(task.stored, task.at))
else {
  const read = readMultistatus(task.text)
  const responses = read?.responses ?? []
  for (let at = 0; at < responses.length; at += PART) parts.postMessage(responses.slice(at, at + PART))
  parentPort?.postMessage(read === null ? { kind: 'no_multistatus' } : { kind: 'read', sync_token: read.sync_token })
}
