import { json, missing, refused, text } from './answer.ts'
import type { Answer, Ask } from './answer.ts'
import type { Feeds } from './feeds.ts'
import type { Json } from './synthetic.ts'

/** A vendor of the replay server: under which host it is asked, and what it answers when all is well. */
export interface Vendor {
  readonly host: string
  answer(feeds: Feeds, path: string, ask: Ask): Answer
}

/** The feeds for everybody that need no key, by the name of their place on the replay server. */
export const OPEN_FEEDS: Readonly<Record<string, Vendor>> = {
  remoteok: {
    host: 'remoteok.com',
    answer: (feeds, path) => {
      const notice = { last_updated: 1_784_073_641, legal: 'API Terms of Service: a replayed feed.' }
      return path === '/api' ? json([notice, ...feeds.remoteok], [notice]) : missing()
    },
  },
  jobicy: {
    host: 'jobicy.com',
    answer: (feeds, path, { url }) => {
      const count = Math.min(100, Number(url.searchParams.get('count') ?? '10'))
      const feed = (jobs: readonly Json[]) => ({ apiVersion: '2.2.15', jobCount: jobs.length, jobs })
      return path === '/api/v2/remote-jobs' ? json(feed(feeds.jobicy.slice(0, count)), feed([])) : missing()
    },
  },
  himalayas: {
    host: 'himalayas.app',
    answer: (feeds, path, { url }) => {
      if (path !== '/jobs/api' && path !== '/jobs/api/search') return missing()
      const offset = Number(url.searchParams.get('offset') ?? '0')
      // However many are asked for, 20 come.
      const limit = Math.min(20, Number(url.searchParams.get('limit') ?? '20'))
      const word = url.searchParams.get('q')?.toLowerCase() ?? ''
      const found = feeds.himalayas.filter((row) => String(row['title']).toLowerCase().includes(word))
      const page = (jobs: readonly Json[], totalCount: number) => ({ offset, limit, totalCount, jobs })
      return json(page(found.slice(offset, offset + limit), found.length), page([], 0))
    },
  },
  'the-muse': {
    host: 'www.themuse.com',
    answer: (feeds, path, { url }) => {
      const page = Number(url.searchParams.get('page') ?? 'NaN')
      const rows = feeds.theMuse
      const answer = (results: readonly Json[], total: number) => ({
        page,
        page_count: Math.min(99, Math.ceil(total / 20)),
        items_per_page: 20,
        total,
        results,
      })
      return path === '/api/public/jobs'
        ? json(answer(rows.slice(page * 20, page * 20 + 20), rows.length), answer([], 0))
        : missing()
    },
  },
  'we-work-remotely': {
    host: 'weworkremotely.com',
    answer: (feeds, path) => {
      if (path !== '/remote-jobs.rss' && !/^\/categories\/remote-[a-z-]+-jobs\.rss$/.test(path)) return missing()
      return { ...text(rssOf(feeds.weWorkRemotely), 'application/rss+xml; charset=utf-8'), empty: rssOf([]) }
    },
  },
  'landing-jobs': {
    host: 'landing.jobs',
    answer: (feeds, path, { url }) => {
      const offset = Number(url.searchParams.get('offset') ?? '0')
      const limit = Math.min(50, Number(url.searchParams.get('limit') ?? '50'))
      return path === '/api/v1/jobs' ? json(feeds.landingJobs.slice(offset, offset + limit), []) : missing()
    },
  },
  prospective: {
    host: 'ohws.prospective.ch',
    answer: (feeds, path, { url }) => {
      const medium = /^\/public\/v1\/medium\/(\d+)\/jobs$/.exec(path)?.[1] ?? ''
      const found = feeds.prospective.get(medium)
      if (found === undefined) return refused(400, { error: 'Bad Request' })
      const offset = Number(url.searchParams.get('offset') ?? '0')
      const page = (jobs: readonly Json[], total: number) => ({
        medium_id: medium,
        medium_name: null,
        offset,
        total,
        jobs,
      })
      const limit = Number(url.searchParams.get('limit') ?? '10')
      return json(page(found.slice(offset, offset + limit), found.length), page([], 0))
    },
  },
  eures: {
    host: 'europa.eu',
    answer: (feeds, path, { method, body }) => {
      if (path !== '/eures/api/jv-searchengine/public/jv-search/search' || method !== 'POST') return missing()
      const { resultsPerPage, page, locationCodes } = JSON.parse(body)
      if (resultsPerPage > 50) return refused(400, { message: 'resultsPerPage' })
      const isWanted = (row: Json) =>
        locationCodes.length === 0 ||
        Object.keys(Object(row['locationMap'])).some((code) => locationCodes.includes(code.toLowerCase()))
      const found = feeds.eures.filter(isWanted)
      const answer = (jvs: readonly Json[], numberRecords: number) => ({ numberRecords, jvs, facets: {} })
      return json(answer(found.slice((page - 1) * resultsPerPage, page * resultsPerPage), found.length), answer([], 0))
    },
  },
}

function rssOf(items: readonly Json[]): string {
  const tag = (name: string, value: unknown) =>
    `<${name}>${String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</${name}>`
  const rows = items.map(
    (item) =>
      `<item>${Object.entries(item)
        .map(([name, value]) => tag(name, value))
        .join('')}</item>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>We Work Remotely: a replayed feed</title><link>https://weworkremotely.com</link>${rows.join('\n')}</channel></rss>`
}
