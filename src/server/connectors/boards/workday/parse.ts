import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import type { PostingLocation, PostingRemote } from '#domain/postings/posting.ts'
import { dateFromText, deadlineFromText } from '#connectors/boards/dates.ts'
import { inPart } from '#connectors/boards/details.ts'
import { countryOfField } from '#connectors/boards/place.ts'
import { placesOf, postingOf } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, readRow } from '#connectors/boards/reading.ts'
import { remoteKindIn } from '#connectors/boards/work-terms.ts'
import { PAGE, jobRequest, listRequest, pageUrl } from './client.ts'
import type { Site } from './client.ts'

const text = z.string().nullish()
const List = z.object({ total: z.number(), jobPostings: z.array(z.unknown()) })
const Brief = z.object({
  title: z.string(),
  externalPath: z.string().regex(/^\//),
  locationsText: text,
  bulletFields: z.array(z.string()).nullish(),
})
const Detail = z.object({
  jobPostingInfo: z.object({
    title: z.string(),
    jobDescription: text,
    location: text,
    additionalLocations: z.array(z.string()).nullish(),
    country: z.object({ descriptor: text }).nullish(),
    jobReqId: text,
    startDate: text,
    endDate: text,
    timeType: text,
    remoteType: text,
    externalUrl: z.url().nullish(),
  }),
  hiringOrganization: z.object({ name: text }).nullish(),
})

export function readPage(request: BoardRequest, answer: BoardAnswer, site: Site): PageRead {
  const [what, at = '0', told = ''] = request.step.split(' ')
  if (what === 'job') return readJob(request.step.slice('job '.length), answer, site)
  const list = readJson(answer, List)
  if (!list.ok) return list.failure
  const offset = Number(at)
  const total = told === '' ? list.value.total : Number(told)
  const rows = list.value.jobPostings
  const after = offset + PAGE
  const next = rows.length > 0 && after < total ? listRequest(site, { offset: after, total }) : null
  const page = pageOfRows(rows, (raw) => briefOf(raw, site), { next, total, before: offset })
  return inPart(page, (posting) => jobRequest(site, posting.external_id))
}

// The list says "3 Locations" and "Posted 30+ Days Ago", in the language of the site: neither is of use.
function briefOf(raw: unknown, site: Site): Normalized {
  return readRow(raw, Brief, ({ externalPath: path, ...row }) =>
    postingOf({
      ...standing(site, path, row.bulletFields?.[0] ?? null),
      title: row.title,
      company: { name: null, fallback: site.company ?? site.employer },
      locations: /^\d+ /.test(row.locationsText ?? '') ? [] : placesOf([row.locationsText]),
    }),
  )
}

function readJob(path: string, answer: BoardAnswer, site: Site): PageRead {
  const detail = readJson(answer, z.unknown())
  if (!detail.ok) return detail.failure
  const normalize = (raw: unknown) =>
    readRow(raw, Detail, ({ jobPostingInfo: job, hiringOrganization }) =>
      postingOf({
        ...standing(site, path, job.jobReqId ?? null),
        ...(job.externalUrl ? { source_url: job.externalUrl } : {}),
        title: job.title,
        company: { name: hiringOrganization?.name, fallback: site.company ?? site.employer },
        locations: locationsOf(job),
        remote: { kind: kindOf(job), how: 'stated' },
        employment_words: [job.timeType],
        description_html: job.jobDescription,
        posted: dateFromText(job.startDate),
        expires_at: deadlineFromText(job.endDate),
      }),
    )
  return pageOfRows([detail.value], normalize, { next: null, total: 1 })
}

function standing(site: Site, path: string, requisition_id: string | null) {
  const url = pageUrl(site, path)
  // What stands behind the last line is the number of the opening, and of its repetition.
  const id = /_([^_/]+)$/.exec(path)?.[1] ?? path
  return {
    board_id: 'workday',
    external_id: path,
    source_url: url,
    apply_url: `${url}/apply`,
    ats: { vendor: 'workday', tenant: site.employer, id, requisition_id },
  }
}

type Job = z.output<typeof Detail>['jobPostingInfo']

function locationsOf(job: Job): PostingLocation[] {
  const country = countryOfField(job.country?.descriptor)
  return placesOf([job.location, ...(job.additionalLocations ?? [])]).map((place, index) =>
    index === 0 ? { ...place, country: place.country ?? country } : place,
  )
}

function kindOf(job: Job): PostingRemote['kind'] | null {
  return remoteKindIn(job.remoteType ?? '') ?? remoteKindIn(job.location ?? '')
}
