import type { JobBoard } from '#domain/postings/job-board-port.ts'
import { listedBoard } from '#connectors/boards/define.ts'
import { postingOf } from '#connectors/boards/posting-of.ts'
import type { Normalized, Told } from '#connectors/boards/posting-of.ts'
import type { Marks } from './cards.ts'
import type { Element } from './tree.ts'

/** A page as a person had it open in their own browser. */
export interface OpenPage {
  readonly html: string
  /** Where it was open, when that is known. */
  readonly url: URL | null
  readonly tree: Element
  readonly scripts: readonly string[]
  /** When it was open, for "3 days ago". */
  readonly now_ms: number | null
}

/** A posting as an address of the site names it: its id there, and its address without what belongs to a visit. */
export interface Named {
  readonly id: string
  readonly url: string
}

/** What is known of a posting before it is one of the site's. */
export type Bare = Omit<Told, 'board_id' | 'external_id' | 'source_url'>

/** A site that nothing fetches: pages of it are read as a person brings them. */
export interface Site {
  readonly board: JobBoard
  readonly hosts: RegExp
  /** The posting that an address names, null for any other page of the site. */
  named(url: URL): Named | null
  /** What the page says of the posting that it is about, beside its JobPosting data. */
  posting?(page: OpenPage): Bare | null
  /** The postings in what the page's scripts are given. */
  state?(page: OpenPage, of: (named: Named, bare: Bare) => Normalized): readonly Normalized[]
  /** How the results of a search are marked. */
  readonly cards?: Marks
}

interface Definition extends Omit<Site, 'board'> {
  readonly id: string
  readonly name: string
  readonly about: string
  readonly homepage: string
  readonly terms_url: string
  readonly terms_note: string
}

/** A site over its definition. */
export function defineSite({ id, name, about, homepage, terms_url, terms_note, ...site }: Definition): Site {
  const attribution = { text: `Found by you at ${name}`, url: homepage, nofollow: true }
  return {
    ...site,
    board: listedBoard({ id, name, about, homepage, terms_url, terms_note, attribution }, 'import_only'),
  }
}

/** A posting of the site. */
export function postingAt(site: Site, { id, url }: Named, bare: Bare): Normalized {
  return postingOf({ apply_url: url, ...bare, board_id: site.board.facts.id, external_id: id, source_url: url })
}

/** `named` for sites whose addresses carry an id: the first group of the pattern, and the address without its query. */
export function namedByPath(pattern: RegExp): Site['named'] {
  return (url) => {
    const id = pattern.exec(url.pathname)?.[1]
    return id === undefined ? null : { id, url: `${url.origin}${url.pathname}` }
  }
}
