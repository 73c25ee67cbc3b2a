import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import type { Seniority } from '#contract/posting-fields.ts'
import { dateFromEpoch } from '#connectors/boards/dates.ts'
import { countryOfField } from '#connectors/boards/place.ts'
import { placesOf, postingOf, reject, webUrl } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, readRow } from '#connectors/boards/reading.ts'
import { StatedAmount, periodIn, statedSalary } from '#connectors/boards/salary.ts'
import { pageRequest } from './client.ts'
import type { Wanted } from './client.ts'

const text = z.string().nullish()
const Words = z.array(z.string()).nullish()
const Page = z.object({ jobs: z.array(z.unknown()), totalCount: z.number().nullish() })
const Row = z.object({
  guid: text,
  applicationLink: text,
  title: z.string(),
  companyName: text,
  companyLogo: text,
  employmentType: text,
  minSalary: StatedAmount,
  maxSalary: StatedAmount,
  currency: text,
  salaryPeriod: text,
  seniority: Words,
  locationRestrictions: Words,
  categories: Words,
  parentCategories: Words,
  excerpt: text,
  description: text,
  pubDate: z.number().nullish(),
  expiryDate: z.number().nullish(),
})

const SENIORITY: Readonly<Record<string, Seniority>> = {
  'Entry-level': 'junior',
  'Mid-level': 'mid',
  Senior: 'senior',
  Director: 'director',
  Executive: 'executive',
}

export function readPage(request: BoardRequest, answer: BoardAnswer, wanted: Wanted): PageRead {
  const page = readJson(answer, Page)
  if (!page.ok) return page.failure
  const { jobs, totalCount = null } = page.value
  // By how many came, not by how many were asked for: what is asked for is clamped.
  const before = Number(request.step)
  const read = before + jobs.length
  const more = jobs.length > 0 && (totalCount === null || read < totalCount)
  return pageOfRows(jobs, normalize, { next: more ? pageRequest(wanted, read) : null, total: totalCount, before })
}

function normalize(raw: unknown): Normalized {
  return readRow(raw, Row, (row) => {
    const url = webUrl(row.guid) ?? webUrl(row.applicationLink)
    if (url === null) return reject(null, 'no_url', 'It has no address.')
    const where = row.locationRestrictions ?? []
    const countries = where.map(countryOfField)
    const [level, ...others] = row.seniority ?? []
    return postingOf({
      board_id: 'himalayas',
      external_id: new URL(url).pathname,
      source_url: url,
      apply_url: row.applicationLink,
      title: row.title,
      company: { name: row.companyName, logo_url: row.companyLogo },
      locations: placesOf(where),
      remote: {
        kind: 'remote',
        how: 'stated',
        raw: where.join(', '),
        countries: countries.every((code) => code !== null) ? countries : [],
      },
      salary: statedSalary({
        min: row.minSalary,
        max: row.maxSalary,
        currency: row.currency,
        period: periodIn(row.salaryPeriod),
      }),
      employment_words: [row.employmentType],
      // Several levels at once say none.
      seniority: others.length === 0 ? (SENIORITY[level ?? ''] ?? null) : null,
      description_html: row.description ?? row.excerpt,
      tags: [...(row.categories ?? []), ...(row.parentCategories ?? [])].map((tag) => tag.replaceAll('-', ' ')),
      posted: dateFromEpoch(row.pubDate, 's'),
      expires_at: dateFromEpoch(row.expiryDate, 's')?.at ?? null,
    })
  })
}
