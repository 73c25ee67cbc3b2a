import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import type { PostingLocation, PostingSalary } from '#domain/postings/posting.ts'
import { dateFromText, deadlineFromText } from '#connectors/boards/dates.ts'
import { lineOf } from '#connectors/boards/html.ts'
import { countryOfField, placeFromText } from '#connectors/boards/place.ts'
import { postingOf, reject } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, readRow } from '#connectors/boards/reading.ts'
import { periodIn, statedSalary } from '#connectors/boards/salary.ts'
import { remoteKindIn } from '#connectors/boards/work-terms.ts'

const List = z.object({ jobs: z.array(z.unknown()), meta: z.object({ total: z.number() }).nullish() })
const Metadata = z.object({ name: z.string(), value: z.unknown(), value_type: z.string().nullish() })
const PayRange = z.object({
  min_cents: z.number().nullish(),
  max_cents: z.number().nullish(),
  currency_type: z.string().nullish(),
  title: z.string().nullish(),
})
const CurrencyRange = z.object({
  min_value: z.coerce.number().nullish(),
  max_value: z.coerce.number().nullish(),
  unit: z.string().nullish(),
})
const Row = z.object({
  id: z.number(),
  internal_job_id: z.number().nullish(),
  title: z.string(),
  absolute_url: z.url(),
  location: z.object({ name: z.string().nullish() }).nullish(),
  company_name: z.string().nullish(),
  requisition_id: z.string().nullish(),
  updated_at: z.string().nullish(),
  first_published: z.string().nullish(),
  application_deadline: z.string().nullish(),
  language: z.string().nullish(),
  content: z.string().nullish(),
  metadata: z.array(Metadata).nullish(),
  departments: z.array(z.object({ name: z.string() })).nullish(),
  offices: z.array(z.object({ name: z.string().nullish(), location: z.string().nullish() })).nullish(),
  pay_input_ranges: z.array(PayRange).nullish(),
})
type Row = z.output<typeof Row>

interface Employer {
  readonly tenant: string
  readonly company?: string | null | undefined
}

export function readPage(_request: BoardRequest, answer: BoardAnswer, employer: Employer): PageRead {
  const list = readJson(answer, List)
  if (!list.ok) return list.failure
  return pageOfRows(list.value.jobs, (raw) => normalize(raw, employer), {
    next: null,
    total: list.value.meta?.total ?? null,
  })
}

function normalize(raw: unknown, employer: Employer): Normalized {
  return readRow(raw, Row, (row) => {
    const id = String(row.id)
    // Calls for prospects ("Didn't find a role?") have no job behind them.
    if (row.internal_job_id === null) return reject(id, 'not_a_job', 'A call for prospects, not an opening.')
    const where = lineOf(row.location?.name ?? '')
    const kind = remoteKindIn(where)
    return postingOf({
      board_id: 'greenhouse',
      external_id: id,
      source_url: row.absolute_url,
      apply_url: row.absolute_url,
      ats: { vendor: 'greenhouse', tenant: employer.tenant, id, requisition_id: row.requisition_id ?? null },
      title: row.title,
      company: { name: row.company_name, fallback: employer.company ?? employer.tenant },
      locations: locationsOf(where, row),
      remote: { kind, how: 'parsed', raw: kind === null ? null : where },
      salary: payOf(row),
      employment_words: employmentWords(row),
      description_html: row.content,
      tags: (row.departments ?? []).map((department) => department.name),
      language: row.language,
      posted: dateFromText(row.first_published),
      updated: dateFromText(row.updated_at),
      expires_at: deadlineFromText(row.application_deadline),
    })
  })
}

// An office often knows region and country ("London, England, United Kingdom") where the opening says "London, UK".
function locationsOf(where: string, row: Row): PostingLocation[] {
  const offices = (row.offices ?? []).map((office) => lineOf(office.location ?? '').split(/\s*,\s*/))
  return where
    .split(/\s*[;|]\s*/)
    .filter((name) => name !== '')
    .map((name) => {
      const city = name.split(',')[0] ?? ''
      const office = offices.find((parts) => parts.length >= 2 && parts[0] === city)
      const place = placeFromText(name)
      if (office === undefined) return place
      return {
        ...place,
        city,
        region: office.length > 2 ? (office[1] ?? null) : place.region,
        country: place.country ?? countryOfField(office.at(-1)),
      }
    })
}

function employmentWords(row: Row): string[] {
  return (row.metadata ?? [])
    .filter((field) => /employment|job type|contract type|time type|commitment/i.test(field.name))
    .flatMap((field) => (Array.isArray(field.value) ? field.value : [field.value]))
    .filter((value) => typeof value === 'string')
}

function payOf(row: Row): PostingSalary | null {
  const range = row.pay_input_ranges?.[0]
  if (range !== undefined) {
    const { min_cents: min, max_cents: max, currency_type: currency, title } = range
    return statedSalary({ min, max, currency, period: periodIn(title), raw: title, inMinor: true })
  }
  const field = (row.metadata ?? []).find(
    (entry) => entry.value_type === 'currency_range' && /salary|pay|compensation/i.test(entry.name),
  )
  const value = CurrencyRange.safeParse(field?.value)
  if (field === undefined || !value.success) return null
  return statedSalary({
    min: value.data.min_value,
    max: value.data.max_value,
    currency: value.data.unit,
    period: periodIn(field.name),
  })
}
