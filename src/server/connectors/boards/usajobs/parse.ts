import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import type { PostingLocation, PostingSalary } from '#domain/postings/posting.ts'
import { dateFromText, deadlineFromText } from '#connectors/boards/dates.ts'
import { htmlFromText } from '#connectors/boards/html.ts'
import { placeFromFields, placeFromText } from '#connectors/boards/place.ts'
import { postingOf, reject, webUrl } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, readRow } from '#connectors/boards/reading.ts'
import { StatedAmount, statedSalary } from '#connectors/boards/salary.ts'
import { PAGE, pageRequest } from './client.ts'
import type { Config } from './client.ts'

const text = z.string().nullish()
const Named = z.array(z.object({ Name: text })).nullish()
const Place = z.object({
  LocationName: text,
  CityName: text,
  CountrySubDivisionCode: text,
  CountryCode: text,
  Latitude: z.number().nullish(),
  Longitude: z.number().nullish(),
})
const Pay = z.object({ MinimumRange: StatedAmount, MaximumRange: StatedAmount, RateIntervalCode: text })
const Details = z.object({
  JobSummary: text,
  MajorDuties: z.union([z.array(z.string()), z.string()]).nullish(),
  RemoteIndicator: z.boolean().nullish(),
})
const Row = z.object({
  MatchedObjectId: z.union([z.string(), z.number()]).nullish(),
  MatchedObjectDescriptor: z.object({
    PositionID: text,
    PositionTitle: z.string(),
    OrganizationName: text,
    DepartmentName: text,
    PositionURI: text,
    ApplyURI: z.array(z.string()).nullish(),
    PositionLocationDisplay: text,
    PositionLocation: z.array(Place).nullish(),
    PositionRemoteIndicator: text,
    PositionRemuneration: z.array(Pay).nullish(),
    PositionSchedule: Named,
    PositionOfferingType: Named,
    JobCategory: Named,
    PublicationStartDate: text,
    ApplicationCloseDate: text,
    QualificationSummary: text,
    UserArea: z.object({ Details: Details.nullish() }).nullish(),
  }),
})
type Job = z.output<typeof Row>['MatchedObjectDescriptor']

const Page = z.object({
  SearchResult: z.object({
    SearchResultItems: z.array(z.unknown()),
    SearchResultCountAll: z.number().nullish(),
  }),
})
const PERIODS: Readonly<Record<string, PostingSalary['period']>> = {
  PA: 'year',
  'Per Year': 'year',
  PH: 'hour',
  'Per Hour': 'hour',
  PD: 'day',
  PM: 'month',
  // Two weeks: half of it is a week's.
  BW: 'week',
}

export function readPage(request: BoardRequest, answer: BoardAnswer, config: Config): PageRead {
  const page = readJson(answer, Page)
  if (!page.ok) return page.failure
  const { SearchResultItems: rows, SearchResultCountAll: total = null } = page.value.SearchResult
  const number = Number(request.step)
  const before = (number - 1) * PAGE
  const more = rows.length > 0 && (total === null ? rows.length >= PAGE : before + PAGE < total)
  return pageOfRows(rows, normalize, { next: more ? pageRequest(config, number + 1) : null, total, before })
}

function normalize(raw: unknown): Normalized {
  return readRow(raw, Row, ({ MatchedObjectId: matched, MatchedObjectDescriptor: job }) => {
    const apply = job.ApplyURI?.map(webUrl).find((url) => url !== null) ?? null
    // They write the port into it; read as an address, it is gone.
    const url = webUrl(job.PositionURI) ?? apply
    const id = matched ?? /\/job\/(\d+)/.exec(url ?? '')?.[1] ?? job.PositionID ?? ''
    if (url === null || id === '') return reject(job.PositionID ?? null, 'no_url', 'It has no address.')
    return postingOf({
      board_id: 'usajobs',
      external_id: String(id),
      source_url: url,
      apply_url: apply ?? url,
      title: job.PositionTitle,
      company: { name: job.OrganizationName ?? job.DepartmentName },
      locations: placesOf(job),
      remote: { kind: isRemote(job) ? 'remote' : null, how: 'stated' },
      salary: payOf(job),
      employment_words: [...namesOf(job.PositionSchedule), ...namesOf(job.PositionOfferingType)],
      description_html: descriptionOf(job),
      tags: [...namesOf(job.JobCategory), job.DepartmentName],
      language: 'en',
      posted: dateFromText(job.PublicationStartDate),
      expires_at: deadlineFromText(job.ApplicationCloseDate),
    })
  })
}

// "No" and false are what nobody looked at: most of these jobs allow telework.
function isRemote(job: Job): boolean {
  return job.UserArea?.Details?.RemoteIndicator === true || /^yes$/i.test(job.PositionRemoteIndicator ?? '')
}

function placesOf(job: Job): PostingLocation[] {
  const places = (job.PositionLocation ?? []).flatMap((place) => {
    const region = place.CountrySubDivisionCode ?? null
    // "Woodlawn, Maryland" stands for the city.
    const city = place.CityName?.split(',')[0] ?? null
    const read = placeFromFields({ raw: place.LocationName, city, region, country: place.CountryCode })
    return read === null ? [] : [{ ...read, lat: place.Latitude ?? null, lng: place.Longitude ?? null }]
  })
  const shown = job.PositionLocationDisplay ?? ''
  if (places.length > 0 || shown === '' || /^(multiple|many) locations|negotiable/i.test(shown)) return places
  return [placeFromText(shown)]
}

function payOf(job: Job): PostingSalary | null {
  const [pay] = job.PositionRemuneration ?? []
  if (pay === undefined) return null
  const share = pay.RateIntervalCode === 'BW' ? 2 : 1
  const part = (amount: number | null | undefined) => (amount == null ? null : amount / share)
  return statedSalary({
    min: part(pay.MinimumRange),
    max: part(pay.MaximumRange),
    currency: 'USD',
    period: PERIODS[pay.RateIntervalCode ?? ''] ?? null,
  })
}

function descriptionOf(job: Job): string {
  const details = job.UserArea?.Details
  const parts: readonly (readonly [string, string | null | undefined])[] = [
    ['Summary', details?.JobSummary],
    ['Duties', [details?.MajorDuties ?? []].flat().join('\n\n')],
    ['Qualifications', job.QualificationSummary],
  ]
  return parts.flatMap(([heading, body]) => (body ? `<h3>${heading}</h3>${htmlFromText(body)}` : [])).join('\n')
}

function namesOf(list: z.output<typeof Named>): (string | null | undefined)[] {
  return (list ?? []).map((each) => each.Name)
}
