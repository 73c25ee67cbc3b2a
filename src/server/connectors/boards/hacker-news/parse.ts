import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import { dateFromText } from '#connectors/boards/dates.ts'
import { placesOf, postingOf, reject } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, unreadable } from '#connectors/boards/reading.ts'
import { parsedSalary } from '#connectors/boards/salary.ts'
import { commentUrl, threadRequest } from './client.ts'
import { offerIn } from './comment.ts'
import type { Offer } from './comment.ts'

const Threads = z.object({ hits: z.array(z.object({ objectID: z.string(), title: z.string().nullish() })) })
const Thread = z.object({ id: z.number(), title: z.string(), children: z.array(z.unknown()) })
const Comment = z.object({
  id: z.number(),
  author: z.string().nullish(),
  created_at: z.string(),
  text: z.string().nullish(),
})

const EMAIL =
  /[\w.+-]+\s?(?:@|\[at\]|\(at\)|\sat\s(?=\w+\s?(?:\[dot\]|\(dot\)|\sdot\s)))\s?[\w-]+(?:\s?(?:\.|\[dot\]|\(dot\)|\sdot\s)\s?[\w-]+)+/gi
const PHONE = /(?<![\w/=-])\(?\+?\d[\d ()./-]{8,}\d(?![\w/-])/g
const APPLY =
  /careers?|jobs?|apply|join|ashbyhq|greenhouse|lever\.co|workable|personio|recruitee|breezy|notion\.|typeform|forms\./i

export function readPage(request: BoardRequest, answer: BoardAnswer): PageRead {
  return request.step === 'thread' ? readThread(answer) : readThreads(answer)
}

// The same account also opens "Who wants to be hired?" and "Freelancer? Seeking freelancer?".
function readThreads(answer: BoardAnswer): PageRead {
  const threads = readJson(answer, Threads)
  if (!threads.ok) return threads.failure
  const hiring = threads.value.hits.find((hit) => /who is hiring\?/i.test(hit.title ?? ''))
  if (hiring === undefined) return unreadable('schema_drift', 'None of the newest threads asks who is hiring.').failure
  return { kind: 'page', items: [], rejects: [], next: threadRequest(hiring.objectID), total: null }
}

// Only direct answers are offers; what is below them is talk.
function readThread(answer: BoardAnswer): PageRead {
  const thread = readJson(answer, Thread)
  if (!thread.ok) return thread.failure
  return pageOfRows(thread.value.children, normalize, { next: null, total: null })
}

function normalize(raw: unknown): readonly Normalized[] {
  const comment = Comment.safeParse(raw)
  if (!comment.success)
    return [reject(null, 'schema', comment.error.issues[0]?.message ?? 'A comment of another shape.')]
  const { id, text } = comment.data
  const offer = text ? offerIn(text) : null
  if (offer === null || !text) return [reject(String(id), 'not_a_job', 'No offer: its first line has no parts.')]
  if (offer.roles.length === 0) return [reject(String(id), 'no_title', 'The first line names no role.')]
  return offer.roles.map((role, index) => postingFor(comment.data, text, offer, role, index))
}

function postingFor(
  comment: z.output<typeof Comment>,
  text: string,
  offer: Offer,
  role: string,
  index: number,
): Normalized {
  return postingOf({
    board_id: 'hacker-news',
    external_id: offer.roles.length === 1 ? String(comment.id) : `${comment.id}.${index + 1}`,
    source_url: commentUrl(comment.id),
    apply_url: offer.links.find((link) => APPLY.test(link)) ?? null,
    title: role,
    company: { name: offer.company, domain: domainOf(offer.links[0]) },
    locations: placesOf(offer.places),
    remote: { kind: offer.remote, how: 'parsed', raw: offer.remote_text },
    salary: parsedSalary(offer.salary_text ?? ''),
    employment_words: offer.employment,
    description_html: withoutContacts(text),
    posted: dateFromText(comment.created_at),
  })
}

// People write their address into a thread for its readers, not for databases. The comment itself is a click away.
function withoutContacts(html: string): string {
  const text = html
    .replaceAll('&#x2F;', '/')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#x40;', '@')
    .replaceAll('&#64;', '@')
  return text.replaceAll(EMAIL, '[address: see the comment]').replaceAll(PHONE, '[number: see the comment]')
}

function domainOf(link: string | undefined): string | null {
  const host = URL.parse(link ?? '')?.hostname.replace(/^www\./, '') ?? null
  return host === null || /ashbyhq|greenhouse|lever\.co|workable|notion|google|linkedin|github|ycombinator/.test(host)
    ? null
    : host
}
