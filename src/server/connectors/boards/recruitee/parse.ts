import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import type { PostingLocation, PostingRemote } from '#domain/postings/posting.ts'
import { dateFromText, deadlineFromText } from '#connectors/boards/dates.ts'
import { levelOf } from '#connectors/boards/levels.ts'
import { placeFromFields } from '#connectors/boards/place.ts'
import { postingOf, reject } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, readRow } from '#connectors/boards/reading.ts'
import { StatedAmount, periodIn, statedSalary } from '#connectors/boards/salary.ts'
import type { CareerSite } from './client.ts'

const text = z.string().nullish()
const flag = z.boolean().nullish()
const Place = z.object({ city: text, state: text, country: text })
// `mailbox_email` takes applications by mail: it is for who applies, not for a list, and is not read.
const Row = z.object({
  id: z.number(),
  title: z.string(),
  status: text,
  careers_url: z.url(),
  careers_apply_url: z.url().nullish(),
  company_name: text,
  department: text,
  tags: z.array(z.string()).nullish(),
  city: text,
  state_name: text,
  country: text,
  locations: z.array(Place).nullish(),
  remote: flag,
  hybrid: flag,
  on_site: flag,
  employment_type_code: text,
  experience_code: text,
  // Period and currency are set even where nobody stated an amount.
  salary: z.object({ min: StatedAmount, max: StatedAmount, period: text, currency: text }).nullish(),
  description: text,
  requirements: text,
  translations: z.record(z.string(), z.unknown()).nullish(),
  published_at: text,
  created_at: text,
  updated_at: text,
  close_at: text,
})
type Row = z.output<typeof Row>

export function readPage(_request: BoardRequest, answer: BoardAnswer, site: CareerSite): PageRead {
  const list = readJson(answer, z.object({ offers: z.array(z.unknown()) }))
  if (!list.ok) return list.failure
  return pageOfRows(list.value.offers, (raw) => normalize(raw, site), { next: null, total: null })
}

function normalize(raw: unknown, site: CareerSite): Normalized {
  return readRow(raw, Row, (row) => {
    const id = String(row.id)
    if (row.status != null && row.status !== 'published')
      return reject(id, 'unlisted', 'The employer does not list this opening.')
    const languages = Object.keys(row.translations ?? {})
    return postingOf({
      board_id: 'recruitee',
      external_id: id,
      source_url: row.careers_url,
      apply_url: row.careers_apply_url ?? row.careers_url,
      ats: { vendor: 'recruitee', tenant: site.tenant, id, requisition_id: null },
      title: row.title,
      company: { name: row.company_name, fallback: site.company ?? site.tenant },
      locations: placesOf(row),
      remote: { kind: kindOf(row), how: 'stated' },
      salary: statedSalary({
        min: row.salary?.min,
        max: row.salary?.max,
        currency: row.salary?.currency,
        period: periodIn(row.salary?.period),
      }),
      employment_words: [row.employment_type_code],
      seniority: levelOf(row.experience_code),
      description_html: [row.description, row.requirements].join('\n'),
      tags: [row.department, ...(row.tags ?? [])],
      language: languages.length === 1 ? languages[0] : null,
      posted: dateFromText(row.published_at ?? row.created_at),
      updated: dateFromText(row.updated_at),
      expires_at: deadlineFromText(row.close_at),
    })
  })
}

// Three flags, of which several may be set: who may choose between home and office works in both.
function kindOf(row: Row): PostingRemote['kind'] | null {
  if (row.hybrid === true || (row.remote === true && row.on_site === true)) return 'hybrid'
  if (row.remote === true) return 'remote'
  return row.on_site === true ? 'onsite' : null
}

function placesOf(row: Row): PostingLocation[] {
  const flat = { city: row.city, state: row.state_name, country: row.country }
  const places = row.locations?.length ? row.locations : [flat]
  return places
    .map(({ city, state, country }) => placeFromFields({ city, region: state, country }))
    .filter((place) => place !== null)
}
