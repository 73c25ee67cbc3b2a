import { z } from 'zod'
import type { BoardCredentials, BoardRequest } from '#domain/postings/job-board-port.ts'
import { Key } from '#connectors/boards/key-fields.ts'
import { getAlways } from '#connectors/boards/request.ts'

export const Config = z.object({
  email: Key.pipe(z.email('This is no e-mail address.')),
  api_key: Key,
  keyword: z.string().trim().max(200).optional(),
  location: z.string().trim().max(100).optional(),
})
export type Config = z.output<typeof Config>

/** More than 500 are never given. */
export const PAGE = 500

/** Pages are counted from 1. */
export function pageRequest({ keyword, location }: Config, page: number): BoardRequest {
  const query = new URLSearchParams({
    ResultsPerPage: String(PAGE),
    Page: String(page),
    SortField: 'DatePosted',
    SortDirection: 'Desc',
  })
  if (keyword) query.set('Keyword', keyword)
  if (location) query.set('LocationName', location)
  return getAlways(`https://data.usajobs.gov/api/search?${query}`, 'json', String(page))
}

/** The address that the key was given to has to be the name of the program. */
export function credentials({ email, api_key }: Config): BoardCredentials {
  return { headers: { 'authorization-key': api_key }, user_agent: email }
}
