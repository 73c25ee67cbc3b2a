import { z } from 'zod'
import { jsonIn, looksLikePage } from '#connectors/calendar/conversation.ts'

/** developers.google.com/workspace/calendar/api/guides/errors */
const ErrorAnswer = z.object({
  error: z.object({ errors: z.array(z.object({ reason: z.string() })).min(1) }),
})

/** Google's reason for a refusal; its text may hold names and is left alone. */
export function reasonIn(status: number, text: string): string | null {
  const told = ErrorAnswer.safeParse(jsonIn(text))
  if (told.success) return told.data.error.errors[0]?.reason ?? null
  // A hotel's log-in refuses, too; Google's own servers apologise by a page when they are down.
  return status < 500 && looksLikePage(text) ? 'html' : null
}
