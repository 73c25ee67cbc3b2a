import { z } from 'zod'
import type { Answer } from '#kit/vendors/faulty-server.ts'
import type { Ask, FaultQueue } from '#kit/vendors/faults.ts'
import { Refusal, json } from './refusal.ts'

const Requests = z.object({
  requests: z.array(
    z.object({
      id: z.string(),
      method: z.string(),
      url: z.string(),
      headers: z.record(z.string(), z.string()).default({}),
      body: z.unknown().optional(),
    }),
  ),
})

/** Several requests in one (learn.microsoft.com/graph/json-batching): answered one by one, in no promised order. */
export async function answerBatch(
  ask: Ask,
  faults: FaultQueue,
  answer: (part: Ask) => Promise<Answer>,
): Promise<Answer> {
  const { requests } = Requests.parse(JSON.parse(ask.body))
  if (requests.length > 20)
    throw new Refusal(400, 'BadRequest', 'Number of batch request steps exceeds the maximum value of 20.')
  const responses: unknown[] = []
  for (const { id, method, url: given, headers, body } of requests) {
    const url = new URL(`http://graph.example/v1.0${given}`)
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    const part: Ask = {
      ...{ method, path: url.pathname, query: url.searchParams },
      headers: { ...lower, authorization: ask.headers.authorization },
      body: body === undefined ? '' : JSON.stringify(body),
    }
    const fault = faults.take(method, `/graph${url.pathname}`)
    const said = fault?.kind === 'answer' ? fault : await answer(part)
    responses.unshift({ id, status: said.status, headers: said.headers, body: jsonOf(said.body) })
  }
  return json(200, { responses })
}

const jsonOf = (body: string | undefined): unknown => (body === undefined || body === '' ? null : JSON.parse(body))
