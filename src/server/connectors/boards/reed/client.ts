import { z } from 'zod'
import type { BoardCredentials, BoardRequest } from '#domain/postings/job-board-port.ts'
import { Key } from '#connectors/boards/key-fields.ts'
import { getAlways } from '#connectors/boards/request.ts'

export const Config = z.object({
  api_key: Key,
  keywords: z.string().trim().max(200).optional(),
  location: z.string().trim().max(100).optional(),
  /** Miles around the place. */
  distance: z.number().int().min(1).max(500).optional(),
})
export type Config = z.output<typeof Config>

const API = 'https://www.reed.co.uk/api/1.0'
/** More than 100 are never given. */
export const PAGE = 100

export function searchRequest({ keywords, location, distance }: Config, skip: number): BoardRequest {
  const query = new URLSearchParams({ resultsToTake: String(PAGE), resultsToSkip: String(skip) })
  if (keywords) query.set('keywords', keywords)
  if (location) query.set('locationName', location)
  if (location && distance !== undefined) query.set('distanceFromLocation', String(distance))
  return getAlways(`${API}/search?${query}`, 'json', String(skip))
}

/** One posting with its whole text, what its pay is for and where to apply. */
export function jobRequest(id: string): BoardRequest {
  return getAlways(`${API}/jobs/${encodeURIComponent(id)}`, 'json', 'job')
}

/** The key is the name of the user; there is no password. */
export function credentials({ api_key }: Config): BoardCredentials {
  return { headers: { authorization: `Basic ${Buffer.from(`${api_key}:`).toString('base64')}` } }
}
