import { all, down, readXml } from './xml.ts'
import type { XmlElement } from './xml.ts'

/** What an answer says of one address (RFC 4918 §14.24). */
export interface DavResponse {
  readonly href: string
  /** Of the address as a whole; null where it stands with the properties. */
  readonly status: number | null
  /** Those that were found. */
  readonly props: ReadonlyMap<string, XmlElement>
  /** The precondition that was not met. */
  readonly error: string | null
}

export interface Multistatus {
  readonly responses: readonly DavResponse[]
  /** Where the next listing goes on (RFC 6578 §6.2). */
  readonly sync_token: string | null
}

const LONGEST_REFUSAL = 50_000

/** A multistatus; null for anything else, and for one that was cut off. */
export function readMultistatus(text: string): Multistatus | null {
  const root = readXml(text)
  if (root?.name !== 'multistatus') return null
  return { responses: all(root, 'response').map(responseOf), sync_token: down(root, 'sync-token')?.text || null }
}

/** The name of the precondition in the body of a refusal (RFC 4918 §16). */
export function preconditionIn(text: string): string | null {
  const root = text.length <= LONGEST_REFUSAL ? readXml(text) : null
  return root?.name === 'error' ? (root.children[0]?.name ?? null) : null
}

function responseOf(response: XmlElement): DavResponse {
  const found = all(response, 'propstat').filter((part) => statusOf(down(part, 'status')) === 200)
  const props = found.flatMap((part) => down(part, 'prop')?.children ?? [])
  return {
    href: down(response, 'href')?.text ?? '',
    status: statusOf(down(response, 'status')),
    props: new Map(props.map((prop) => [prop.name, prop])),
    error: down(response, 'error')?.children[0]?.name ?? null,
  }
}

function statusOf(element: XmlElement | undefined): number | null {
  const status = /^HTTP\/\S+\s+(\d{3})/.exec(element?.text ?? '')?.[1]
  return status === undefined ? null : Number(status)
}
