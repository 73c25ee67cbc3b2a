import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import type { JobPosting, PostingLocation } from '#domain/postings/posting.ts'
import { dateFromText } from '#connectors/boards/dates.ts'
import { htmlFromText } from '#connectors/boards/html.ts'
import { placeFromFields, townsFromField } from '#connectors/boards/place.ts'
import { postingOf, reject, webUrl } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, readRow, unreadable } from '#connectors/boards/reading.ts'
import { employerOf, idOf, pageRequest, placeOfPage } from './client.ts'
import type { Media } from './client.ts'
import { isUnknownMedium } from './errors.ts'

const text = z.string().nullish()
const Page = z.object({ jobs: z.array(z.unknown()), total: z.number() })
const Row = z.object({
  id: z.union([z.string().min(1), z.number()]),
  title: z.string(),
  // Each employer has a list of its own, some with numbers for names.
  attributes: z.record(z.string(), z.array(z.string()).nullish()).nullish(),
  szas: z.record(z.string(), z.string().nullish()),
  links: z.object({ directlink: text }).nullish(),
  start_date: text,
  end_date: text,
  last_modification_timestamp: text,
  language: text,
})
type Row = z.output<typeof Row>

const HEADINGS: Readonly<Record<string, readonly [string, string]>> = {
  de: ['Aufgaben', 'Profil'],
  fr: ['Missions', 'Profil'],
  it: ['Compiti', 'Profilo'],
}

export function readPage(request: BoardRequest, answer: BoardAnswer, { media }: { media: Media }): PageRead {
  const at = placeOfPage(request)
  const medium = media[at.medium] ?? ''
  const following = media[at.medium + 1]
  const nextMedium = (answered: boolean) =>
    following === undefined ? null : pageRequest(following, { medium: at.medium + 1, offset: 0, answered })
  if (isUnknownMedium(answer)) {
    const next = nextMedium(at.answered)
    const detail = `There is no medium ${idOf(medium)}. Was the careers page moved?`
    if (next === null && !at.answered) return unreadable('not_found_tenant', detail).failure
    const reject = { external_id: idOf(medium), reason: 'not_a_job', detail } as const
    return { kind: 'page', items: [], rejects: [reject], next, total: null }
  }
  const page = readJson(answer, Page)
  if (!page.ok) return page.failure
  const { jobs, total } = page.value
  const offset = at.offset + jobs.length
  const next = offset < total ? pageRequest(medium, { ...at, offset, answered: true }) : nextMedium(true)
  const read = pageOfRows(jobs, (raw) => normalize(raw, medium), { next, total, before: at.offset })
  // What it counts is of this medium alone.
  return read.kind === 'page' ? { ...read, total: null } : read
}

function normalize(raw: unknown, medium: string): Normalized {
  return readRow(raw, Row, (row) => {
    const id = String(row.id)
    const { szas } = row
    const url = webUrl(row.links?.directlink) ?? webUrl(szas['sza_apply_link'])
    if (url === null) return reject(id, 'no_url', 'It has no address.')
    return postingOf({
      board_id: 'prospective',
      external_id: id,
      source_url: url,
      apply_url: szas['sza_apply_link'],
      title: row.title,
      company: { name: szas['sza_company'] ?? null, fallback: employerOf(medium) || `Prospective ${idOf(medium)}` },
      locations: ['', '.2', '.3', '.4', '.5'].flatMap((nth) => placesAt(row, nth)),
      employment_words: [szas['sza_employment_type'], ...(row.attributes?.['beschaeftigungsart'] ?? [])],
      workload: workloadOf(szas['sza_pensum.min'], szas['sza_pensum.max']),
      description_html: descriptionOf(row),
      tags: [szas['sza_industry'], ...(row.attributes?.['fachbereich'] ?? [])],
      language: row.language,
      posted: dateFromText(row.start_date),
      updated: dateFromText(row.last_modification_timestamp),
      expires_at: dateFromText(row.end_date)?.at ?? null,
    })
  })
}

function placesAt(row: Row, nth: string): PostingLocation[] {
  const field = (name: string) => row.szas[`sza_location${nth}.${name}`]
  const raw = row.szas[`sza_location${nth}`]
  const towns = townsFromField(field('city'), raw)
  const [region, country] = [field('region'), field('country')]
  if (towns.length > 1) return towns.flatMap((city) => placeFromFields({ city, region, country }) ?? [])
  const place = placeFromFields({ city: towns[0], region, country, raw: raw ?? field('city') })
  return place === null ? [] : [place]
}

function workloadOf(low: string | null | undefined, high: string | null | undefined): JobPosting['workload'] {
  const [min, max] = [Number(low), Number(high)]
  return min > 0 && min <= max && max <= 100 ? { min, max } : null
}

function descriptionOf(row: Row): string {
  const [tasks, profile] = HEADINGS[row.language ?? ''] ?? ['Tasks', 'Profile']
  const parts = [
    ['', row.szas['sza_introduction']],
    [`<h3>${tasks}</h3>`, row.szas['sza_tasks']],
    [`<h3>${profile}</h3>`, row.szas['sza_requirements']],
    ['', row.szas['sza_offer']],
  ]
  return parts.flatMap(([heading, html]) => (html ? `${heading}${htmlFromText(html)}` : [])).join('\n')
}
