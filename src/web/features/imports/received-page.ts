import { z } from 'zod'
import type { ImportBody } from '#contract/posting-import.ts'
import { WebUrl } from '#contract/wire.ts'

const LARGEST = 5_000_000

const Message = z.object({
  kind: z.literal('career-copilot:page'),
  html: z.string(),
  url: z.string().max(20_000),
})

export type Received =
  | { kind: 'page'; html: string; url: string | undefined; site: string | null }
  | { kind: 'foreign' | 'too_large' | 'empty' }

/**
 * What a message of the window that opened us brings; null: it is none of the bookmarklet's. Where it comes from is what
 * the browser says (`origin`), never what the page says: a page may send what it is itself, and no other site's.
 */
export function receivedFrom(data: unknown, origin: string): Received | null {
  const parsed = Message.safeParse(data)
  if (!parsed.success) return null
  const { html, url } = parsed.data
  if (html.trim() === '') return { kind: 'empty' }
  if (html.length > LARGEST) return { kind: 'too_large' }
  // A page of a file or of a closed frame has no site that it could speak for, so it is read without an address.
  if (origin === 'null') return { kind: 'page', html, url: undefined, site: null }
  if (!URL.canParse(url) || new URL(url).origin !== origin) return { kind: 'foreign' }
  return { kind: 'page', html, url: WebUrl.safeParse(url).data, site: new URL(url).hostname }
}

/** What was pasted: the source of a page, or the text of a posting. */
export function pastedBody(pasted: string): Pick<ImportBody, 'html' | 'text'> {
  return /<[a-z!/][^>]*>/i.test(pasted) ? { html: pasted } : { text: pasted }
}

/** The token in the address of the receiving page; null where it is none. */
export function tokenIn(hash: string): string | null {
  const token = hash.slice(1)
  return /^cc_[\w-]{20,200}$/.test(token) ? token : null
}
