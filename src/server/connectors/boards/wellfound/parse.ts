import { z } from 'zod'
import { dateFromEpoch } from '#connectors/boards/dates.ts'
import { htmlFromText } from '#connectors/boards/html.ts'
import { isObject } from '#connectors/boards/json-ld/blocks.ts'
import { placesOf } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { readRow } from '#connectors/boards/reading.ts'
import { parsedSalary } from '#connectors/boards/salary.ts'
import type { Bare, Named, OpenPage } from '#connectors/boards/open-page/site.ts'
import { objectsIn, stateAfter } from '#connectors/boards/open-page/state.ts'

const text = z.string().nullish()
const Row = z.object({
  id: z.union([z.string().min(1), z.number()]).transform(String),
  title: z.string(),
  slug: text,
  compensation: text,
  remote: z.boolean().nullish(),
  // Once a list, once an object that holds one.
  locationNames: z
    .union([z.array(z.string()), z.object({ json: z.array(z.string()) }).transform(({ json }) => json)])
    .nullish(),
  jobType: text,
  liveStartAt: z.number().nullish(),
  description: text,
})
type Row = z.output<typeof Row>
type Company = { readonly name: string | null; readonly logo_url: string | null }

/** The postings among the nodes of the page's data; whose they are is told by the companies that point at them. */
export function stateIn(page: OpenPage, of: (named: Named, bare: Bare) => Normalized): Normalized[] {
  const data = stateAfter(page.scripts, '')
  const companies = companiesIn(data)
  return objectsIn(data, (object) => object['__typename'] === 'JobListingSearchResult').map((raw) =>
    readRow(raw, Row, (row) => {
      const url = `https://wellfound.com/jobs/${row.id}${row.slug ? `-${row.slug}` : ''}`
      return of({ id: row.id, url }, bareOf(row, companies.get(row.id) ?? { name: null, logo_url: null }))
    }),
  )
}

function companiesIn(data: unknown): Map<string, Company> {
  const found = objectsIn(data, (object) => object['__typename'] === 'StartupResult')
  return new Map(
    found.flatMap((startup) => {
      const company = { name: wordIn(startup['name']), logo_url: wordIn(startup['logoUrl']) }
      const listed = startup['highlightedJobListings']
      const ids = Array.isArray(listed) ? listed.flatMap(idOf) : []
      return ids.map((id) => [id, company] as const)
    }),
  )
}

// A reference, or the posting itself.
function idOf(listing: unknown): string[] {
  if (!isObject(listing)) return []
  const reference = wordIn(listing['__ref'])?.split(':')[1] ?? wordIn(listing['id'])
  return reference === null ? [] : [reference]
}

function bareOf(row: Row, { name, logo_url }: Company): Bare {
  return {
    title: row.title,
    company: { name, logo_url },
    locations: placesOf(row.locationNames ?? []),
    remote: { kind: row.remote === true ? 'remote' : null, how: 'stated' },
    salary: parsedSalary(row.compensation ?? ''),
    employment_words: [row.jobType],
    description_html: htmlFromText(row.description),
    posted: dateFromEpoch(row.liveStartAt, 's'),
  }
}

function wordIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
