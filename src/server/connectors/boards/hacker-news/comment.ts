import type { RemoteKind } from '#domain/postings/posting.ts'
import { lineOf } from '#connectors/boards/html.ts'
import { parsedSalary } from '#connectors/boards/salary.ts'
import { remoteKindIn } from '#connectors/boards/work-terms.ts'

/** What the first line of a comment says, part by part; and the roles that it offers. */
export interface Offer {
  readonly company: string
  readonly roles: readonly string[]
  readonly places: readonly string[]
  readonly remote: RemoteKind | null
  readonly remote_text: string | null
  readonly salary_text: string | null
  readonly employment: readonly string[]
  readonly links: readonly string[]
}

const ROLE =
  /\b(engineers?|developers?|designers?|managers?|scientists?|analysts?|architects?|researchers?|programmers?|recruiters?|writers?|marketers?|administrators?|consultants?|specialists?|technicians?|producers?|operators?|assistants?|interns?|leads?|leaders?|directors?|heads? of|vp|cto|ceo|coo|founders?|founding|devops|sre|devrel|swes?|qa|full[- ]?stack|front[- ]?end|back[- ]?end|roles?|positions?|entwickler(in)?|sales|account executives?|support|product|data|growth)\b/i
const EMPLOYMENT = /\b(full[- ]?time|part[- ]?time|contract(ors?)?|freelance|intern(ship)?s?|temporary|permanent)\b/i
const PARTS = /\s*(?:\||•|·|\s[—–]\s)\s*/
const URLS = /https?:\/\/[^\s)]+/g
const HEADING =
  /^(open |current |our )?(roles|positions|openings|we('| a)re hiring( for)?)( include)?:?$|(open roles|open positions|openings|hiring for the following( roles)?):$/i

/** Reads a comment; null when it is no offer (no parts in its first line: a question, a remark). */
export function offerIn(html: string): Offer | null {
  const paragraphs = html.split(/<\/?p>/i).filter((paragraph) => paragraph.trim() !== '')
  const header = paragraphs[0] ?? ''
  const [first = '', ...rest] = lineOf(header)
    .split(PARTS)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (rest.length === 0) return null
  const company = first
    .replaceAll(URLS, ' ')
    .replaceAll(/\(\s*\)/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/[\s:,-]+$/, '')
    .trim()
  const parts = rest
    .map((part) =>
      part
        .replaceAll(URLS, ' ')
        .replaceAll(/\(\s*\)/g, ' ')
        .trim(),
    )
    .filter((part) => part !== '')
  const told = sorted(parts)
  const listed = listedRoles(paragraphs.slice(1).map(lineOf))
  const remote_text = parts.find((part) => remoteKindIn(part) !== null) ?? null
  return {
    company,
    roles: listed.length > 1 ? listed : told.roles.flatMap(splitRoles),
    places: told.places,
    remote: remote_text === null ? null : remoteKindIn(remote_text),
    remote_text,
    salary_text: told.salary,
    employment: parts.flatMap((part) => part.match(new RegExp(EMPLOYMENT, 'gi')) ?? []),
    links: linksIn(html),
  }
}

function sorted(parts: readonly string[]) {
  const roles: string[] = []
  const places: string[] = []
  let salary: string | null = null
  for (const part of parts) {
    if (salary === null && parsedSalary(part) !== null) salary = part
    else if (remoteKindIn(part) !== null) places.push(...placesBeside(part))
    else if (isOnlyEmployment(part)) continue
    else if (ROLE.test(part) && part.length <= 160) roles.push(part)
    else if (part.length <= 80 && /^\p{Lu}/u.test(part) && !/[.!?]$/.test(part)) places.push(part)
  }
  return { roles, places, salary }
}

// "Berlin or Remote (EU)" names a place; "REMOTE (worldwide)" and "Remote US or Canada" only say how, and are kept as such.
function placesBeside(part: string): string[] {
  const bare = part.replaceAll(/\([^)]*\)/g, ' ').split(/\s*(?:\/|,|;|\bor\b|\band\b|\+|&)\s*/i)
  const named = bare
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '' && remoteKindIn(piece) === null && /^\p{Lu}/u.test(piece))
  return remoteKindIn(bare[0] ?? '') === 'remote' ? [] : named.length > 0 ? [named.join(', ')] : []
}

function isOnlyEmployment(part: string): boolean {
  return (
    EMPLOYMENT.test(part) &&
    part.replaceAll(new RegExp(EMPLOYMENT, 'gi'), '').replaceAll(/[\s,/&+()]|and|or/gi, '') === ''
  )
}

// Several roles in one part, only where every piece is one by itself: "Frontend Engineer, Product Designer".
function splitRoles(part: string): string[] {
  const pieces = part.split(/\s*(?:,|;|\s\/\s)\s*/).filter((piece) => piece !== '')
  const clear =
    pieces.length > 1 &&
    pieces.every((piece) => ROLE.test(piece) && piece.split(/\s+/).length >= 2 && !/\(|\)/.test(piece))
  return clear ? pieces : [part]
}

// "Open roles:" followed by one role a line ("Frontend Engineer - Spend ~80% of your time …").
function listedRoles(lines: readonly string[]): string[] {
  const start = lines.findIndex((line) => HEADING.test(line) || /\bopen (roles|positions):$/i.test(line))
  if (start < 0) return []
  const roles: string[] = []
  for (const line of lines.slice(start + 1)) {
    const head =
      line
        .replace(/^[-*•\d.)\s]+/, '')
        .split(/\s[-–—]\s|:\s|\s\(|\shttps?:/)[0]
        ?.trim() ?? ''
    if (head.length === 0 || head.length > 80 || !ROLE.test(head) || /[.!?]$/.test(head)) break
    roles.push(head)
  }
  return roles
}

function linksIn(html: string): string[] {
  return [...html.matchAll(/href="([^"]+)"/gi)].map((match) => lineOf(match[1] ?? ''))
}
