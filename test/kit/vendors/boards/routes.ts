import { json, missing, text } from './answer.ts'
import type { Answer, Ask } from './answer.ts'
import type { Feeds } from './feeds.ts'
import { VENDORS } from './vendors.ts'
import { jobPage } from './synthetic.ts'
import type { Json } from './synthetic.ts'

const PAGE = 100
const MARKETING = `<!doctype html><html><head><title>HR software</title></head><body><h1>People software</h1>${'<p>Try it for free.</p>'.repeat(400)}</body></html>`

/** What the boards answer when all is well. */
export function answerFor(feeds: Feeds, ask: Ask): Answer {
  const { url } = ask
  const [vendor = '', ...rest] = url.pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent)
  const path = `/${rest.join('/')}`
  if (path.endsWith('/robots.txt')) return text(feeds.robots.get(vendor) ?? '', 'text/plain')
  switch (vendor) {
    case 'arbeitnow':
      return path === '/api/job-board-api'
        ? arbeitnow(feeds.arbeitnow, Number(url.searchParams.get('page') ?? '1'))
        : missing()
    case 'remotive':
      return path === '/api/remote-jobs' ? remotive(feeds.remotive) : missing()
    case 'hn':
      return hackerNews(feeds, path)
    case 'greenhouse':
      return forTenant(feeds.greenhouse, /^\/v1\/boards\/([^/]+)\/jobs$/, path, (jobs) => ({
        jobs,
        meta: { total: jobs.length },
      }))
    case 'lever':
      return lever(feeds.lever, path, url)
    case 'lever-eu':
      return lever(feeds.leverEu, path, url)
    case 'ashby':
      return forTenant(feeds.ashby, /^\/posting-api\/job-board\/([^/]+)$/, path, (jobs) => ({ jobs, apiVersion: '1' }))
    case 'personio':
      return personio(feeds, rest[0] ?? '', `/${rest.slice(1).join('/')}`)
    case 'personio-www':
      return text(MARKETING, 'text/html; charset=utf-8')
    case 'pages':
      return page(path)
    default:
      return VENDORS[vendor]?.answer(feeds, path, ask) ?? missing()
  }
}

function arbeitnow(rows: readonly Json[], page: number): Answer {
  const slice = rows.slice((page - 1) * PAGE, page * PAGE)
  const at = (number: number) => `https://www.arbeitnow.com/api/job-board-api?page=${number}`
  const envelope = (data: readonly Json[], next: string | null) => ({
    data,
    links: { first: at(1), last: null, prev: page > 1 ? at(page - 1) : null, next },
    meta: {
      current_page: page,
      from: 1,
      path: 'https://www.arbeitnow.com/api/job-board-api',
      per_page: PAGE,
      to: data.length,
      terms: 'A replayed feed.',
    },
  })
  return json(envelope(slice, page * PAGE < rows.length ? at(page + 1) : null), envelope([], null))
}

function remotive(jobs: readonly Json[]): Answer {
  const feed = (list: readonly Json[]) => ({
    '0-legal-notice': 'A replayed feed.',
    'job-count': list.length,
    'total-job-count': list.length,
    jobs: list,
  })
  return json(feed(jobs), feed([]))
}

function hackerNews(feeds: Feeds, path: string): Answer {
  const { id, title } = feeds.hackerNews
  if (path === '/api/v1/search_by_date') {
    const hit = (objectID: string, name: string) => ({
      objectID,
      title: name,
      author: 'whoishiring',
      _tags: ['story', 'author_whoishiring'],
    })
    const hits = [hit(String(id - 1), title.replace('is hiring?', 'wants to be hired?')), hit(String(id), title)]
    return json({ hits, nbHits: 2, page: 0, nbPages: 1, hitsPerPage: 10 })
  }
  if (path !== `/api/v1/items/${id}`) return missing()
  return json(feeds.hackerNews, { ...feeds.hackerNews, children: [] })
}

function lever(sites: ReadonlyMap<string, readonly Json[]>, path: string, url: URL): Answer {
  const skip = Number(url.searchParams.get('skip') ?? '0')
  const limit = Number(url.searchParams.get('limit') ?? '100')
  return forTenant(sites, /^\/v0\/postings\/([^/]+)$/, path, (postings) => postings.slice(skip, skip + limit))
}

function personio(feeds: Feeds, tenant: string, path: string): Answer {
  const recorded = feeds.personioXml.get(tenant)
  const positions = feeds.personio.get(tenant)
  // An unknown employer is sent to the front page of the vendor, with status 200 in the end.
  if (recorded === undefined && positions === undefined)
    return { status: 302, type: 'text/html', body: '', location: 'https://www.personio.com/' }
  if (path !== '/xml') return missing()
  return { ...text(recorded ?? feedOf(positions ?? []), 'application/xml; charset=utf-8'), empty: feedOf([]) }
}

function feedOf(positions: readonly Json[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<workzag-jobs>${positions.map(positionOf).join('\n')}</workzag-jobs>`
}

function positionOf(row: Json): string {
  const tag = (name: string, value: unknown) =>
    `<${name}>${String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</${name}>`
  const offices = Array.isArray(row['additionalOffices']) ? row['additionalOffices'] : []
  const parts = Array.isArray(row['descriptions']) ? row['descriptions'] : []
  const described = parts.map(
    (part) => `<jobDescription>${tag('name', part.name)}<value><![CDATA[${part.value}]]></value></jobDescription>`,
  )
  const plain = [
    'id',
    'subcompany',
    'office',
    'department',
    'recruitingCategory',
    'name',
    'employmentType',
    'seniority',
    'schedule',
    'occupation',
    'createdAt',
  ]
  return `<position>${plain.map((name) => tag(name, row[name])).join('')}<additionalOffices>${offices.map((office) => tag('office', office)).join('')}</additionalOffices><jobDescriptions>${described.join('')}</jobDescriptions></position>`
}

function page(path: string): Answer {
  const number = /^\/(?:jobs|private)\/(\d+)$/.exec(path)?.[1]
  if (number !== undefined) return text(jobPage(Number(number), Date.now()), 'text/html; charset=utf-8')
  return path === '/about'
    ? text('<!doctype html><html><body><h1>About us</h1></body></html>', 'text/html; charset=utf-8')
    : missing()
}

function forTenant(
  tenants: ReadonlyMap<string, readonly Json[]>,
  shape: RegExp,
  path: string,
  envelope: (jobs: readonly Json[]) => unknown,
): Answer {
  const jobs = tenants.get(shape.exec(path)?.[1] ?? '')
  return jobs === undefined ? missing() : json(envelope(jobs), envelope([]))
}
