import { z } from 'zod'
import { dateFromText } from '#connectors/boards/dates.ts'
import { isObject } from '#connectors/boards/json-ld/blocks.ts'
import { placeFromFields } from '#connectors/boards/place.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { readRow } from '#connectors/boards/reading.ts'
import { statedSalary } from '#connectors/boards/salary.ts'
import type { Bare, Named, OpenPage } from '#connectors/boards/open-page/site.ts'
import { objectsIn, stateAfter } from '#connectors/boards/open-page/state.ts'

const text = z.string().nullish()
const Row = z.object({
  slug: z.string().min(1),
  title: z.string(),
  refreshedAt: text,
  activatedAt: text,
  activeUntil: text,
  location: z.object({ city: text, country: text }).nullish(),
  employmentType: z.union([z.string(), z.object({ id: text, localizationValue: text })]).nullish(),
  companyInfo: z.object({ companyNameOverride: text, company: z.object({ companyName: text }).nullish() }).nullish(),
  salary: z.object({ minimum: z.number().nullish(), maximum: z.number().nullish(), currency: text }).nullish(),
  description: z.object({ content: text }).nullish(),
  application: z.object({ applyUrl: text }).nullish(),
})
type Row = z.output<typeof Row>

/** The postings in what the page keeps for itself, a graph whose parts point at each other. */
export function stateIn(page: OpenPage, of: (named: Named, bare: Bare) => Normalized): Normalized[] {
  const state = stateAfter(page.scripts, 'window.crate')
  const isJob = (object: Readonly<Record<string, unknown>>) => object['__typename'] === 'VisibleJob'
  const parts = new Map(
    objectsIn(state, (object) => Object.keys(object).some((key) => key.startsWith('VisibleJob:'))).flatMap(
      Object.entries,
    ),
  )
  return objectsIn(state, isJob).map((raw) =>
    readRow(resolved(raw, parts, 0), Row, (row) =>
      of({ id: row.slug, url: `https://www.xing.com/jobs/${row.slug}` }, bareOf(row)),
    ),
  )
}

function bareOf(row: Row): Bare {
  const place = placeFromFields({ city: row.location?.city, country: row.location?.country })
  const type = row.employmentType
  return {
    title: row.title,
    company: { name: row.companyInfo?.companyNameOverride ?? row.companyInfo?.company?.companyName },
    locations: place === null ? [] : [place],
    // What it shows as pay is its own estimate.
    salary: statedSalary({
      min: row.salary?.minimum,
      max: row.salary?.maximum,
      currency: row.salary?.currency,
      period: 'year',
      origin: 'predicted',
    }),
    employment_words: [typeof type === 'string' ? type : (type?.localizationValue ?? type?.id)],
    ...(row.application?.applyUrl ? { apply_url: row.application.applyUrl } : {}),
    description_html: row.description?.content,
    // When it was first published is not told.
    updated: dateFromText(row.refreshedAt ?? row.activatedAt),
    expires_at: dateFromText(row.activeUntil)?.at ?? null,
  }
}

function resolved(value: unknown, parts: ReadonlyMap<string, unknown>, depth: number): unknown {
  if (!isObject(value) || depth > 4) return value
  const reference = value['__ref']
  if (typeof reference === 'string') return resolved(parts.get(reference), parts, depth + 1)
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, resolved(part, parts, depth + 1)]))
}
