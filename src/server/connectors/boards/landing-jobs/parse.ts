import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import { dateFromText, deadlineFromText } from '#connectors/boards/dates.ts'
import { placeFromFields } from '#connectors/boards/place.ts'
import { postingOf } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, readRow } from '#connectors/boards/reading.ts'
import { StatedAmount, statedSalary } from '#connectors/boards/salary.ts'
import { pageRequest, placeOfPage } from './client.ts'

const text = z.string().nullish()
const Row = z.object({
  id: z.union([z.number(), z.string().min(1)]),
  title: z.string(),
  url: z.url(),
  company: z.object({ name: text }).nullish(),
  locations: z.array(z.object({ city: text, country_code: text })).nullish(),
  remote: z.boolean().nullish(),
  type: text,
  tags: z.array(z.string()).nullish(),
  gross_salary_low: StatedAmount,
  gross_salary_high: StatedAmount,
  currency_code: text,
  role_description: text,
  main_requirements: text,
  nice_to_have: text,
  perks: text,
  published_at: text,
  created_at: text,
  expires_at: text,
})
type Row = z.output<typeof Row>
const Id = z.object({ id: z.union([z.number(), z.string()]) })

export function readPage(request: BoardRequest, answer: BoardAnswer): PageRead {
  const page = readJson(answer, z.array(z.unknown()))
  if (!page.ok) return page.failure
  const { offset, before } = placeOfPage(request)
  const first = String(Id.safeParse(page.value[0]).data?.id ?? '')
  // At times the offset is passed over, and every page is the first one.
  const more = page.value.length > 0 && first !== '' && first !== before
  const next = more ? pageRequest({ offset: offset + page.value.length, before: first }) : null
  return pageOfRows(page.value, normalize, { next, total: null })
}

function normalize(raw: unknown): Normalized {
  return readRow(raw, Row, (row) =>
    postingOf({
      board_id: 'landing-jobs',
      external_id: String(row.id),
      source_url: row.url,
      apply_url: row.url,
      title: row.title,
      company: { name: row.company?.name, fallback: companyIn(row.url) },
      locations: (row.locations ?? []).flatMap(
        (place) => placeFromFields({ city: place.city, country: place.country_code }) ?? [],
      ),
      remote: { kind: row.remote === true ? 'remote' : null, how: 'stated' },
      salary: statedSalary({
        min: row.gross_salary_low,
        max: row.gross_salary_high,
        currency: row.currency_code,
        period: 'year',
      }),
      employment_words: [row.type],
      description_html: descriptionOf(row),
      tags: row.tags ?? [],
      posted: dateFromText(row.published_at) ?? dateFromText(row.created_at),
      expires_at: deadlineFromText(row.expires_at),
    }),
  )
}

// Rows name the employer only in their address: /at/acme-labs/senior-engineer.
function companyIn(url: string): string {
  const slug = /\/at\/([\w-]+)/.exec(url)?.[1] ?? ''
  return slug.replaceAll(/[-_]+/g, ' ').replaceAll(/(^|\s)[a-z]/g, (letter) => letter.toUpperCase())
}

function descriptionOf(row: Row): string {
  const parts = [
    ['', row.role_description],
    ['<h3>Requirements</h3>', row.main_requirements],
    ['<h3>Nice to have</h3>', row.nice_to_have],
    ['<h3>Perks</h3>', row.perks],
  ]
  return parts.flatMap(([heading, html]) => (html ? `${heading}${html}` : [])).join('\n')
}
