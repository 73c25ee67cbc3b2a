import { z } from 'zod'
import { dateFromText } from '#connectors/boards/dates.ts'
import { htmlFromText } from '#connectors/boards/html.ts'
import { placeFromFields } from '#connectors/boards/place.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { readRow } from '#connectors/boards/reading.ts'
import { periodIn, statedSalary } from '#connectors/boards/salary.ts'
import type { Bare, Named, OpenPage } from '#connectors/boards/open-page/site.ts'
import { objectsIn, stateAfter } from '#connectors/boards/open-page/state.ts'

const text = z.string().nullish()
const Hit = z.object({
  slug: z.string().min(1),
  name: z.string(),
  organization: z.object({ name: text, slug: z.string().min(1) }),
  contract_type: text,
  office: z.object({ city: text, state: text, country: text, country_code: text }).nullish(),
  remote: text,
  salary_minimum: z.number().nullish(),
  salary_maximum: z.number().nullish(),
  salary_currency: text,
  salary_period: text,
  published_at: text,
  language: text,
  department: text,
  profile: text,
})
type Hit = z.output<typeof Hit>

const REMOTE: Readonly<Record<string, 'onsite' | 'hybrid' | 'remote'>> = {
  no: 'onsite',
  punctual: 'hybrid',
  partial: 'hybrid',
  fulltime: 'remote',
}

// /en/companies/acme/jobs/baker_paris
export function named(url: URL): Named | null {
  const [, organization = '', slug] = /^(?:\/[a-z]{2})?\/companies\/([^/]+)\/jobs\/([^/]+)$/.exec(url.pathname) ?? []
  return slug === undefined ? null : { id: `${organization}/${slug}`, url: `${url.origin}${url.pathname}` }
}

/** The hits of a search, from a page's scripts or as its own search answers them. */
export function stateIn(page: OpenPage, of: (named: Named, bare: Bare) => Normalized): Normalized[] {
  const data = stateAfter([page.html.trimStart().startsWith('{') ? page.html : '', ...page.scripts], '')
  const isHit = (object: Readonly<Record<string, unknown>>) =>
    'slug' in object && 'name' in object && 'office' in object
  return objectsIn(data, isHit).map((raw) =>
    readRow(raw, Hit, (hit) => {
      const id = `${hit.organization.slug}/${hit.slug}`
      const path = `companies/${hit.organization.slug}/jobs/${hit.slug}`
      return of({ id, url: `https://www.welcometothejungle.com/${hit.language ?? 'en'}/${path}` }, bareOf(hit))
    }),
  )
}

function bareOf(hit: Hit): Bare {
  const { office } = hit
  const place = placeFromFields({
    city: office?.city,
    region: office?.state,
    country: office?.country_code ?? office?.country,
  })
  return {
    title: hit.name,
    company: { name: hit.organization.name },
    locations: place === null ? [] : [place],
    remote: { kind: REMOTE[hit.remote ?? ''] ?? null, how: 'stated' },
    salary: statedSalary({
      min: hit.salary_minimum,
      max: hit.salary_maximum,
      currency: hit.salary_currency,
      period: periodIn(hit.salary_period),
    }),
    employment_words: [hit.contract_type],
    description_html: htmlFromText(hit.profile),
    tags: [hit.department],
    language: hit.language,
    posted: dateFromText(hit.published_at),
  }
}
