import type { CareersUrl } from '#domain/postings/job-board-port.ts'

interface Rule {
  readonly board_id: string
  readonly host: RegExp
  /** The employer's name in the system, null when the address is not one of an employer. */
  tenant(url: URL, match: RegExpExecArray): string | null
  config?(match: RegExpExecArray, url: URL): Readonly<Record<string, string>>
  /** The one opening that the address names. */
  job?(url: URL): string | null
}

const RULES: readonly Rule[] = [
  {
    board_id: 'greenhouse',
    host: /^(?:boards|job-boards|boards-api)(?:\.eu)?\.greenhouse\.io$/,
    tenant: (url) => url.searchParams.get('for') ?? (part(url, 0) === 'v1' ? part(url, 2) : part(url, 0)),
    job: (url) => /\/jobs\/(\d+)/.exec(url.pathname)?.[1] ?? url.searchParams.get('gh_jid'),
  },
  {
    board_id: 'lever',
    host: /^(?:jobs|api)(\.eu)?\.lever\.co$/,
    tenant: (url) => (part(url, 0) === 'v0' ? part(url, 2) : part(url, 0)),
    config: (match) => ({ region: match[1] === undefined ? 'global' : 'eu' }),
    job: (url) => part(url, 1),
  },
  { board_id: 'ashby', host: /^jobs\.ashbyhq\.com$/, tenant: (url) => part(url, 0), job: (url) => part(url, 1) },
  {
    board_id: 'personio',
    host: /^([a-z0-9-]+)\.jobs\.personio\.(de|com)$/,
    tenant: (_url, match) => match[1] ?? null,
    config: (match) => ({ domain: match[2] ?? 'de' }),
    job: (url) => /\/job\/(\d+)/.exec(url.pathname)?.[1] ?? null,
  },
  {
    board_id: 'smartrecruiters',
    host: /^(?:jobs|careers|api)\.smartrecruiters\.com$/,
    tenant: (url) => (/^\/(v1|oneclick-ui)\//.test(url.pathname) ? part(url, 2) : part(url, 0)),
    job: (url) => /\/(\d{6,})(?:-|\/|$)/.exec(url.pathname)?.[1] ?? null,
  },
  {
    board_id: 'workable',
    host: /^apply\.workable\.com$/,
    tenant: (url) => {
      const [first = '', ...rest] = [0, 1, 2, 3, 4].map((index) => part(url, index))
      // `/j/CODE` names an opening, and not whose it is.
      return first === 'api' ? (rest[3] ?? null) : first === 'j' ? null : first
    },
    job: (url) => /\/j\/([A-Z0-9]{6,})/i.exec(url.pathname)?.[1]?.toUpperCase() ?? null,
  },
  {
    board_id: 'recruitee',
    host: /^(?!(?:www|api|app|docs|support)\.)([a-z0-9-]+)\.recruitee\.com$/,
    tenant: (_url, match) => match[1] ?? null,
  },
  {
    board_id: 'teamtailor',
    host: /^(?!(?:www|api|app|docs|support)\.)([a-z0-9-]+(?:\.[a-z]{2,4})?)\.teamtailor\.com$/,
    tenant: (_url, match) => match[1] ?? null,
    job: (url) => /\/jobs\/(\d+)/.exec(url.pathname)?.[1] ?? null,
  },
  {
    board_id: 'bamboohr',
    host: /^(?!(?:www|app|api|help|documentation|partners)\.)([a-z0-9-]+)\.bamboohr\.com$/,
    tenant: (_url, match) => match[1] ?? null,
    job: (url) => /\/careers\/(\d+)/.exec(url.pathname)?.[1] ?? null,
  },
  {
    board_id: 'workday',
    host: /^([a-z0-9-]+)\.(wd\d+)\.myworkdayjobs\.com$/,
    tenant: (url, match) => (workdaySite(url) === null ? null : `${match[1]}-${workdaySite(url)}`),
    config: (match, url) => ({ tenant: `${match[1]}.${match[2]}/${workdaySite(url)}` }),
    job: (url) => /\/job\/.+?(?=\/apply|$)/.exec(url.pathname)?.[0] ?? null,
  },
]

const SYSTEMS =
  'Greenhouse, Lever, Ashby, Personio, SmartRecruiters, Workable, Recruitee, Teamtailor, BambooHR or Workday'

export type NamedBoard = Extract<CareersUrl, { kind: 'board' }>

/** Which recruiting system an address belongs to, from its host alone; nobody is asked, nothing is guessed. */
export function boardForCareersUrl(text: string): CareersUrl {
  const url = URL.parse(/^https?:\/\//i.test(text.trim()) ? text.trim() : `https://${text.trim()}`)
  if (url === null || !url.hostname.includes('.')) return { kind: 'unknown', message: 'That is not a web address.' }
  const named = boardOf(url)
  if (named !== null) return named
  return {
    kind: 'unknown',
    message: `${url.hostname} does not tell which recruiting system is behind it. Open one of its postings and look at the address of the application form: if it leads to ${SYSTEMS}, paste that address. Single postings can be imported from any page.`,
  }
}

/** The opening that an address names within one of the systems, null when it names none. */
export function jobForUrl(text: string): { readonly board: NamedBoard; readonly id: string } | null {
  const url = URL.parse(text.trim())
  const board = url === null ? null : boardOf(url)
  const id =
    url === null || board === null ? null : (RULES.find((rule) => rule.board_id === board.board_id)?.job?.(url) ?? null)
  return board === null || id === null ? null : { board, id }
}

function boardOf(url: URL): NamedBoard | null {
  for (const rule of RULES) {
    const match = rule.host.exec(url.hostname.toLowerCase())
    const tenant = match === null ? null : rule.tenant(url, match)
    if (match !== null && tenant !== null && tenant !== '' && tenant !== 'embed') {
      return { kind: 'board', board_id: rule.board_id, tenant, config: { tenant, ...rule.config?.(match, url) } }
    }
  }
  return null
}

// Before the name of the site, a language may stand: /en-US/Careers.
function workdaySite(url: URL): string | null {
  const first = part(url, 0)
  if (first === 'wday') return part(url, 3)
  return /^[a-z]{2}-[A-Z]{2}$/.test(first ?? '') ? part(url, 1) : first
}

function part(url: URL, index: number): string | null {
  const text = url.pathname.split('/').filter((piece) => piece !== '')[index]
  try {
    return text === undefined ? null : decodeURIComponent(text)
  } catch {
    return null
  }
}
