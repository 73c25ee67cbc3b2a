import { dateFromAgo, dateFromText } from '#connectors/boards/dates.ts'
import { placesOf } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { parsedSalary } from '#connectors/boards/salary.ts'
import { remoteKindIn } from '#connectors/boards/work-terms.ts'
import { postingAt } from './site.ts'
import type { Named, OpenPage, Site } from './site.ts'
import { all, first, lineIn } from './tree.ts'
import type { Element } from './tree.ts'

/** Where the parts of a result stand in it; each is a list of marks, of which the first one that says something counts. */
export interface Marks {
  readonly card: string
  readonly title: string
  readonly company?: string
  readonly location?: string
  readonly salary?: string
  readonly posted?: string
  readonly text?: string
  /** For results whose link leads through the site's own counting: the posting as the card itself names it. */
  named?(card: Element): Named | null
  /** The employer as the address names it, where the card does not. */
  company_of?(named: Named): string | null
}

/** The results of a search, each as far as its card tells it. */
export function cardsIn(site: Site, marks: Marks, page: OpenPage): Normalized[] {
  return all(page.tree, marks.card).flatMap((card) => {
    const named = marks.named?.(card) ?? linkIn(site, card, page)
    const title = says(card, marks.title)
    if (named === null || title === '') return []
    const location = says(card, marks.location)
    return postingAt(site, named, {
      title,
      company: { name: says(card, marks.company), fallback: marks.company_of?.(named) ?? '' },
      locations: placesOf([location]),
      remote: { kind: remoteKindIn(`${location} ${title}`), how: 'parsed' },
      salary: parsedSalary(says(card, marks.salary)),
      description_html: says(card, marks.text),
      posted: postedIn(card, marks, page.now_ms),
    })
  })
}

// A card may hold cards that a site repeats inside: the first link to a posting is the one it is about.
function linkIn(site: Site, card: Element, page: OpenPage): Named | null {
  for (const { attributes } of [card, ...all(card, 'a[href]')]) {
    const url = URL.parse(attributes['href'] ?? '', page.url?.href ?? site.board.facts.homepage)
    const named = url !== null && site.hosts.test(url.hostname) ? site.named(url) : null
    if (named !== null) return named
  }
  return null
}

function says(card: Element, marks: string | undefined): string {
  for (const mark of marks?.split(',') ?? []) {
    const line = lineIn(first(card, mark))
    if (line !== '') return line
  }
  return ''
}

function postedIn(card: Element, { posted }: Marks, now_ms: number | null) {
  const element = posted === undefined ? null : first(card, posted)
  const stated = dateFromText(element?.attributes['datetime'])
  return stated ?? (now_ms === null ? null : dateFromAgo(lineIn(element), now_ms))
}
