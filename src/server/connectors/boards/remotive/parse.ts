import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import { dateFromText } from '#connectors/boards/dates.ts'
import { placesOf, postingOf } from '#connectors/boards/posting-of.ts'
import { lineOf } from '#connectors/boards/html.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, readRow } from '#connectors/boards/reading.ts'
import { parsedSalary } from '#connectors/boards/salary.ts'

const Feed = z.object({ jobs: z.array(z.unknown()) })
const Row = z.object({
  id: z.union([z.number(), z.string().min(1)]),
  url: z.url(),
  title: z.string(),
  company_name: z.string(),
  company_logo: z.string().nullish(),
  category: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  job_type: z.string().nullish(),
  publication_date: z.string().nullish(),
  candidate_required_location: z.string().nullish(),
  salary: z.string().nullish(),
  description: z.string(),
})

export function readPage(_request: BoardRequest, answer: BoardAnswer): PageRead {
  const feed = readJson(answer, Feed)
  if (!feed.ok) return feed.failure
  return pageOfRows(feed.value.jobs, normalize, { next: null, total: feed.value.jobs.length })
}

function normalize(raw: unknown): Normalized {
  return readRow(raw, Row, (row) => {
    const where = lineOf(row.candidate_required_location ?? '')
    return postingOf({
      board_id: 'remotive',
      external_id: String(row.id),
      source_url: row.url,
      title: row.title,
      company: { name: row.company_name, logo_url: row.company_logo },
      locations: placesOf([where]),
      // The whole site is about remote work; where one may live is all that differs.
      remote: { kind: 'remote', how: 'stated', raw: where },
      salary: parsedSalary(row.salary ?? ''),
      employment_words: [row.job_type],
      description_html: row.description,
      tags: [row.category, ...(row.tags ?? [])],
      posted: dateFromText(row.publication_date),
    })
  })
}
