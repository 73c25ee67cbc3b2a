import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import type { PostingLocation, PostingRemote } from '#domain/postings/posting.ts'
import { dateFromText } from '#connectors/boards/dates.ts'
import { inPart } from '#connectors/boards/details.ts'
import { levelOf } from '#connectors/boards/levels.ts'
import { countryByName, countryName, countryOfField, placeFromFields } from '#connectors/boards/place.ts'
import { postingOf, reject } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, readRow } from '#connectors/boards/reading.ts'
import { StatedAmount, periodIn, statedSalary } from '#connectors/boards/salary.ts'
import { listRequest, pageUrl, postingRequest } from './client.ts'
import type { Employer } from './client.ts'

const text = z.string().nullish()
const Label = z.object({ label: text }).nullish()
const Section = z.object({ title: text, text }).nullish()
const Row = z.object({
  id: z.string().min(1),
  name: z.string(),
  refNumber: text,
  visibility: text,
  company: z.object({ name: text }).nullish(),
  releasedDate: text,
  location: z
    .object({
      ...{ city: text, region: text, country: text, fullLocation: text },
      ...{ remote: z.boolean().nullish(), hybrid: z.boolean().nullish() },
    })
    .nullish(),
  department: Label,
  function: Label,
  industry: Label,
  typeOfEmployment: Label,
  experienceLevel: Label,
  language: z.object({ code: text }).nullish(),
  postingUrl: z.url().nullish(),
  applyUrl: z.url().nullish(),
  compensation: z.object({ min: StatedAmount, max: StatedAmount, currency: text, period: text }).nullish(),
  jobAd: z.object({ sections: z.record(z.string(), Section) }).nullish(),
})
type Row = z.output<typeof Row>

const List = z.object({ content: z.array(z.unknown()), totalFound: z.number() })
const SECTIONS = ['companyDescription', 'jobDescription', 'qualifications', 'additionalInformation']
const NOBODY =
  'It lists no opening. SmartRecruiters answers the same for an employer that it does not know: check the address.'

export function readPage(request: BoardRequest, answer: BoardAnswer, employer: Employer): PageRead {
  if (request.step !== 'posting') return readList(Number(request.step), answer, employer)
  const row = readJson(answer, z.unknown())
  if (!row.ok) return row.failure
  return pageOfRows([row.value], (raw) => normalize(raw, employer), { next: null, total: 1 })
}

// The server may serve fewer rows than it was asked for: the next page begins where this one ended.
function readList(offset: number, answer: BoardAnswer, employer: Employer): PageRead {
  const list = readJson(answer, List)
  if (!list.ok) return list.failure
  const { content, totalFound: total } = list.value
  const end = offset + content.length
  const next = content.length > 0 && end < total ? listRequest(employer, end) : null
  const page = inPart(
    pageOfRows(content, (raw) => normalize(raw, employer), { next, total }),
    (posting) => postingRequest(employer, posting.external_id),
  )
  return page.kind === 'page' && total === 0 ? { ...page, doubt: NOBODY } : page
}

function normalize(raw: unknown, employer: Employer): Normalized {
  return readRow(raw, Row, (row) => {
    if (row.visibility != null && row.visibility !== 'PUBLIC')
      return reject(row.id, 'unlisted', 'The employer does not list this opening.')
    const url = row.postingUrl ?? pageUrl(employer, row.id)
    return postingOf({
      board_id: 'smartrecruiters',
      external_id: row.id,
      source_url: url,
      apply_url: row.applyUrl ?? url,
      ats: {
        vendor: 'smartrecruiters',
        tenant: employer.tenant,
        id: row.id,
        requisition_id: row.refNumber ?? null,
      },
      title: row.name,
      company: { name: row.company?.name, fallback: employer.company ?? employer.tenant },
      locations: placesOf(row),
      remote: { kind: kindOf(row), how: 'stated' },
      salary: statedSalary({
        min: row.compensation?.min,
        max: row.compensation?.max,
        currency: row.compensation?.currency,
        period: periodIn(row.compensation?.period),
      }),
      employment_words: [row.typeOfEmployment?.label],
      seniority: levelOf(row.experienceLevel?.label),
      description_html: descriptionOf(row),
      tags: [row.department?.label, row.function?.label, row.industry?.label],
      language: row.language?.code,
      posted: dateFromText(row.releasedDate),
    })
  })
}

// `remote: false` is what nobody filled in.
function kindOf({ location }: Row): PostingRemote['kind'] | null {
  if (location?.hybrid === true) return 'hybrid'
  return location?.remote === true ? 'remote' : null
}

// Where no place is known, the country stands for the city and "Remote" for the region.
function placesOf({ location }: Row): PostingLocation[] {
  const country = countryOfField(location?.country)
  const city = country !== null && countryByName(location?.city ?? '') === country ? null : location?.city
  const region = /^remote$/i.test(location?.region ?? '') ? null : location?.region
  const place = placeFromFields({ city, region, country: country === null ? null : countryName(country) })
  return place === null ? [] : [place]
}

function descriptionOf({ jobAd }: Row): string {
  return SECTIONS.map((name) => jobAd?.sections[name])
    .filter((section) => (section?.text ?? '') !== '')
    .map((section) => `<h3>${section?.title ?? ''}</h3>${section?.text ?? ''}`)
    .join('\n')
}
