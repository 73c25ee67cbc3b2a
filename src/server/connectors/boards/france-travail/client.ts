import { z } from 'zod'
import type { BoardCredentials, BoardRequest } from '#domain/postings/job-board-port.ts'
import { Key } from '#connectors/boards/key-fields.ts'
import { getAlways } from '#connectors/boards/request.ts'

export const Config = z.object({
  client_id: Key,
  client_secret: Key,
  words: z.string().trim().max(200).optional(),
  department: z
    .string()
    .trim()
    .regex(/^(\d{2,3}|2[AB])?$/i, 'A number of two or three digits, for example 75.')
    .optional(),
})
export type Config = z.output<typeof Config>

/** A range of more rows is refused, and so is one that begins beyond the last row. */
export const PAGE = 150
export const LAST_START = 3000

const LOGIN = 'https://entreprise.francetravail.fr/connexion/oauth2/access_token?realm=%2Fpartenaire'
const SEARCH = 'https://api.francetravail.io/partenaire/offresdemploi/v2/offres/search'

export const tokenRequest: BoardRequest = {
  ...getAlways(LOGIN, 'json', 'token'),
  post: { type: 'form', text: 'grant_type=client_credentials&scope=api_offresdemploiv2+o2dsoffre' },
}

/** Newest first. */
export function rangeRequest({ words, department }: Config, start: number): BoardRequest {
  const query = new URLSearchParams({ range: `${start}-${start + PAGE - 1}`, sort: '1' })
  if (words) query.set('motsCles', words)
  if (department) query.set('departement', department.toUpperCase())
  return getAlways(`${SEARCH}?${query}`, 'json', String(start))
}

/** The key is shown for a token once; the token goes with every other request. */
export function credentials(
  { client_id, client_secret }: Config,
  request: BoardRequest,
  token: string | null,
): BoardCredentials {
  if (request.step === 'token') return { form: { client_id, client_secret } }
  return token === null ? {} : { headers: { authorization: `Bearer ${token}` } }
}
