import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import type { PostingLocation, PostingRemote } from '#domain/postings/posting.ts'
import { dateFromText } from '#connectors/boards/dates.ts'
import { inPart } from '#connectors/boards/details.ts'
import { levelOf } from '#connectors/boards/levels.ts'
import { placeFromFields } from '#connectors/boards/place.ts'
import { postingOf, reject } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, readRow } from '#connectors/boards/reading.ts'
import { parsedSalary } from '#connectors/boards/salary.ts'
import { detailRequest, pageUrl } from './client.ts'
import type { CareerSite } from './client.ts'

const text = z.string().nullish()
const Row = z.object({
  id: z.union([z.string().min(1), z.number()]).transform(String),
  jobOpeningName: z.string(),
  jobOpeningStatus: text,
  departmentLabel: text,
  employmentStatusLabel: text,
  location: z.object({ city: text, state: text, addressCountry: text }).nullish(),
  atsLocation: z.object({ city: text, state: text, province: text, country: text }).nullish(),
  isRemote: z.boolean().nullish(),
  locationType: z.union([z.string(), z.number()]).nullish().transform(String),
  description: text,
  compensation: text,
  datePosted: text,
  minimumExperience: text,
})
type Row = z.output<typeof Row>

const List = z.object({ result: z.array(z.unknown()), meta: z.object({ totalCount: z.number() }).nullish() })
const Detail = z.object({ result: z.object({ jobOpening: z.record(z.string(), z.unknown()) }) })
const KINDS: Readonly<Record<string, PostingRemote['kind']>> = { '0': 'onsite', '1': 'remote', '2': 'hybrid' }

export function readPage(request: BoardRequest, answer: BoardAnswer, site: CareerSite): PageRead {
  if (request.step !== 'list') return readDetail(request.step, answer, site)
  const list = readJson(answer, List)
  if (!list.ok) return list.failure
  const { result, meta } = list.value
  const page = pageOfRows(result, (raw) => normalize(raw, site), { next: null, total: meta?.totalCount ?? null })
  return inPart(page, (posting) => detailRequest(site, posting.external_id))
}

function readDetail(id: string, answer: BoardAnswer, site: CareerSite): PageRead {
  const detail = readJson(answer, Detail)
  if (!detail.ok) return detail.failure
  const row = { ...detail.value.result.jobOpening, id }
  return pageOfRows([row], (raw) => normalize(raw, site), { next: null, total: 1 })
}

function normalize(raw: unknown, site: CareerSite): Normalized {
  return readRow(raw, Row, (row) => {
    if (row.jobOpeningStatus != null && row.jobOpeningStatus !== 'Open')
      return reject(row.id, 'unlisted', 'The employer does not list this opening any more.')
    const url = pageUrl(site, row.id)
    return postingOf({
      board_id: 'bamboohr',
      external_id: row.id,
      source_url: url,
      apply_url: url,
      ats: { vendor: 'bamboohr', tenant: site.tenant, id: row.id, requisition_id: null },
      title: row.jobOpeningName,
      company: { name: null, fallback: site.company ?? site.tenant },
      locations: placesOf(row),
      remote: { kind: row.isRemote === true ? 'remote' : (KINDS[row.locationType] ?? null), how: 'stated' },
      salary: parsedSalary(row.compensation ?? ''),
      employment_words: [row.employmentStatusLabel],
      seniority: levelOf(row.minimumExperience),
      description_html: row.description,
      tags: [row.departmentLabel],
      posted: dateFromText(row.datePosted),
    })
  })
}

// Either of the two is filled in; the other one is there with nothing in it.
function placesOf({ location, atsLocation }: Row): PostingLocation[] {
  const place =
    placeFromFields({ city: location?.city, region: location?.state, country: location?.addressCountry }) ??
    placeFromFields({
      city: atsLocation?.city,
      region: atsLocation?.state ?? atsLocation?.province,
      country: atsLocation?.country,
    })
  return place === null ? [] : [place]
}
