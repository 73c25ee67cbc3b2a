import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import type { PostingSalary, RemoteKind } from '#domain/postings/posting.ts'
import { dateFromEpoch } from '#connectors/boards/dates.ts'
import { countryOfField, placeFromText } from '#connectors/boards/place.ts'
import { distinct, postingOf } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, readRow } from '#connectors/boards/reading.ts'
import { periodIn, statedSalary } from '#connectors/boards/salary.ts'
import { remoteKindIn } from '#connectors/boards/work-terms.ts'
import { OVERLAP, PAGE, listRequest } from './client.ts'
import type { Site } from './client.ts'

const text = z.string().nullish()
const Row = z.object({
  id: z.string().min(1),
  text: z.string(),
  hostedUrl: z.url(),
  applyUrl: z.url().nullish(),
  createdAt: z.number().nullish(),
  country: text,
  workplaceType: text,
  categories: z
    .object({
      commitment: text,
      location: text,
      team: text,
      department: text,
      level: text,
      allLocations: z.array(z.string()).nullish(),
    })
    .nullish(),
  opening: text,
  description: text,
  descriptionBody: text,
  additional: text,
  lists: z.array(z.object({ text, content: text })).nullish(),
  salaryRange: z
    .object({ currency: text, interval: text, min: z.number().nullish(), max: z.number().nullish() })
    .nullish(),
  salaryDescriptionPlain: text,
})
type Row = z.output<typeof Row>

const KINDS: Readonly<Record<string, RemoteKind>> = {
  remote: 'remote',
  hybrid: 'hybrid',
  'on-site': 'onsite',
  onsite: 'onsite',
}

export function readPage(request: BoardRequest, answer: BoardAnswer, site: Site): PageRead {
  const list = readJson(answer, z.array(z.unknown()))
  if (!list.ok) return list.failure
  const next = list.value.length >= PAGE ? listRequest(site, Number(request.step) + PAGE - OVERLAP) : null
  return pageOfRows(list.value, (raw) => normalize(raw, site), { next, total: null })
}

function normalize(raw: unknown, site: Site): Normalized {
  return readRow(raw, Row, (row) => {
    const { categories } = row
    const names = distinct([categories?.location, ...(categories?.allLocations ?? [])])
    const first = names[0] ?? ''
    const stated = KINDS[row.workplaceType ?? ''] ?? null
    return postingOf({
      board_id: 'lever',
      external_id: row.id,
      source_url: row.hostedUrl,
      apply_url: row.applyUrl ?? row.hostedUrl,
      ats: { vendor: 'lever', tenant: site.tenant, id: row.id, requisition_id: null },
      title: row.text,
      company: { name: null, fallback: site.company ?? site.tenant },
      // `country` belongs to the primary location only.
      locations: names.map((name) => placeFromText(name, name === first ? countryOfField(row.country) : null)),
      remote: {
        kind: stated ?? remoteKindIn(first),
        how: stated === null ? 'parsed' : 'stated',
        raw: /remote/i.test(first) ? first : null,
      },
      salary: payOf(row),
      employment_words: [categories?.commitment],
      seniority_words: [categories?.level],
      description_html: descriptionOf(row),
      tags: [categories?.department, categories?.team],
      posted: dateFromEpoch(row.createdAt, 'ms'),
    })
  })
}

// A posting comes in pieces: opening, body, headed lists, closing.
function descriptionOf(row: Row): string {
  const body = row.descriptionBody ? `${row.opening ?? ''}${row.descriptionBody}` : (row.description ?? '')
  const lists = (row.lists ?? []).map((list) => `<h3>${list.text ?? ''}</h3><ul>${list.content ?? ''}</ul>`)
  return [body, ...lists, row.additional ?? ''].join('\n')
}

function payOf(row: Row): PostingSalary | null {
  const range = row.salaryRange
  // `one-time` amounts are bonuses, not pay for a period.
  if (!range || range.interval === 'one-time')
    return statedSalary({ min: null, max: null, currency: null, period: null, raw: row.salaryDescriptionPlain })
  return statedSalary({
    min: range.min,
    max: range.max,
    currency: range.currency,
    period: periodIn(range.interval),
    raw: row.salaryDescriptionPlain,
  })
}
