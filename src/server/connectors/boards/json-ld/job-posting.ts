import type { PayPeriod } from '#contract/posting-fields.ts'
import type { PostingLocation, PostingSalary } from '#domain/postings/posting.ts'
import { dateFromText, deadlineFromText } from '#connectors/boards/dates.ts'
import { lineOf } from '#connectors/boards/html.ts'
import { countryOfField, placeFromFields, placeFromText } from '#connectors/boards/place.ts'
import { postingOf, webUrl } from '#connectors/boards/posting-of.ts'
import type { Normalized, Told } from '#connectors/boards/posting-of.ts'
import { parsedSalary, periodIn, statedSalary } from '#connectors/boards/salary.ts'
import { remoteKindIn } from '#connectors/boards/work-terms.ts'
import { isObject } from './blocks.ts'

type Data = Readonly<Record<string, unknown>>

interface Page {
  readonly url: string | null
  readonly closed: boolean
}

/** A posting of a schema.org JobPosting that a person imports: they are asked for what is missing. */
export function postingFrom(data: Data, page: Page): Normalized {
  return postingOf(toldIn(data, page), { asked: true })
}

/** What a schema.org JobPosting tells. Every property may be missing, null, a string, an object or a list of them. */
export function toldIn(data: Data, page: Page): Told {
  const title = textIn(data['title']) ?? textIn(data['name']) ?? ''
  const organisation = first(data['hiringOrganization'])
  const company = textIn(organisation) ?? nameOf(organisation)
  const url = webUrl(textIn(data['url'])) ?? page.url
  const identifier = identifierOf(data['identifier'])
  const locations = list(data['jobLocation'])
    .map(placeOf)
    .filter((place) => place !== null)
  const residences = list(data['applicantLocationRequirements'])
    .map((place) => textIn(place) ?? nameOf(place))
    .filter((name) => name !== null)
  const remote = remoteOf(data, title, residences)
  return {
    board_id: 'json-ld',
    external_id:
      identifier === null
        ? `page:${url ?? `${company ?? ''} ${title}`}`
        : `${hostOf(url) ?? company ?? ''}:${identifier}`,
    source_url: url ?? '',
    apply_url: url,
    title,
    company: {
      name: company,
      domain: hostOf(textIn(isObject(organisation) ? organisation['sameAs'] : null)),
      logo_url: logoOf(organisation),
    },
    locations,
    remote,
    salary: salaryOf(data),
    employment_words: list(data['employmentType']).map(textIn),
    description_html: textIn(data['description']),
    tags: [...list(data['industry']), ...list(data['occupationalCategory']), ...list(data['skills'])]
      .map((tag) => textIn(tag) ?? nameOf(tag))
      .filter((tag) => tag !== null && tag.length <= 80),
    language: textIn(data['inLanguage']),
    posted: dateFromText(textIn(data['datePosted'])),
    updated: dateFromText(textIn(data['dateModified'])),
    expires_at: deadlineFromText(textIn(data['validThrough'])),
    closed: page.closed,
  }
}

function remoteOf(data: Data, title: string, residences: readonly string[]) {
  const kinds = list(data['jobLocationType']).map(textIn).join(' ')
  const raw = residences.length > 0 ? residences.join(', ') : null
  const codes = residences.map(countryOfField).filter((code) => code !== null)
  const countries = codes.length === residences.length ? [...new Set(codes)] : []
  if (/hybrid/i.test(kinds)) return { kind: 'hybrid' as const, how: 'stated' as const, raw, countries }
  if (/telecommute|remote/i.test(kinds)) return { kind: 'remote' as const, how: 'stated' as const, raw, countries }
  // The property is on 3 % of pages only; the title often says it.
  return { kind: remoteKindIn(title), how: 'parsed' as const, raw, countries }
}

