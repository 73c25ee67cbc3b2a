import { RECEIVE_PAGE } from '#contract/posting-import.ts'
import { sendPage, type Receiver } from './send-page.ts'

/** What the bookmark is called when it is dragged to the bar. */
export const BOOKMARK_NAME = 'Save to Career Copilot'

/**
 * The address of the bookmark: the code that `sendPage` is, with where to send to and the token. Both go in as JSON, and
 * the whole is percent-encoded, so that no character of either can end a string, the address or an attribute.
 */
export function bookmarkletOf({ origin, token }: { origin: string; token: string }): string {
  const receiver: Receiver = { address: `${origin}${RECEIVE_PAGE}`, token }
  return `javascript:${encodeURIComponent(`void (${String(sendPage)})(${JSON.stringify(receiver)})`)}`
}
