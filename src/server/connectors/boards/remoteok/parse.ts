import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import { dateFromEpoch, dateFromText } from '#connectors/boards/dates.ts'
import { htmlFromText, lineOf } from '#connectors/boards/html.ts'
import { areasFromText } from '#connectors/boards/place.ts'
import { postingOf, reject, webUrl } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, readRow } from '#connectors/boards/reading.ts'
import { StatedAmount, statedSalary } from '#connectors/boards/salary.ts'

const text = z.string().nullish()
// Its first element is no posting: it says under which terms the rest may be used.
const Notice = z.object({ legal: z.string() })
const Row = z.object({
  id: z.union([z.string().min(1), z.number()]),
  position: z.string(),
  company: text,
  company_logo: text,
  url: text,
  apply_url: text,
  epoch: z.number().nullish(),
  date: text,
  tags: z.array(z.string()).nullish(),
  description: text,
  location: text,
  salary_min: StatedAmount,
  salary_max: StatedAmount,
})

export function readPage(_request: BoardRequest, answer: BoardAnswer): PageRead {
  const feed = readJson(answer, z.array(z.unknown()))
  if (!feed.ok) return feed.failure
  const rows = feed.value.filter((row) => !Notice.safeParse(row).success)
  return pageOfRows(rows, normalize, { next: null, total: null })
}

function normalize(raw: unknown): Normalized {
  return readRow(raw, Row, (row) => {
    const id = String(row.id)
    const url = webUrl(row.url) ?? webUrl(row.apply_url)
    if (url === null) return reject(id, 'no_url', 'It has no address.')
    const where = lineOf(row.location ?? '').replace(/[,\s]+$/, '')
    return postingOf({
      board_id: 'remoteok',
      external_id: id,
      source_url: url,
      apply_url: row.apply_url,
      title: row.position,
      company: { name: row.company, logo_url: row.company_logo },
      locations: areasFromText(where),
      // The whole site is about remote work.
      remote: { kind: 'remote', how: 'stated', raw: where },
      // Amounts are US dollars a year; 0 where nobody said any.
      salary: statedSalary({ min: row.salary_min, max: row.salary_max, currency: 'USD', period: 'year' }),
      description_html: htmlFromText(row.description),
      tags: row.tags ?? [],
      posted: dateFromText(row.date) ?? dateFromEpoch(row.epoch, 's'),
    })
  })
}
