import type { PageRead } from '#domain/postings/job-board-port.ts'
import type { JobPosting } from '#domain/postings/posting.ts'
import { shallow } from '#connectors/boards/html.ts'
import { readHtml } from '#connectors/boards/json-ld/parse.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { cardsIn } from './cards.ts'
import { postingAt } from './site.ts'
import type { OpenPage, Site } from './site.ts'
import { sites } from './sites.ts'
import { first, scriptsIn, treeOf } from './tree.ts'

type Page = Extract<PageRead, { kind: 'page' }>

/**
 * The postings of a page that a person had open: of one posting, or the results of a search. Where the site is known,
 * they carry its id and its address; nothing found is a page without items.
 */
export function readOpenPage(given: string, url: string | null, now_ms: number | null): Page {
  const html = shallow(given)
  const tree = treeOf(html)
  const address = URL.parse(url ?? addressIn(html, tree) ?? '')
  const page: OpenPage = { html, url: address, tree, scripts: scriptsIn(tree), now_ms }
  const site = address === null ? null : siteOf(address)
  const common = commonly(page)
  if (site !== null) return known(site, joined(common, ownOf(site, page)))
  if (common.items.length > 0 || address !== null) return common
  // A piece of a page says nowhere where it is from: the marks of a site tell.
  const own = sites.map((each) => ownOf(each, page)).find((reads) => reads.length > 0)
  return joined(common, own ?? [])
}

/** The site that an address belongs to. */
export function siteOf({ hostname }: URL): Site | null {
  return sites.find(({ hosts }) => hosts.test(hostname)) ?? null
}

// What pages carry for search engines, under the id that the site itself has for it.
function commonly(page: OpenPage): Page {
  const read = readHtml(page.html, page.url?.href ?? null)
  if (read.kind === 'failure') return { kind: 'page', items: [], rejects: [], next: null, total: 0 }
  const alone = read.items.length === 1
  return { ...read, items: read.items.map((item) => atItsSite(item, alone ? page.url : null)) }
}

function atItsSite(item: JobPosting, url: URL | null): JobPosting {
  for (const address of [URL.parse(item.source_url), url]) {
    const site = address === null ? null : siteOf(address)
    const named = address === null ? null : (site?.named(address) ?? null)
    if (site !== null && named !== null)
      return { ...item, board_id: site.board.facts.id, external_id: named.id, source_url: named.url }
  }
  return item
}

function ownOf(site: Site, page: OpenPage): readonly Normalized[] {
  const named = page.url === null ? null : site.named(page.url)
  const state = site.state?.(page, (of, bare) => postingAt(site, of, bare)) ?? []
  const cards = site.cards === undefined ? [] : cardsIn(site, site.cards, page)
  const found = [...state, ...cards]
  // Beside a list of results, one posting may stand open.
  if (named === null && found.length > 0) return found
  const about = site.posting?.(page) ?? null
  // On the page of one posting, the others are what the site would like one to see as well.
  if (about === null) return found.filter((read) => read.ok && read.posting.external_id === named?.id)
  // Without an address it has no id; what it says stands in for one.
  const stands = named ?? { id: `page:${about.company.name ?? ''} ${about.title}`, url: '' }
  return [postingAt(site, stands, { ...about, apply_url: named?.url ?? null })]
}

// Sites are built anew without a word: a page of one on which nothing was known must not look like one without jobs.
function known(site: Site, page: Page): Page {
  if (page.items.length > 0) return page
  const { name } = site.board.facts
  return {
    ...page,
    doubt: `This is a page of ${name}, and nothing on it looks like a posting as we know them there; it may be built in a new way. Open a single posting at ${name} and bring its page.`,
  }
}

function joined(stated: Page, own: readonly Normalized[]): Page {
  const common = { ...stated, items: stated.items.map((item) => underItsId(item, own)) }
  const items = new Map(common.items.map((item) => [item.external_id, item]))
  for (const read of own)
    if (read.ok && !items.has(read.posting.external_id)) items.set(read.posting.external_id, read.posting)
  const rejects = own.flatMap((read) => (read.ok ? [] : [read.reject]))
  return { ...common, items: [...items.values()], rejects: [...common.rejects, ...rejects], total: items.size }
}

// A list for search engines may leave out the addresses, which the results beside it have.
function underItsId(item: JobPosting, own: readonly Normalized[]): JobPosting {
  if (siteOfPosting(item) !== null) return item
  const same = own.flatMap((read) =>
    read.ok && read.posting.title === item.title && read.posting.company.name === item.company.name
      ? [read.posting]
      : [],
  )
  const [one] = same
  if (one === undefined || same.length > 1) return item
  const { board_id, external_id, source_url, apply_url } = one
  return { ...item, board_id, external_id, source_url, apply_url: item.apply_url ?? apply_url }
}

function siteOfPosting({ board_id }: JobPosting): Site | null {
  return sites.find(({ board }) => board.facts.id === board_id) ?? null
}

// Browsers that save a page note where it was from.
function addressIn(html: string, tree: ReturnType<typeof treeOf>): string | null {
  const saved = /<!-- saved from url=\(\d+\)(https?:\/\/\S+) -->/.exec(html.slice(0, 2000))?.[1]
  const canonical = first(tree, 'link[rel=canonical]')?.attributes['href']
  return saved ?? canonical ?? first(tree, 'meta[property=og:url]')?.attributes['content'] ?? null
}
