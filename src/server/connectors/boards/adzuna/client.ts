import { z } from 'zod'
import type { BoardCredentials, BoardRequest } from '#domain/postings/job-board-port.ts'
import { Key } from '#connectors/boards/key-fields.ts'
import { getAlways } from '#connectors/boards/request.ts'

/** The countries that have a site of their own. */
const Country = z.enum([
  'at',
  'au',
  'be',
  'br',
  'ca',
  'ch',
  'de',
  'es',
  'fr',
  'gb',
  'in',
  'it',
  'mx',
  'nl',
  'nz',
  'pl',
  'sg',
  'us',
  'za',
])

/** What pay is counted in there. */
export const CURRENCIES: Readonly<Record<z.output<typeof Country>, string>> = {
  at: 'EUR',
  au: 'AUD',
  be: 'EUR',
  br: 'BRL',
  ca: 'CAD',
  ch: 'CHF',
  de: 'EUR',
  es: 'EUR',
  fr: 'EUR',
  gb: 'GBP',
  in: 'INR',
  it: 'EUR',
  mx: 'MXN',
  nl: 'EUR',
  nz: 'NZD',
  pl: 'PLN',
  sg: 'SGD',
  us: 'USD',
  za: 'ZAR',
}

export const Config = z.object({
  app_id: Key,
  app_key: Key,
  country: z.string().trim().toLowerCase().pipe(Country),
  what: z.string().trim().max(200).optional(),
  where: z.string().trim().max(100).optional(),
})
export type Config = z.output<typeof Config>

/** More than 50 are never given. */
export const PAGE = 50

/** Pages are counted from 1, newest first. */
export function pageRequest({ country, what, where }: Config, page: number): BoardRequest {
  const query = new URLSearchParams({
    results_per_page: String(PAGE),
    sort_by: 'date',
    'content-type': 'application/json',
  })
  if (what) query.set('what', what)
  if (where) query.set('where', where)
  return getAlways(`https://api.adzuna.com/v1/api/jobs/${country}/search/${page}?${query}`, 'json', String(page))
}

export function credentials({ app_id, app_key }: Config): BoardCredentials {
  return { query: { app_id, app_key } }
}
