import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import type { PostingLocation, PostingSalary, RemoteKind } from '#domain/postings/posting.ts'
import { dateFromText } from '#connectors/boards/dates.ts'
import { placeFromFields } from '#connectors/boards/place.ts'
import { postingOf, reject } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, readRow } from '#connectors/boards/reading.ts'
import { periodIn, statedSalary } from '#connectors/boards/salary.ts'
import { remoteKindIn } from '#connectors/boards/work-terms.ts'

const text = z.string().nullish()
const Address = z
  .object({ postalAddress: z.object({ addressLocality: text, addressRegion: text, addressCountry: text }).nullish() })
  .nullish()
const Component = z.object({
  compensationType: text,
  interval: text,
  currencyCode: text,
  minValue: z.number().nullish(),
  maxValue: z.number().nullish(),
})
const Row = z.object({
  id: z.string().min(1),
  title: z.string(),
  department: text,
  team: text,
  employmentType: text,
  location: text,
  secondaryLocations: z.array(z.object({ location: text, address: Address })).nullish(),
  publishedAt: text,
  isListed: z.boolean().nullish(),
  isRemote: z.boolean().nullish(),
  workplaceType: text,
  address: Address,
  jobUrl: z.url(),
  applyUrl: z.url().nullish(),
  descriptionHtml: text,
  compensation: z
    .object({
      compensationTierSummary: text,
      compensationTiers: z.array(z.object({ components: z.array(Component).nullish() })).nullish(),
      summaryComponents: z.array(Component).nullish(),
    })
    .nullish(),
})
type Row = z.output<typeof Row>

const KINDS: Readonly<Record<string, RemoteKind>> = { Remote: 'remote', Hybrid: 'hybrid', OnSite: 'onsite' }

interface Employer {
  readonly tenant: string
  readonly company?: string | null | undefined
}

export function readPage(_request: BoardRequest, answer: BoardAnswer, employer: Employer): PageRead {
  const board = readJson(answer, z.object({ jobs: z.array(z.unknown()) }))
  if (!board.ok) return board.failure
  const { jobs } = board.value
  return pageOfRows(jobs, (raw) => normalize(raw, employer), { next: null, total: jobs.length })
}

function normalize(raw: unknown, employer: Employer): Normalized {
  return readRow(raw, Row, (row) => {
    if (row.isListed === false) return reject(row.id, 'unlisted', 'The employer does not list this opening.')
    return postingOf({
      board_id: 'ashby',
      external_id: row.id,
      source_url: row.jobUrl,
      apply_url: row.applyUrl ?? row.jobUrl,
      ats: { vendor: 'ashby', tenant: employer.tenant, id: row.id, requisition_id: null },
      title: row.title,
      company: { name: null, fallback: employer.company ?? employer.tenant },
      locations: locationsOf(row),
      remote: { kind: kindOf(row), how: 'stated', raw: row.location ?? null },
      salary: payOf(row),
      employment_words: [row.employmentType],
      description_html: row.descriptionHtml,
      tags: [row.department, row.team],
      posted: dateFromText(row.publishedAt),
    })
  })
}

// `isRemote` is also true for hybrid openings: the workplace type knows better.
function kindOf(row: Row): RemoteKind | null {
  const stated = KINDS[row.workplaceType ?? '']
  if (stated !== undefined) return stated
  return row.isRemote === true ? 'remote' : remoteKindIn(row.location ?? '')
}

function locationsOf(row: Row): PostingLocation[] {
  return [{ location: row.location, address: row.address }, ...(row.secondaryLocations ?? [])]
    .map(({ location, address }) => {
      const { addressLocality: city, addressRegion: region, addressCountry: country } = address?.postalAddress ?? {}
      return placeFromFields({ city, region, country, raw: location })
    })
    .filter((place) => place !== null)
}

function payOf(row: Row): PostingSalary | null {
  const { compensation } = row
  const components = [
    ...(compensation?.summaryComponents ?? []),
    ...(compensation?.compensationTiers ?? []).flatMap((tier) => tier.components ?? []),
  ]
  const pay = components.find(
    (component) => component.compensationType === 'Salary' && (component.minValue ?? component.maxValue ?? 0) > 0,
  )
  return statedSalary({
    min: pay?.minValue,
    max: pay?.maxValue,
    currency: pay?.currencyCode,
    period: periodIn(pay?.interval),
    raw: compensation?.compensationTierSummary,
  })
}
