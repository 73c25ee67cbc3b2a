import { MessagePort, parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import type { PageRead } from '#domain/postings/job-board-port.ts'
import { readAlert } from './alert-mail/read.ts'
import { boards } from './index.ts'

// Beside the thread that answers people: reads one large answer or mail, gives what it says, and ends.
const Task = z.object({
  board_id: z.string(),
  settings: z.unknown(),
  request: z.object({
    url: z.string(),
    accept: z.enum(['json', 'xml', 'html']),
    step: z.string(),
    conditional: z.boolean(),
  }),
  answer: z.object({
    status: z.number(),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    text: z.string(),
  }),
})

const Given = z.object({
  task: z.union([z.object({ mail: z.string() }), Task]),
  parts: z.instanceof(MessagePort),
})
/** So many postings are handed over at once: whoever takes them has other things to do in between. */
const PART = 500

const { task, parts } = Given.parse(workerData)
const read = 'mail' in task ? readAlert(task.mail) : readPage(task)
if ('items' in read) {
  for (let at = 0; at < read.items.length; at += PART) parts.postMessage(read.items.slice(at, at + PART))
  parentPort?.postMessage({ ...read, items: [] })
} else parentPort?.postMessage(read)

function readPage({ board_id, settings, request, answer }: z.output<typeof Task>): PageRead {
  const open = boards.find(({ facts }) => facts.id === board_id)?.open(settings) ?? null
  if (open === null) throw new Error(`The settings of ${board_id} do not fit it any more.`)
  return open.read(request, answer)
}
