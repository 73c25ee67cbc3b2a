import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { boards } from './index.ts'

// Beside the thread that answers people: reads one large answer, gives the page, and ends.
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

const { board_id, settings, request, answer } = Task.parse(workerData)
const open = boards.find(({ facts }) => facts.id === board_id)?.open(settings) ?? null
if (open === null) throw new Error(`The settings of ${board_id} do not fit it any more.`)
parentPort?.postMessage(open.read(request, answer))
