import { json, missing, refused } from './answer.ts'
import type { Answer } from './answer.ts'
import type { Vendor } from './open-routes.ts'
import type { Json } from './synthetic.ts'

/** The keys that the replay server accepts, in the settings of each board. */
export const KEYS = {
  adzuna: { app_id: 'app-7', app_key: 'adzuna-secret', country: 'de' },
  reed: { api_key: 'reed-secret' },
  usajobs: { email: 'mara@example.org', api_key: 'usajobs-secret' },
  'france-travail': { client_id: 'PAR_made_up', client_secret: 'france-secret' },
} as const

const TOKEN = 'made-up-token'

/** Boards that answer who shows a key, by the name of their place on the replay server. */
export const KEYED: Readonly<Record<string, Vendor>> = {
  adzuna: {
    host: 'api.adzuna.com',
    answer({ adzuna }, path, { url: { searchParams } }) {
      const page = Number(/^\/v1\/api\/jobs\/de\/search\/(\d+)$/.exec(path)?.[1] ?? 'NaN')
      if (Number.isNaN(page)) return missing()
      const { app_id, app_key } = KEYS.adzuna
      if (searchParams.get('app_id') !== app_id || searchParams.get('app_key') !== app_key)
        return refused(401, { __CLASS__: 'Adzuna::API::Response::Exception', exception: 'AUTH_FAIL' })
      const size = Math.min(50, Number(searchParams.get('results_per_page') ?? '10'))
      const found = (results: readonly Json[], count: number) => ({ count, mean: 60_000, results })
      return json(found(adzuna.slice((page - 1) * size, page * size), adzuna.length), found([], 0))
    },
  },
  reed: {
    host: 'www.reed.co.uk',
    answer({ reed }, path, { url: { searchParams }, headers }) {
      if (headers.authorization !== `Basic ${Buffer.from(`${KEYS.reed.api_key}:`).toString('base64')}`)
        return refused(401, {})
      const id = /^\/api\/1\.0\/jobs\/(\d+)$/.exec(path)?.[1]
      if (id !== undefined) {
        const job = reed.find(({ jobId }) => String(jobId) === id)
        return job === undefined ? missing() : json(job)
      }
      if (path !== '/api/1.0/search') return missing()
      const skip = Number(searchParams.get('resultsToSkip') ?? '0')
      const take = Math.min(100, Number(searchParams.get('resultsToTake') ?? '100'))
      const found = (results: readonly Json[], totalResults: number) => ({
        results,
        ambiguousLocations: [],
        totalResults,
      })
      return json(found(reed.slice(skip, skip + take).map(reedBrief), reed.length), found([], 0))
    },
  },
  usajobs: {
    host: 'data.usajobs.gov',
    answer({ usajobs }, path, { url: { searchParams }, headers }) {
      if (headers['authorization-key'] !== KEYS.usajobs.api_key || headers['user-agent'] !== KEYS.usajobs.email)
        return refused(401, {})
      if (path !== '/api/search') return missing()
      const size = Math.min(500, Number(searchParams.get('ResultsPerPage') ?? '25'))
      const page = Number(searchParams.get('Page') ?? '1')
      const found = (items: readonly Json[], all: number) => ({
        LanguageCode: 'EN',
        SearchResult: { SearchResultCount: items.length, SearchResultCountAll: all, SearchResultItems: items },
      })
      return json(found(usajobs.slice((page - 1) * size, page * size), usajobs.length), found([], 0))
    },
  },
  'france-travail-login': {
    host: 'entreprise.francetravail.fr',
    answer(_feeds, path, { method, body }) {
      if (path !== '/connexion/oauth2/access_token' || method !== 'POST') return missing()
      const form = Object.fromEntries(new URLSearchParams(body))
      const { client_id, client_secret } = KEYS['france-travail']
      return form['client_id'] === client_id && form['client_secret'] === client_secret
        ? json({ access_token: TOKEN, token_type: 'Bearer', scope: form['scope'], expires_in: 1499 })
        : refused(400, { error: 'invalid_client' })
    },
  },
  'france-travail': {
    host: 'api.francetravail.io',
    answer({ franceTravail: offers }, path, { url: { searchParams }, headers }) {
      if (headers.authorization !== `Bearer ${TOKEN}`) return refused(401, {})
      if (path !== '/partenaire/offresdemploi/v2/offres/search') return missing()
      const [start = 0, end = 149] = (searchParams.get('range') ?? '0-149').split('-').map(Number)
      if (end - start > 149 || start > 3000) return refused(400, { message: 'La plage de résultats est invalide.' })
      return offersFrom(offers, start, end)
    },
  },
}

function reedBrief({ datePosted, ...job }: Json): Json {
  const hidden = ['salaryType', 'salary', 'yearlyMinimumSalary', 'externalUrl', 'contractType', 'fullTime', 'partTime']
  const shown = Object.fromEntries(Object.entries(job).filter(([name]) => !hidden.includes(name)))
  return { ...shown, date: datePosted, jobDescription: 'This is a made-up posting for development and tests; nob...' }
}

// Nothing found is an answer without content; a part is 206, with the count in a header.
function offersFrom(offers: readonly Json[], start: number, end: number): Answer {
  if (offers.length === 0) return { status: 204, type: 'application/json', body: '' }
  const rows = offers.slice(start, end + 1)
  const part = rows.length < offers.length
  return {
    ...json({ resultats: rows }, { resultats: [] }),
    status: part ? 206 : 200,
    headers: { 'content-range': `offres ${start}-${start + rows.length - 1}/${offers.length}` },
  }
}
