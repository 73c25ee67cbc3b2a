import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import { dateFromEpoch } from '#connectors/boards/dates.ts'
import { placesOf, postingOf } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, readRow } from '#connectors/boards/reading.ts'
import { remoteKindIn } from '#connectors/boards/work-terms.ts'
import { pageRequest } from './client.ts'

const Page = z.object({ data: z.array(z.unknown()), links: z.object({ next: z.string().nullish() }).nullish() })
const Row = z.object({
  slug: z.string().min(1),
  company_name: z.string(),
  title: z.string(),
  description: z.string(),
  remote: z.boolean(),
  url: z.url(),
  tags: z.array(z.string()),
  job_types: z.array(z.string()),
  location: z.string(),
  created_at: z.number(),
})

export function readPage(request: BoardRequest, answer: BoardAnswer, config: { visa_sponsorship: boolean }): PageRead {
  const page = readJson(answer, Page)
  if (!page.ok) return page.failure
  // `links.last` is always null and page sizes vary: the feed ends where it names no next page, or a page is empty.
  const more = typeof page.value.links?.next === 'string' && page.value.data.length > 0
  const next = more ? pageRequest(Number(request.step) + 1, config.visa_sponsorship) : null
  return pageOfRows(page.value.data, normalize, { next, total: null })
}

function normalize(raw: unknown): Normalized {
  return readRow(raw, Row, (row) => {
    const said = remoteKindIn(row.location)
    return postingOf({
      board_id: 'arbeitnow',
      external_id: row.slug,
      source_url: row.url,
      title: row.title,
      company: { name: row.company_name },
      locations: placesOf([row.location]),
      // `remote: false` is what the feed says of everything that is not marked; it does not mean "on site".
      remote: { kind: said ?? (row.remote ? 'remote' : null), how: said === null ? 'stated' : 'parsed' },
      // The one list holds both: "Full-time", "Working student", "berufserfahren", "teamleitung".
      employment_words: row.job_types,
      seniority_words: row.job_types,
      description_html: row.description,
      tags: row.tags,
      posted: dateFromEpoch(row.created_at, 's'),
    })
  })
}
