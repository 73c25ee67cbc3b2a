import type { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead, Reject } from '#domain/postings/job-board-port.ts'
import { reject } from './posting-of.ts'
import type { Normalized } from './posting-of.ts'

const MOST_FIELDS = 6

export type Unreadable = { readonly ok: false; readonly failure: Extract<PageRead, { kind: 'failure' }> }
export type Read<Value> = { readonly ok: true; readonly value: Value } | Unreadable

/** A page that cannot be read. */
export function unreadable(outcome: Unreadable['failure']['outcome'], message: string): Unreadable {
  return { ok: false, failure: { kind: 'failure', outcome, message } }
}

/** JSON in the shape that is due. A web page, data that ends too early and data of another shape are told apart. */
export function readJson<Value>(answer: BoardAnswer, schema: z.ZodType<Value>): Read<Value> {
  const text = answer.text.trim()
  if (text.startsWith('<')) return unreadable('wrong_content', 'A web page came where data was expected.')
  const data = parsed(text)
  if (data === undefined) {
    const begun = text.startsWith('{') || text.startsWith('[')
    return begun
      ? unreadable('truncated', 'The data ends in the middle or is damaged.')
      : unreadable('wrong_content', 'Something other than data came.')
  }
  return readShape(data, schema)
}

/** The envelope of an answer; one that no longer fits is drift, not an empty page. */
export function readShape<Value>(data: unknown, schema: z.ZodType<Value>): Read<Value> {
  const result = schema.safeParse(data)
  return result.success
    ? { ok: true, value: result.data }
    : unreadable('schema_drift', `The source changed its data: ${issueOf(result.error)}.`)
}

/** One row: a bad one costs itself only. */
export function readRow<Row>(raw: unknown, schema: z.ZodType<Row>, normalize: (row: Row) => Normalized): Normalized {
  const result = schema.safeParse(raw)
  return result.success ? normalize(result.data) : reject(idOf(raw), 'schema', issueOf(result.error))
}

/**
 * The rows of a page as postings and rejects. When not one row fits its schema the source has changed,
 * and that is a failure of the page. So is a page of nothing where the source counts more (`before`: rows of earlier pages).
 */
export function pageOfRows(
  rows: readonly unknown[],
  normalize: (raw: unknown) => Normalized | readonly Normalized[],
  { before = Infinity, ...more }: { next: BoardRequest | null; total: number | null; before?: number },
): PageRead {
  if (rows.length === 0 && more.total !== null && before < more.total)
    return unreadable('truncated', `The source counts ${more.total} postings, and none is on this page.`).failure
  const reads = rows.flatMap((row) => normalize(row))
  const items = reads.flatMap((read) => (read.ok ? [read.posting] : []))
  const rejects = reads.flatMap((read): Reject[] => (read.ok ? [] : [read.reject]))
  const first = rejects[0]
  if (
    rows.length > 0 &&
    first !== undefined &&
    items.length === 0 &&
    rejects.every((entry) => entry.reason === 'schema')
  ) {
    return { kind: 'failure', outcome: 'schema_drift', message: `The source changed its data: ${first.detail}.` }
  }
  return { kind: 'page', items, rejects, ...more }
}

function parsed(text: string): unknown {
  try {
    const data: unknown = JSON.parse(text)
    return data
  } catch {
    return undefined
  }
}

// The fields that do not fit, in words: who reads it knows the site, not our schemas.
function issueOf(error: z.ZodError): string {
  const fields = error.issues.map(({ path, message }) => {
    const name = path.length === 0 ? 'the whole of it' : `"${path.join('.')}"`
    return /received undefined/.test(message) ? `${name} is missing` : `${name} has another form`
  })
  return [...new Set(fields)].slice(0, MOST_FIELDS).join(', ')
}

function idOf(raw: unknown): string | null {
  if (typeof raw !== 'object' || raw === null) return null
  const id = 'id' in raw ? raw.id : 'slug' in raw ? raw.slug : null
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null
}
