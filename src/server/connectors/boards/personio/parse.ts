import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import type { Seniority } from '#domain/postings/posting.ts'
import { dateFromText } from '#connectors/boards/dates.ts'
import { distinct, placesOf, postingOf } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readRow } from '#connectors/boards/reading.ts'
import { remoteKindIn } from '#connectors/boards/work-terms.ts'
import { readXml } from '#connectors/boards/xml.ts'
import { jobUrl } from './client.ts'
import type { CareerSite } from './client.ts'

const LISTS = [
  'workzag-jobs.position',
  'workzag-jobs.position.jobDescriptions.jobDescription',
  'workzag-jobs.position.additionalOffices.office',
]

const text = z.string().default('')
// An element without content is read as an empty string, whatever it would hold.
const orEmpty = <Shape extends z.ZodType>(shape: Shape) => z.union([shape, z.literal('')]).optional()
const Feed = z.object({
  'workzag-jobs': z.union([z.object({ position: z.array(z.unknown()) }), z.literal('')]),
})
const Row = z.object({
  id: z.string().min(1),
  name: z.string(),
  subcompany: text,
  office: text,
  additionalOffices: orEmpty(z.object({ office: z.array(z.string()) })),
  department: text,
  recruitingCategory: text,
  jobDescriptions: orEmpty(z.object({ jobDescription: z.array(z.object({ name: text, value: text })) })),
  employmentType: text,
  seniority: text,
  schedule: text,
  occupation: text,
  createdAt: text,
})
type Row = z.output<typeof Row>

const SENIORITY: Readonly<Record<string, Seniority>> = {
  student: 'intern',
  'entry-level': 'junior',
  experienced: 'mid',
  executive: 'executive',
}

export function readPage(_request: BoardRequest, answer: BoardAnswer, site: CareerSite): PageRead {
  const feed = readXml(answer, { root: 'workzag-jobs', schema: Feed, lists: LISTS })
  if (!feed.ok) return feed.failure
  const root = feed.value['workzag-jobs']
  const items = root === '' ? [] : root.position
  return pageOfRows(items, (raw) => normalize(raw, site), { next: null, total: null })
}

function normalize(raw: unknown, site: CareerSite): Normalized {
  return readRow(raw, Row, (row) => {
    const offices = distinct([row.office, ...(row.additionalOffices ? row.additionalOffices.office : [])])
    const url = jobUrl(site, row.id)
    return postingOf({
      board_id: 'personio',
      external_id: row.id,
      source_url: url,
      apply_url: url,
      ats: { vendor: 'personio', tenant: site.tenant, id: row.id, requisition_id: null },
      title: row.name,
      company: { name: row.subcompany, fallback: site.company ?? site.tenant },
      locations: placesOf(offices),
      remote: { kind: remoteKindIn(offices.join(' / ')), how: 'parsed' },
      employment_words: [row.employmentType, row.schedule],
      seniority: SENIORITY[row.seniority] ?? null,
      description_html: descriptionOf(row),
      tags: [row.department, row.recruitingCategory, row.occupation.replaceAll('_', ' ')],
      posted: dateFromText(row.createdAt),
    })
  })
}

// One CDATA section per headed part.
function descriptionOf(row: Row): string {
  const parts = row.jobDescriptions ? row.jobDescriptions.jobDescription : []
  return parts.map((part) => `<h3>${part.name}</h3>${part.value}`).join('\n')
}
