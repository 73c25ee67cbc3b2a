import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import { dateFromText } from '#connectors/boards/dates.ts'
import { toldIn } from '#connectors/boards/json-ld/job-posting.ts'
import { postingOf } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, readRow } from '#connectors/boards/reading.ts'
import { nextRequest } from './client.ts'
import type { CareerSite } from './client.ts'

const Feed = z.object({ title: z.string().nullish(), next_url: z.string().nullish(), items: z.array(z.unknown()) })
const Row = z.object({
  id: z.string().min(1),
  title: z.string(),
  url: z.url(),
  content_html: z.string().nullish(),
  date_published: z.string().nullish(),
  _jobposting: z.record(z.string(), z.unknown()).nullish(),
})
type Row = z.output<typeof Row>

export function readPage(_request: BoardRequest, answer: BoardAnswer, site: CareerSite): PageRead {
  const feed = readJson(answer, Feed)
  if (!feed.ok) return feed.failure
  const { items, next_url, title } = feed.value
  return pageOfRows(items, (raw) => normalize(raw, { ...site, title }), {
    next: next_url ? nextRequest(site, next_url) : null,
    total: null,
  })
}

function normalize(raw: unknown, site: CareerSite & { title: string | null | undefined }): Normalized {
  return readRow(raw, Row, (row) => {
    const told = toldIn(row._jobposting ?? {}, { url: row.url, closed: false })
    const id = idOf(row)
    return postingOf({
      ...told,
      board_id: 'teamtailor',
      external_id: id,
      source_url: row.url,
      apply_url: row.url,
      ats: { vendor: 'teamtailor', tenant: site.tenant, id, requisition_id: null },
      title: row.title,
      company: { ...told.company, fallback: site.company ?? (site.title || site.tenant) },
      description_html: told.description_html ?? row.content_html,
      posted: told.posted ?? dateFromText(row.date_published),
    })
  })
}

// The number in the address is the opening; the id of the row belongs to the feed.
function idOf(row: Row): string {
  return /\/jobs\/(\d+)/.exec(row.url)?.[1] ?? row.id
}
