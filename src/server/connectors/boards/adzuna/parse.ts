import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import { placeOf } from '#domain/postings/posting.ts'
import type { PostingLocation } from '#domain/postings/posting.ts'
import { dateFromText } from '#connectors/boards/dates.ts'
import { htmlFromText } from '#connectors/boards/html.ts'
import { NOT_NAMED, postingOf } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, readRow } from '#connectors/boards/reading.ts'
import { StatedAmount, statedSalary } from '#connectors/boards/salary.ts'
import { remoteKindIn } from '#connectors/boards/work-terms.ts'
import { CURRENCIES, PAGE, pageRequest } from './client.ts'
import type { Config } from './client.ts'

const text = z.string().nullish()
const Page = z.object({ results: z.array(z.unknown()), count: z.number().nullish() })
const Row = z.object({
  id: z.union([z.string().min(1), z.number()]),
  title: z.string(),
  redirect_url: z.url(),
  company: z.object({ display_name: text }).nullish(),
  location: z.object({ display_name: text, area: z.array(z.string()).nullish() }).nullish(),
  latitude: z.number().nullish(),
  longitude: z.number().nullish(),
  description: text,
  created: text,
  category: z.object({ label: text }).nullish(),
  salary_min: StatedAmount,
  salary_max: StatedAmount,
  salary_is_predicted: z.union([z.string(), z.number(), z.boolean()]).nullish(),
  contract_time: text,
  contract_type: text,
})
type Row = z.output<typeof Row>

export function readPage(request: BoardRequest, answer: BoardAnswer, config: Config): PageRead {
  const page = readJson(answer, Page)
  if (!page.ok) return page.failure
  const { results, count = null } = page.value
  const number = Number(request.step)
  const before = (number - 1) * PAGE
  const more = results.length > 0 && (count === null ? results.length >= PAGE : before + PAGE < count)
  const next = more ? pageRequest(config, number + 1) : null
  return pageOfRows(results, (raw) => normalize(raw, config), { next, total: count, before })
}

function normalize(raw: unknown, config: Config): Normalized {
  return readRow(raw, Row, (row) => {
    const url = withoutKey(row.redirect_url, config)
    const place = placeIn(row, config.country)
    const kind = remoteKindIn(place?.raw ?? '')
    return postingOf({
      board_id: 'adzuna',
      external_id: String(row.id),
      source_url: url,
      apply_url: url,
      title: row.title,
      company: { name: row.company?.display_name, fallback: NOT_NAMED },
      locations: place === null ? [] : [place],
      remote: { kind, how: 'parsed' },
      salary: statedSalary({
        min: row.salary_min,
        max: row.salary_max,
        currency: CURRENCIES[config.country],
        period: 'year',
        origin: ['1', 'true'].includes(String(row.salary_is_predicted)) ? 'predicted' : 'stated',
      }),
      employment_words: [row.contract_time, row.contract_type],
      // The beginning of the text only.
      description_html: htmlFromText(row.description),
      tags: [row.category?.label],
      posted: dateFromText(row.created),
    })
  })
}

// Links carry the name of the account, which is half of its key.
function withoutKey(address: string, { app_id, app_key }: Config): string {
  const url = new URL(address)
  for (const [name, value] of [...url.searchParams])
    if (value === app_id || value === app_key) url.searchParams.delete(name)
  return url.href
}

// From the country inwards: ["US", "California", "San Francisco"].
function placeIn(row: Row, country: string): PostingLocation | null {
  const [, ...inner] = row.location?.area ?? []
  const raw = row.location?.display_name ?? inner.toReversed().join(', ')
  if (raw === '') return null
  return placeOf(raw, {
    country: country.toUpperCase(),
    region: inner[0] ?? null,
    city: inner.length > 1 ? (inner.at(-1) ?? null) : null,
    lat: row.latitude ?? null,
    lng: row.longitude ?? null,
  })
}
