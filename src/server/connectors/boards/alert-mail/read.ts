import type { ImportOutcome } from '#domain/postings/job-board-port.ts'
import { shallow } from '#connectors/boards/html.ts'
import { siteOf } from '#connectors/boards/open-page/read.ts'
import { postingAt } from '#connectors/boards/open-page/site.ts'
import type { Named, Site } from '#connectors/boards/open-page/site.ts'
import { treeOf } from '#connectors/boards/open-page/tree.ts'
import type { Element } from '#connectors/boards/open-page/tree.ts'
import { placesOf } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { parsedSalary } from '#connectors/boards/salary.ts'
import { remoteKindIn } from '#connectors/boards/work-terms.ts'
import { mailFrom } from './mime.ts'

type Posting = { readonly site: Site; readonly named: Named }
/** A line of a mail, and the posting that it leads to. */
interface Line {
  readonly text: string
  readonly to: Posting | null
}

const MOST = 200
const FLAT = new Set(['a', 'b', 'em', 'font', 'i', 'small', 'span', 'strong', 'u'])
const SILENT = new Set(['head', 'script', 'style', 'title'])
const BUTTON =
  /^(view|see|apply|easy apply|save|new|actively|be an early|promoted|unsubscribe|show|jetzt|ansehen|zur? |details|bewerben|mehr|schnelle bewerbung|voir|postuler|\d+ (connections?|alumni|school))\b/i

/** The postings of an alert that a board sent by mail, each as far as the mail tells it. */
export function readAlert(source: string): ImportOutcome {
  const mail = mailFrom(source)
  if (mail === null)
    return failed(
      'wrong_content',
      'That is no e-mail as programs save it. Save the message as a file (.eml), and drop that.',
    )
  const ofHtml = linesIn(treeOf(shallow(mail.html)))
  const reads = postingsIn(ofHtml.some(({ to }) => to !== null) ? ofHtml : linesOfText(mail.text))
  const items = reads.flatMap((read) => (read.ok ? [read.posting] : []))
  const rejects = reads.flatMap((read) => (read.ok ? [] : [read.reject]))
  if (items.length > 0) return { outcome: 'ok', items, rejects }
  return failed(
    'no_posting',
    'No link in this message leads to a posting of a board that is known here. Some boards count each click first: open the posting, and import its page.',
  )
}

function failed(outcome: 'wrong_content' | 'no_posting', message: string): ImportOutcome {
  return { outcome, message, retry_after_s: null }
}

// A posting is named by its title; what follows, up to the next one, is of it: the employer, the place, the pay.
function postingsIn(lines: readonly Line[]): Normalized[] {
  const seen = new Map<string, Normalized>()
  for (const [at, { text, to }] of lines.entries()) {
    if (to === null || text === '' || BUTTON.test(text) || seen.size >= MOST) continue
    const key = `${to.site.board.facts.id} ${to.named.id}`
    if (seen.has(key)) continue
    const next = lines.findIndex((line, index) => index > at && line.to !== null && line.to.named.id !== to.named.id)
    const about = lines
      .slice(at + 1, next < 0 ? at + 9 : Math.min(next, at + 9))
      .map((line) => line.text)
      .filter((line) => line !== '' && line !== text && line.length <= 120 && !BUTTON.test(line))
    seen.set(key, posting(to, text, about))
  }
  return [...seen.values()]
}

// "Acme · Berlin" on one line, or on one each.
function posting({ site, named }: Posting, title: string, about: readonly string[]): Normalized {
  const parts = about.flatMap((line) => line.split(/ [·•|] /)).map((part) => part.trim())
  const pay = parts.find((part) => parsedSalary(part) !== null)
  const [company = '', place = ''] = parts.filter((part) => part !== pay)
  return postingAt(site, named, {
    title,
    company: { name: company },
    locations: placesOf([place]),
    remote: { kind: remoteKindIn(`${place} ${title}`), how: 'parsed' },
    salary: parsedSalary(pay ?? ''),
  })
}

function linesIn(root: Element): Line[] {
  const lines: Line[] = []
  let text = ''
  let to: Posting | null = null
  const end = () => {
    const line = text.replaceAll(/(?:\s|\u00ad|\u034f|[\u200b-\u200f]|\u2060)+/g, ' ').trim()
    if (line !== '') lines.push({ text: line, to })
    text = ''
  }
  const visit = (element: Element, inside: Posting | null) => {
    for (const child of element.children) {
      if (typeof child === 'string') {
        if (child.trim() !== '' && inside !== to) end()
        if (child.trim() !== '') to = inside
        text += child
      } else if (!SILENT.has(child.name)) {
        if (!FLAT.has(child.name)) end()
        visit(child, postingOfLink(child.attributes['href']) ?? inside)
        if (!FLAT.has(child.name)) end()
      }
    }
  }
  visit(root, null)
  end()
  return lines
}

// In plain text the address follows what it is about, after an empty line or none.
function linesOfText(text: string): Line[] {
  const lines: Line[] = []
  let block: string[] = []
  for (const raw of text.slice(0, 500_000).split('\n')) {
    const line = raw.trim()
    const to = postingOfLink(/https?:\/\/\S+/.exec(line)?.[0])
    if (to !== null && block.length > 0) {
      lines.push(...block.slice(-4).map((each, index) => ({ text: each, to: index === 0 ? to : null })))
      block = []
    } else if (/^[-=_*]{3,}$/.test(line)) block = []
    else if (line !== '' && !line.includes('://')) block.push(line)
  }
  return lines
}

/** Addresses in mails often lead through another one, which they carry. */
function postingOfLink(href: string | undefined): Posting | null {
  const url = URL.parse(href ?? '')
  if (url === null) return null
  for (const address of [url, ...[...url.searchParams.values()].map((value) => URL.parse(value))]) {
    const site = address === null ? null : siteOf(address)
    const named = address === null ? null : (site?.named(address) ?? null)
    if (site !== null && named !== null) return { site, named }
  }
  return null
}
