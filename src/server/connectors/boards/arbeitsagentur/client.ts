import { z } from 'zod'
import type { BoardCredentials, BoardRequest } from '#domain/postings/job-board-port.ts'
import { getAlways } from '#connectors/boards/request.ts'

export const Config = z.object({
  words: z.string().trim().max(200).optional(),
  place: z.string().trim().max(100).optional(),
  /** Kilometres around the place. */
  radius: z.number().int().min(1).max(200).optional(),
})
export type Config = z.output<typeof Config>

export const PAGE = 50

const SERVICE = 'https://rest.arbeitsagentur.de/jobboerse/jobsuche-service/pc'

/** Pages are counted from 1. */
export function searchRequest({ words, place, radius }: Config, page: number): BoardRequest {
  const query = new URLSearchParams({ page: String(page), size: String(PAGE) })
  if (words) query.set('was', words)
  if (place) query.set('wo', place)
  if (place && radius !== undefined) query.set('umkreis', String(radius))
  return getAlways(`${SERVICE}/v6/jobs?${query}`, 'json', String(page))
}

/** One posting with its text; the reference number is written in base64 there. */
export function jobRequest(reference: string): BoardRequest {
  const code = Buffer.from(reference).toString('base64')
  return getAlways(`${SERVICE}/v4/jobdetails/${encodeURIComponent(code)}`, 'json', 'job')
}

/** The name that the service's own pages show it; it is no secret and belongs to nobody. */
export function credentials(): BoardCredentials {
  return { headers: { 'x-api-key': 'jobboerse-jobsuche' } }
}
