import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import { dateFromText, dayFirst, deadlineFromText } from '#connectors/boards/dates.ts'
import { inPart } from '#connectors/boards/details.ts'
import { htmlFromText } from '#connectors/boards/html.ts'
import { NOT_NAMED, placesOf, postingOf } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, readRow } from '#connectors/boards/reading.ts'
import { StatedAmount, periodIn, statedSalary } from '#connectors/boards/salary.ts'
import { remoteKindIn } from '#connectors/boards/work-terms.ts'
import { PAGE, jobRequest, searchRequest } from './client.ts'
import type { Config } from './client.ts'

const text = z.string().nullish()
const Row = z.object({
  jobId: z.union([z.number(), z.string().min(1)]).transform(String),
  jobTitle: z.string(),
  employerName: text,
  locationName: text,
  minimumSalary: StatedAmount,
  maximumSalary: StatedAmount,
  currency: text,
  salaryType: text,
  salary: text,
  date: text,
  datePosted: text,
  expirationDate: text,
  jobDescription: text,
  jobUrl: z.url(),
  externalUrl: text,
  contractType: text,
  jobType: text,
  partTime: z.boolean().nullish(),
  fullTime: z.boolean().nullish(),
})
type Row = z.output<typeof Row>

const Search = z.object({ results: z.array(z.unknown()), totalResults: z.number() })

export function readPage(request: BoardRequest, answer: BoardAnswer, config: Config): PageRead {
  if (request.step === 'job') {
    const row = readJson(answer, z.unknown())
    return row.ok ? pageOfRows([row.value], normalize, { next: null, total: 1 }) : row.failure
  }
  const search = readJson(answer, Search)
  if (!search.ok) return search.failure
  const { results, totalResults: total } = search.value
  const before = Number(request.step)
  const next = results.length > 0 && before + PAGE < total ? searchRequest(config, before + PAGE) : null
  return inPart(pageOfRows(results, normalize, { next, total, before }), (posting) => jobRequest(posting.external_id))
}

function normalize(raw: unknown): Normalized {
  return readRow(raw, Row, (row) =>
    postingOf({
      board_id: 'reed',
      external_id: row.jobId,
      source_url: row.jobUrl,
      apply_url: row.externalUrl ?? row.jobUrl,
      title: row.jobTitle,
      company: { name: row.employerName, fallback: NOT_NAMED },
      locations: placesOf([row.locationName]).map((place) => ({ ...place, country: place.country ?? 'GB' })),
      remote: { kind: remoteKindIn(`${row.jobTitle} ${row.locationName ?? ''}`), how: 'parsed' },
      salary: statedSalary({
        min: row.minimumSalary,
        max: row.maximumSalary,
        // Where none is named, they count in pounds.
        currency: row.currency ?? 'GBP',
        period: periodOf(row.salaryType),
        raw: row.salary,
      }),
      employment_words: [
        row.contractType,
        row.jobType,
        row.fullTime === true ? 'full-time' : null,
        row.partTime === true ? 'part-time' : null,
      ],
      description_html: htmlFromText(row.jobDescription),
      posted: dateFromText(dayFirst(row.datePosted ?? row.date)),
      expires_at: deadlineFromText(dayFirst(row.expirationDate)),
    }),
  )
}

// "per annum", "per day".
function periodOf(type: Row['salaryType']) {
  return /annum/i.test(type ?? '') ? 'year' : periodIn(type)
}
