import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import type { Seniority } from '#contract/posting-fields.ts'
import { dateFromText } from '#connectors/boards/dates.ts'
import { distinct, placesOf, postingOf, reject, webUrl } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, readRow } from '#connectors/boards/reading.ts'
import { remoteKindIn } from '#connectors/boards/work-terms.ts'
import { LAST_PAGE, pageRequest } from './client.ts'
import type { Wanted } from './client.ts'

const Named = z.array(z.object({ name: z.string() })).nullish()
const Page = z.object({
  results: z.array(z.unknown()),
  page_count: z.number().nullish(),
  items_per_page: z.number().nullish(),
  total: z.number().nullish(),
})
const Row = z.object({
  id: z.union([z.number(), z.string().min(1)]),
  name: z.string(),
  company: z.object({ name: z.string().nullish() }).nullish(),
  locations: Named,
  levels: Named,
  categories: Named,
  contents: z.string().nullish(),
  publication_date: z.string().nullish(),
  refs: z.object({ landing_page: z.string().nullish() }).nullish(),
})

const SENIORITY: Readonly<Record<string, Seniority>> = {
  Internship: 'intern',
  'Entry Level': 'junior',
  'Mid Level': 'mid',
  'Senior Level': 'senior',
}

export function readPage(request: BoardRequest, answer: BoardAnswer, wanted: Wanted): PageRead {
  const page = readJson(answer, Page)
  if (!page.ok) return page.failure
  const { results, page_count, items_per_page, total = null } = page.value
  const following = Number(request.step) + 1
  const more = results.length > 0 && following < (page_count ?? 0) && following <= LAST_PAGE
  return pageOfRows(results, normalize, {
    next: more ? pageRequest(wanted, following) : null,
    total,
    before: Number(request.step) * (items_per_page ?? Infinity),
  })
}

function normalize(raw: unknown): Normalized {
  return readRow(raw, Row, (row) => {
    const id = String(row.id)
    const url = webUrl(row.refs?.landing_page)
    if (url === null) return reject(id, 'no_url', 'It has no address.')
    const named = namesOf(row.locations)
    const places = named.filter((name) => remoteKindIn(name) === null)
    const levels = namesOf(row.levels)
    // "Flexible / Remote" stands among the places. Beside others it leaves the choice.
    const away = places.length < named.length
    return postingOf({
      board_id: 'the-muse',
      external_id: id,
      source_url: url,
      apply_url: url,
      title: row.name,
      company: { name: row.company?.name },
      locations: placesOf(places),
      remote: { kind: away ? (places.length === 0 ? 'remote' : 'hybrid') : null, how: 'parsed' },
      employment_words: levels,
      seniority: levels.length === 1 ? (SENIORITY[levels[0] ?? ''] ?? null) : null,
      description_html: row.contents,
      tags: namesOf(row.categories),
      posted: dateFromText(row.publication_date),
    })
  })
}

function namesOf(list: z.output<typeof Named>): string[] {
  return distinct((list ?? []).map((each) => each.name))
}
