import { json, missing } from './answer.ts'
import type { Answer } from './answer.ts'
import type { Vendor } from './open-routes.ts'
import type { Json } from './synthetic.ts'

const PAGE = 100

/** Systems that employers recruit with, by the name of their place on the replay server; a star in a host is the employer. */
export const EMPLOYERS: Readonly<Record<string, Vendor>> = {
  smartrecruiters: {
    host: 'api.smartrecruiters.com',
    answer({ smartrecruiters }, path, { url }) {
      const [, tenant = '', id] = /^\/v1\/companies\/([^/]+)\/postings(?:\/([^/]+))?$/.exec(path) ?? []
      if (tenant === '') return missing()
      // Whom it does not know, it knows no opening of.
      const postings = smartrecruiters.get(tenant) ?? []
      if (id === undefined) return smartrecruitersPage(postings, Number(url.searchParams.get('offset') ?? '0'))
      return oneOf(postings, id)
    },
  },
  bamboohr: {
    host: '*.bamboohr.com',
    answer({ bamboohr }, path) {
      const [, tenant = '', what, id = ''] = /^\/([^/]+)(?:\/careers\/(list|([^/]+)\/detail))?$/.exec(path) ?? []
      const openings = bamboohr.get(tenant)
      if (tenant === 'www') return marketing()
      if (openings === undefined) return movedTo('https://www.bamboohr.com/')
      if (what === 'list') return bamboohrList(openings)
      const { id: _, ...jobOpening } = openings.find((opening) => opening['id'] === id) ?? {}
      return 'jobOpeningName' in jobOpening ? json({ meta: {}, result: { jobOpening } }) : missing()
    },
  },
  workable: {
    host: 'apply.workable.com',
    answer: ({ workable }, path) =>
      ofTenant(workable, /^\/api\/v1\/widget\/accounts\/([^/]+)$/.exec(path), (jobs) =>
        json({ name: 'Example Acme', description: null, jobs }, { name: 'Example Acme', description: null, jobs: [] }),
      ),
  },
  recruitee: {
    host: '*.recruitee.com',
    answer: ({ recruitee }, path) =>
      ofTenant(recruitee, /^\/([^/]+)\/api\/offers$/.exec(path), (offers) => json({ offers }, { offers: [] })),
  },
  teamtailor: {
    host: '*.teamtailor.com',
    answer({ teamtailor }, path, { url }) {
      if (path.startsWith('/www/')) return marketing()
      const found = /^\/([^/]+)\/jobs\.json$/.exec(path)
      // Who gave up a career site: the way to it leads to the vendor.
      if (found?.[1] === 'gave-up') return movedTo('https://www.teamtailor.com/en/')
      return ofTenant(teamtailor, found, (items) => teamtailorPage(items, Number(url.searchParams.get('page') ?? '1')))
    },
  },
}

// However many rows one asks for, it serves its own number of them.
function smartrecruitersPage(postings: readonly Json[], offset: number): Answer {
  const brief = ({ jobAd: _, postingUrl: _page, applyUrl: _apply, compensation: _pay, ...row }: Json) => row
  const list = (content: readonly Json[], totalFound: number) => ({ offset, limit: 50, totalFound, content })
  return json(list(postings.slice(offset, offset + 50).map(brief), postings.length), list([], 0))
}

function bamboohrList(openings: readonly Json[]): Answer {
  const list = openings.map((row) =>
    Object.fromEntries(
      Object.entries(row).filter(([name]) => !/description|compensation|datePosted|minimum|Share|Status$/.test(name)),
    ),
  )
  return json({ meta: { totalCount: list.length }, result: list }, { meta: { totalCount: 0 }, result: [] })
}

function oneOf(rows: readonly Json[], id: string): Answer {
  const row = rows.find((each) => each['id'] === id)
  return row === undefined ? missing() : json(row)
}

function teamtailorPage(items: readonly Json[], page: number): Answer {
  const feed = (slice: readonly Json[], more: boolean) => ({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Example Acme',
    home_page_url: 'https://career.acme.example/jobs',
    feed_url: 'https://career.acme.example/jobs.json',
    // On the employer's own domain, under which it is not asked.
    ...(more ? { next_url: `https://career.acme.example/jobs.json?page=${page + 1}` } : {}),
    items: slice,
  })
  return json(feed(items.slice((page - 1) * PAGE, page * PAGE), page * PAGE < items.length), feed([], false))
}

function ofTenant(
  tenants: ReadonlyMap<string, Json[]>,
  found: RegExpExecArray | null,
  answer: (rows: readonly Json[]) => Answer,
): Answer {
  const rows = tenants.get(found?.[1] ?? '')
  return rows === undefined ? missing() : answer(rows)
}

function marketing(): Answer {
  return {
    status: 200,
    type: 'text/html; charset=utf-8',
    body: '<!doctype html><html><head><title>Recruit better</title></head><body><h1>Recruit better</h1></body></html>',
  }
}

function movedTo(location: string): Answer {
  return { status: 302, type: 'text/html', body: '', location }
}
