import { z } from 'zod'
import { dateFromText } from '#connectors/boards/dates.ts'
import { placeFromFields } from '#connectors/boards/place.ts'
import { placesOf } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { readRow } from '#connectors/boards/reading.ts'
import type { Bare, Named, OpenPage } from '#connectors/boards/open-page/site.ts'
import { objectsIn, stateAfter } from '#connectors/boards/open-page/state.ts'

const text = z.string().nullish()
const Employer = z.union([z.string(), z.object({ name: text }).transform(({ name }) => name ?? null)]).nullish()
const Row = z.object({
  id: z.string().min(1),
  title: z.string(),
  company: Employer,
  place: text,
  locations: z.array(z.object({ city: text, cantonCode: text })).nullish(),
  // Some tell of a list of one or two, some of bounds by name.
  employmentGrades: z.array(z.number()).nullish(),
  employmentGrade: z.object({ min: z.number(), max: z.number() }).nullish().catch(null),
  publicationDate: text,
  initialPublicationDate: text,
})
type Row = z.output<typeof Row>

/** The vacancies in what the page's scripts are given. */
export function stateIn(page: OpenPage, of: (named: Named, bare: Bare) => Normalized): Normalized[] {
  const origin = page.url?.origin ?? 'https://www.jobs.ch'
  const isVacancy = (object: Readonly<Record<string, unknown>>) =>
    'title' in object && 'publicationDate' in object && /^[0-9a-f-]{36}$/.test(String(object['id']))
  return objectsIn(stateAfter(page.scripts, '__INIT__'), isVacancy).map((raw) =>
    readRow(raw, Row, (row) => of({ id: row.id, url: `${origin}/en/vacancies/detail/${row.id}/` }, bareOf(row))),
  )
}

function bareOf(row: Row): Bare {
  const places = (row.locations ?? []).flatMap(
    ({ city, cantonCode }) => placeFromFields({ city, region: cantonCode, country: 'CH' }) ?? [],
  )
  const { min: low, max: high } = row.employmentGrade ?? {}
  const [min = low, max = high ?? min] = row.employmentGrades ?? []
  return {
    title: row.title,
    company: { name: row.company },
    // Half of them name their place in words only.
    locations: places.length > 0 ? places : placesOf([row.place]).map((place) => ({ ...place, country: 'CH' })),
    workload: min === undefined || max === undefined || min <= 0 || max > 100 ? null : { min, max },
    posted: dateFromText(row.publicationDate ?? row.initialPublicationDate),
  }
}
