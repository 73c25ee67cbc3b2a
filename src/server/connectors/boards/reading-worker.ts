import { parentPort, workerData } from 'node:worker_threads'
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

const Mail = z.object({ mail: z.string() })

const mail = Mail.safeParse(workerData)
parentPort?.postMessage(mail.success ? readAlert(mail.data.mail) : readPage(Task.parse(workerData)))

function readPage({ board_id, settings, request, answer }: z.output<typeof Task>): PageRead {
  const open = boards.find(({ facts }) => facts.id === board_id)?.open(settings) ?? null
  if (open === null) throw new Error(`The settings of ${board_id} do not fit it any more.`)
  return open.read(request, answer)
}
