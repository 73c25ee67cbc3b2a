import type { JobPosting } from './posting.ts'

const TRACKING =
  /^(utm_.*|gclid|fbclid|msclkid|mc_[ce]id|ref|referrer|referer|source|src|lever-source.*|gh_src|trk|tracking.*|campaign|cid|sid|session.*|via|partner|rx_.*|jr_id|trackingid|refid|hsa_.*|_hs.*|igshid|si|yclid)$/i

/**
 * The address of a page without what differs between two links to it: protocol, `www.`, tracking parameters, fragment,
 * order of parameters, trailing slash. Null for what is no web address.
 */
export function canonicalUrl(address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  const kept = [...url.searchParams].filter(([name]) => !TRACKING.test(name))
  kept.sort(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)))
  const query = new URLSearchParams(kept).toString()
  const host = url.host.toLowerCase().replace(/^www\./, '')
  const path = url.pathname.replaceAll(/\/{2,}/g, '/').replace(/\/(index\.html?)?$/, '')
  return `${host}${path}${query === '' ? '' : `?${query}`}`
}

const ATS: readonly { vendor: string; host: RegExp; path: RegExp; tenant: boolean }[] = [
  { vendor: 'greenhouse', host: /(^|\.)greenhouse\.io$/, path: /\/(?:jobs|job_app)\/(?<id>\d{4,})/, tenant: false },
  {
    vendor: 'lever',
    host: /^jobs(\.eu)?\.lever\.co$/,
    path: /^\/[^/]+\/(?<id>[0-9a-f]{8}-[0-9a-f-]{27})/i,
    tenant: false,
  },
  { vendor: 'ashby', host: /^jobs\.ashbyhq\.com$/, path: /^\/[^/]+\/(?<id>[0-9a-f]{8}-[0-9a-f-]{27})/i, tenant: false },
  {
    vendor: 'personio',
    host: /^(?<tenant>[a-z0-9-]+)\.jobs\.personio\.(de|com)$/,
    path: /^\/job\/(?<id>\d+)/,
    tenant: true,
  },
  {
    vendor: 'smartrecruiters',
    host: /^(jobs|api)\.smartrecruiters\.com$/,
    path: /\/(?<id>\d{6,})(?:-|\/|$)/,
    tenant: false,
  },
  { vendor: 'workable', host: /^apply\.workable\.com$/, path: /\/j\/(?<id>[0-9a-z]{6,})/i, tenant: false },
  { vendor: 'teamtailor', host: /\.teamtailor\.com$/, path: /^(?:\/[a-z-]+)?\/jobs\/(?<id>\d+)/i, tenant: false },
  {
    vendor: 'bamboohr',
    host: /^(?<tenant>[a-z0-9-]+)\.bamboohr\.com$/,
    path: /^\/careers\/(?<id>\d+)/,
    tenant: true,
  },
  {
    vendor: 'workday',
    host: /^(?<tenant>[a-z0-9_-]+)\.wd\d+\.myworkdayjobs\.com$/,
    path: /\/job\/.*_(?<id>[^/_]+)(?:\/apply.*)?$/,
    tenant: true,
  },
]

/** The id of a posting in the employer's recruiting system, when an address tells it: `greenhouse:4012345`. */
export function atsKeyOf(address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  const embedded = /(^|\.)greenhouse\.io$/i.test(url.hostname) && url.pathname.endsWith('/job_app')
  const jid = url.searchParams.get(embedded ? 'token' : 'gh_jid')
  if (jid !== null && /^\d{4,}$/.test(jid)) return `greenhouse:${jid}`
  for (const { vendor, host, path, tenant } of ATS) {
    const at = host.exec(url.hostname.toLowerCase())
    const id = path.exec(url.pathname)?.groups?.['id']?.toLowerCase()
    if (at !== null && id !== undefined)
      return tenant ? `${vendor}:${at.groups?.['tenant'] ?? ''}:${id}` : `${vendor}:${id}`
  }
  return null
}

/** What a posting is recognised by at another source. */
export interface Identity {
  readonly ats_key: string | null
  readonly url_keys: readonly string[]
}

/** The keys under which a posting is the same one wherever it is seen. */
export function identityOf(posting: Pick<JobPosting, 'ats' | 'source_url' | 'apply_url'>): Identity {
  const addresses = [posting.apply_url, posting.source_url].filter((url) => url !== null)
  const named = posting.ats === null ? null : keyOf(posting.ats.vendor, posting.ats.tenant, posting.ats.id)
  const ats_key = named ?? addresses.map(atsKeyOf).find((key) => key !== null) ?? null
  const urls = addresses.map(canonicalUrl).filter((url) => url !== null && namesOnePosting(url))
  return { ats_key, url_keys: [...new Set(urls.filter((url) => url !== null))] }
}

function keyOf(vendor: string, tenant: string, id: string): string {
  const rule = ATS.find((ats) => ats.vendor === vendor)
  return rule?.tenant === false
    ? `${vendor}:${id.toLowerCase()}`
    : `${vendor}:${tenant.toLowerCase()}:${id.toLowerCase()}`
}

// A careers page stands for many postings; a page of one posting has a number or a long name in its address.
function namesOnePosting(url: string): boolean {
  const slash = url.indexOf('/')
  if (slash < 0) return false
  const rest = url.slice(slash)
  return /\d{3,}/.test(rest) || (rest.split('/').at(-1) ?? '').length >= 20
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
