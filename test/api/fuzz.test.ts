import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ErrorBody } from '#contract/wire.ts'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp } from '#kit/make-app.ts'
import { operationsOf } from './document.ts'
import type { ApiOperation } from './document.ts'
import { junkFor } from './junk.ts'
import type { JunkRequest } from './junk.ts'
import { startOutside } from './outside.ts'
import type { Outside } from './outside.ts'
import { makeVictim } from './victim.ts'
import type { Victim } from './victim.ts'

const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_121)
const PER_OPERATION = Number(process.env['FUZZ_RUNS'] ?? 60)
const AT_LEAST = 5_000

/** Ends the session that everything else is sent with; sent with a session of its own. */
const ENDS_SESSION = /\/auth\/logout|DELETE \/auth\/sessions|\/auth\/password$|\/users\/me\/deletion/
const TRACE = /\bat [\w.<>]+ \(|node_modules|\.ts:\d+|node:internal|PostgresError|syntax error at|violates/

let app: TestApp
let outside: Outside
let victim: Victim
let operations: readonly ApiOperation[]

beforeAll(async () => {
  outside = await startOutside()
  app = await makeApp({ OUTBOUND_REWRITE: JSON.stringify(outside.rewrites) })
  operations = await operationsOf(app)
  victim = await makeVictim(app, operations)
}, 300_000)

afterAll(async () => {
  await app.close()
  await outside.close()
})

interface Answered {
  readonly request: JunkRequest
  readonly status: number
  readonly text: string
  readonly body: unknown
}

async function send(request: JunkRequest, token: string): Promise<Answered> {
  const answer = await app.server.inject({
    method: request.operation.method as 'GET',
    url: request.url,
    headers: {
      authorization: `Bearer ${token}`,
      ...(request.payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...request.headers,
    },
    ...(request.payload === undefined ? {} : { payload: request.payload }),
  })
  const json = String(answer.headers['content-type'] ?? '').includes('json')
  return { request, status: answer.statusCode, text: answer.body, body: json ? answer.json() : null }
}

const say = ({ request, status, text }: Answered) =>
  `${request.operation.name} (${request.where}) -> ${status} ${text.slice(0, 200)} | ${request.url.slice(0, 200)} ${(request.payload ?? '').slice(0, 200)}`

describe('every operation with junk in each place', () => {
  it('answers without a 5xx, without a stack trace and in the one shape of errors', async () => {
    const problems: string[] = []
    const statuses = new Map<number, number>()
    let sent = 0
    for (const [index, operation] of operations.entries()) {
      const token = ENDS_SESSION.test(operation.name) ? (await app.register()).token : victim.person.token
      const ids = victim.idsFor(operation) ?? operation.path_params.map(() => '01939d6c-7f00-7000-8000-00000000dead')
      const requests = junkFor(operation, {
        hints: victim.hints,
        ids,
        count: PER_OPERATION,
        seed: SEED + index * 1_000,
      })
      for (const request of requests) {
        const answer = await send(request, token)
        sent += 1
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
        if (answer.status >= 500 || TRACE.test(answer.text)) problems.push(say(answer))
        else if (answer.status >= 400 && !ErrorBody.safeParse(answer.body).success)
          problems.push(`no error body: ${say(answer)}`)
      }
    }
    // One line for each operation and kind of problem.
    const kinds = [...new Map(problems.map((line) => [line.slice(0, line.indexOf('(')), line])).values()]
    expect(kinds.slice(0, 40), `${problems.length} of ${sent} requests`).toEqual([])
    expect(sent).toBeGreaterThanOrEqual(AT_LEAST)
    // A fuzz that is refused at the door reaches nothing: most requests have to be read as far as their fields.
    expect(statuses.get(422) ?? 0).toBeGreaterThan(sent / 5)
    expect(statuses.get(401) ?? 0).toBeLessThan(sent / 4)
  }, 600_000)

  it('still serves afterwards', async () => {
    expect((await app.request('GET', '/health/ready')).status).toBe(200)
    const somebody = await app.register()
    expect((await somebody.request('GET', '/auth/me')).status).toBe(200)
  })
})
