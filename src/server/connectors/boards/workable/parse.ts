import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import type { PostingLocation, PostingRemote } from '#domain/postings/posting.ts'
import { dateFromText } from '#connectors/boards/dates.ts'
import { levelOf } from '#connectors/boards/levels.ts'
import { placeFromFields } from '#connectors/boards/place.ts'
import { postingOf } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, readRow } from '#connectors/boards/reading.ts'
import type { Account } from './client.ts'

const text = z.string().nullish()
const Place = z.object({ city: text, region: text, country: text, countryCode: text, hidden: z.boolean().nullish() })
const Row = z.object({
  shortcode: z.string().min(1),
  title: z.string(),
  url: z.url(),
  application_url: z.url().nullish(),
  code: text,
  department: text,
  function: text,
  industry: text,
  employment_type: text,
  experience: text,
  telecommuting: z.boolean().nullish(),
  workplace_type: text,
  published_on: text,
  created_at: text,
  city: text,
  state: text,
  country: text,
  locations: z.array(Place).nullish(),
  description: text,
})
type Row = z.output<typeof Row>

const KINDS: Readonly<Record<string, PostingRemote['kind']>> = { remote: 'remote', hybrid: 'hybrid', on_site: 'onsite' }

export function readPage(_request: BoardRequest, answer: BoardAnswer, account: Account): PageRead {
  const list = readJson(answer, z.object({ name: text, jobs: z.array(z.unknown()) }))
  if (!list.ok) return list.failure
  const { name, jobs } = list.value
  const openings = [...Map.groupBy(jobs, shortcodeOf).values()]
  return pageOfRows(openings, (rows) => normalize(rows, { ...account, name }), { next: null, total: null })
}

// An opening in three places is three rows that differ in the place only.
function normalize(rows: unknown, account: Account & { name: string | null | undefined }): Normalized {
  return readRow(rows, z.tuple([Row], Row), (places) => {
    const [row] = places
    return postingOf({
      board_id: 'workable',
      external_id: row.shortcode,
      source_url: row.url,
      apply_url: row.application_url ?? row.url,
      ats: { vendor: 'workable', tenant: account.tenant, id: row.shortcode, requisition_id: row.code || null },
      title: row.title,
      company: { name: account.name, fallback: account.company ?? account.tenant },
      locations: distinctPlaces(places.flatMap(placesOf)),
      remote: { kind: kindOf(row), how: 'stated' },
      employment_words: [row.employment_type],
      seniority: levelOf(row.experience),
      description_html: row.description,
      tags: [row.department, row.function, row.industry],
      posted: dateFromText(row.published_on ?? row.created_at),
    })
  })
}

// `telecommuting: false` is what nobody filled in: it does not say "on site".
function kindOf(row: Row): PostingRemote['kind'] | null {
  const stated = KINDS[row.workplace_type ?? '']
  if (stated !== undefined) return stated
  return row.telecommuting === true || [row.city, row.state, row.country].some(isPseudo) ? 'remote' : null
}

function placesOf(row: Row): PostingLocation[] {
  const shown = (row.locations ?? []).filter((place) => place.hidden !== true)
  const flat = { city: row.city, region: row.state, country: row.country, countryCode: null }
  return ((row.locations ?? []).length > 0 ? shown : [flat])
    .map(({ city, region, country, countryCode }) => {
      const place = placeFromFields({ city: real(city), region: real(region), country: real(country) })
      return place === null ? null : { ...place, country: countryCode?.toUpperCase() || place.country }
    })
    .filter((place) => place !== null)
}

// "TELECOMMUTE" stands where a place would: it is none.
function real(name: string | null | undefined): string | null {
  return name == null || isPseudo(name) ? null : name
}

function isPseudo(name: string | null | undefined): boolean {
  return /^\s*telecommute\s*$/i.test(name ?? '')
}

function distinctPlaces(places: readonly PostingLocation[]): PostingLocation[] {
  return [...new Map(places.map((place) => [place.raw, place])).values()]
}

function shortcodeOf(raw: unknown): unknown {
  return typeof raw === 'object' && raw !== null && 'shortcode' in raw ? raw.shortcode : raw
}
