import { z } from 'zod'
import type { Asked } from '#domain/calendar/sync/errors.ts'
import type { CalendarFailure } from '#domain/calendar/sync/port.ts'
import { jsonIn, looksLikePage } from '#connectors/calendar/conversation.ts'
import type { Conversation } from '#connectors/calendar/conversation.ts'
import type { GraphAnswer } from './client.ts'

const Refused = z.object({
  error: z.object({ code: z.string(), innerError: z.object({ code: z.string() }).partial().nullish() }),
})

/** What an answer holds, or why there is nothing. */
export type Content<T> = { readonly kind: 'content'; readonly content: T } | CalendarFailure

/** What says more than the code around it: a cursor that is dead may be told within (learn.microsoft.com/graph/errors). */
const INNER = /syncStateNotFound|resyncRequired/i

/** A refusal by its status and Graph's own code (calendar.md §6.5). */
export function refusal(talk: Conversation, asked: Asked, answer: GraphAnswer, by_cursor = false): CalendarFailure {
  const { status, headers } = answer
  return talk.failed({ asked, status, code: codeIn(answer.text()), retry_after: headers['retry-after'], by_cursor })
}

function codeIn(text: string): string | null {
  const said = Refused.safeParse(jsonIn(text))
  if (!said.success) return null
  const { code, innerError } = said.data.error
  return innerError?.code !== undefined && INNER.test(innerError.code) ? innerError.code : code
}

/** The JSON of an answer with a good status, or the failure that there is none. */
export function contentOf<T>(
  talk: Conversation,
  { asked, answer, schema }: { asked: Asked; answer: GraphAnswer; schema: z.ZodType<T> },
): Content<T> {
  const { status } = answer
  const text = answer.text()
  if (looksLikePage(text)) return talk.failed({ asked, status, code: 'html' })
  const read = schema.safeParse(jsonIn(text))
  return read.success ? { kind: 'content', content: read.data } : talk.failed({ asked, status, code: 'bad_json' })
}
