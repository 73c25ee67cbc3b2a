import type { IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'

/**
 * What goes wrong with one request. The request of `slow`, `truncate` and `reset-after` does all it should, only its
 * answer is late, cut or lost; that of the others does nothing.
 */
export const Fault = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answer'),
    status: z.int(),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.string().default(''),
  }),
  z.object({ kind: z.literal('slow'), ms: z.int() }),
  z.object({ kind: z.literal('truncate') }),
  z.object({ kind: z.literal('html') }),
  z.object({ kind: z.literal('reset-before') }),
  z.object({ kind: z.literal('reset-after') }),
])
export type Fault = z.infer<typeof Fault>

/** Which requests go wrong. */
export const FaultMatch = z.object({
  method: z.string().optional(),
  /** A regular expression that the path matches, `/events$`. */
  path: z.string().optional(),
  /** How many of them; null: all, until `clear`. */
  times: z.int().nullable().default(1),
  /** How many of them go well before. */
  skip: z.int().default(0),
})
export type FaultMatch = z.input<typeof FaultMatch>

/** The faults that wait for their requests; the oldest that matches is taken. */
export class FaultQueue {
  #waiting: { fault: Fault; match: z.infer<typeof FaultMatch> }[] = []

  add(fault: z.input<typeof Fault>, match: FaultMatch = {}): void {
    this.#waiting.push({ fault: Fault.parse(fault), match: FaultMatch.parse(match) })
  }

  take(method: string, path: string): Fault | null {
    for (const waiting of this.#waiting) {
      const { match } = waiting
      if (match.method !== undefined && match.method !== method) continue
      if (match.path !== undefined && !new RegExp(match.path).test(path)) continue
      if (match.skip > 0) {
        match.skip -= 1
        continue
      }
      if (match.times !== null) match.times -= 1
      if (match.times === 0) this.#waiting = this.#waiting.filter((one) => one !== waiting)
      return waiting.fault
    }
    return null
  }

  clear(): void {
    this.#waiting = []
  }
}

/** A request as it came. */
export interface Ask {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** The same in the log, with what became of it; null: nothing was answered. */
export interface Asked extends Ask {
  status: number | null
}

/** Every request so far, for tests that look at one and benches that count them. */
export class RequestLog {
  readonly entries: Asked[] = []

  add(ask: Ask): Asked {
    const asked = { ...ask, status: null }
    this.entries.push(asked)
    return asked
  }

  /** How many requests had this method and a path that matches. */
  count(method: string, path: RegExp): number {
    return this.entries.filter((asked) => asked.method === method && path.test(asked.path)).length
  }

  clear(): void {
    this.entries.length = 0
  }
}