function placeOf(value: unknown): PostingLocation | null {
  const text = textIn(value)
  if (text !== null) return placeFromText(text)
  if (!isObject(value)) return null
  const address = first(value['address'])
  const line = textIn(address)
  if (line !== null) return placeFromText(line)
  if (!isObject(address)) return nameOf(value) === null ? null : placeFromText(nameOf(value) ?? '')
  const place = placeFromFields({
    city: textIn(address['addressLocality']),
    region: textIn(address['addressRegion']),
    country: textIn(address['addressCountry']) ?? nameOf(address['addressCountry']),
  })
  const geo = first(value['geo'])
  const [lat, lng] = isObject(geo) ? [numberIn(geo['latitude']), numberIn(geo['longitude'])] : [null, null]
  return place === null || lat === null || lng === null || Math.abs(lat) > 90 || Math.abs(lng) > 180
    ? place
    : { ...place, lat, lng }
}

// `baseSalary` may be null, "$100,000", a number, or an amount with a value, a range, or both.
function salaryOf(data: Data): PostingSalary | null {
  const stated = first(data['baseSalary'])
  const estimated = first(data['estimatedSalary'])
  const pay = stated ?? estimated ?? null
  const origin = stated ? 'stated' : 'predicted'
  const text = typeof pay === 'number' ? null : textIn(pay)
  if (text !== null) return parsedSalary(text)
  if (typeof pay === 'number') return amountOnly(pay, pay, null)
  if (!isObject(pay)) return null
  const inner = first(pay['value'])
  const value = isObject(inner) ? inner : pay
  const single = numberIn(isObject(inner) ? inner['value'] : inner)
  const currency = textIn(pay['currency']) ?? textIn(value['currency']) ?? textIn(data['salaryCurrency'])
  const [min, max] = [numberIn(value['minValue']) ?? single, numberIn(value['maxValue']) ?? single]
  const period = periodIn(textIn(value['unitText']) ?? textIn(pay['unitText']) ?? textIn(pay['duration']))
  return currency === null ? amountOnly(min, max, period) : statedSalary({ min, max, currency, period, origin })
}

// Nobody can compare an amount without a currency, but one may want to read it.
function amountOnly(min: number | null, max: number | null, period: PayPeriod | null): PostingSalary | null {
  const amounts = new Set([min, max].filter((amount) => amount !== null && amount > 0))
  const raw = [[...amounts].join(' to '), ...(amounts.size > 0 && period !== null ? [period] : [])].join(' / ')
  return statedSalary({ min: null, max: null, currency: null, period, raw })
}

function identifierOf(value: unknown): string | null {
  const one = first(value)
  const text = isObject(one) ? textIn(one['value']) : textIn(one)
  return text === null || text.length > 300 ? null : text
}

function logoOf(organisation: unknown): string | null {
  const logo = isObject(organisation) ? first(organisation['logo']) : null
  return webUrl(textIn(logo) ?? (isObject(logo) ? (textIn(logo['url']) ?? textIn(logo['contentUrl'])) : null))
}

function hostOf(url: string | null): string | null {
  return URL.parse(url ?? '')?.hostname.replace(/^www\./, '') ?? null
}

function nameOf(value: unknown): string | null {
  const one = first(value)
  return isObject(one) ? textIn(one['name']) : null
}

function numberIn(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || !/\d/.test(value)) return null
  const number = Number(
    value
      .replaceAll(/[^\d.,-]/g, '')
      .replaceAll(/[,.](?=\d{3}(\D|$))/g, '')
      .replace(',', '.'),
  )
  return Number.isFinite(number) ? number : null
}

function textIn(value: unknown): string | null {
  const one = first(value)
  if (typeof one === 'number') return String(one)
  if (typeof one !== 'string') return isObject(one) ? textIn(one['@value']) : null
  return lineOf(one) === '' ? null : one.trim()
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value
}

function list(value: unknown): unknown[] {
  if (value === null || value === undefined) return []
  return Array.isArray(value) ? value : [value]
}
