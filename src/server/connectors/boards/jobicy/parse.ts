import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import { dateFromText } from '#connectors/boards/dates.ts'
import { lineOf } from '#connectors/boards/html.ts'
import { areasFromText } from '#connectors/boards/place.ts'
import { postingOf } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, readRow } from '#connectors/boards/reading.ts'
import { StatedAmount, periodIn, statedSalary } from '#connectors/boards/salary.ts'

const text = z.string().nullish()
// Lists came as plain text in earlier versions.
const Words = z.union([z.array(z.string()), z.string().transform((word) => [word])]).nullish()
const Feed = z.object({ jobs: z.array(z.unknown()) })
const Row = z.object({
  id: z.union([z.number(), z.string().min(1)]),
  url: z.url(),
  jobTitle: z.string(),
  companyName: text,
  companyLogo: text,
  jobIndustry: Words,
  jobType: Words,
  jobGeo: text,
  jobLevel: text,
  jobExcerpt: text,
  jobDescription: text,
  pubDate: text,
  salaryMin: StatedAmount,
  salaryMax: StatedAmount,
  salaryCurrency: text,
  salaryPeriod: text,
})

export function readPage(_request: BoardRequest, answer: BoardAnswer): PageRead {
  const feed = readJson(answer, Feed)
  if (!feed.ok) return feed.failure
  return pageOfRows(feed.value.jobs, normalize, { next: null, total: null })
}

function normalize(raw: unknown): Normalized {
  return readRow(raw, Row, (row) => {
    const where = lineOf(row.jobGeo ?? '')
    return postingOf({
      board_id: 'jobicy',
      external_id: String(row.id),
      source_url: row.url,
      apply_url: row.url,
      title: row.jobTitle,
      company: { name: row.companyName, logo_url: row.companyLogo },
      locations: areasFromText(where),
      remote: { kind: 'remote', how: 'stated', raw: where },
      salary: statedSalary({
        min: row.salaryMin,
        max: row.salaryMax,
        currency: row.salaryCurrency,
        period: periodIn(row.salaryPeriod),
      }),
      employment_words: row.jobType ?? [],
      seniority_words: [row.jobLevel],
      description_html: row.jobDescription ?? row.jobExcerpt,
      tags: row.jobIndustry ?? [],
      posted: dateFromText(row.pubDate),
    })
  })
}
