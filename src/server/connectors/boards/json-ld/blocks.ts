import { Parser } from 'htmlparser2'
import { unescaped } from '#connectors/boards/html.ts'

/** What a page carries for machines. */
export interface Page {
  /** The text of every `application/ld+json` block. */
  readonly blocks: readonly string[]
  readonly canonical: string | null
  readonly text: string
}

/** Collects the data blocks of a page, its canonical address and its visible text. */
export function pageOf(html: string): Page {
  const blocks: string[] = []
  let canonical: string | null = null
  let text = ''
  let inside: 'data' | 'silent' | null = null
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'script')
        inside = /^application\/ld\+json/i.test((attributes['type'] ?? '').trim()) ? 'data' : 'silent'
      else if (name === 'style') inside = 'silent'
      else if (name === 'link' && /\bcanonical\b/i.test(attributes['rel'] ?? ''))
        canonical ??= attributes['href'] ?? null
      if (inside === 'data') blocks.push('')
    },
    ontext(piece) {
      if (inside === 'data') blocks[blocks.length - 1] += piece
      else if (inside === null) text += piece
    },
    onclosetag(name) {
      if (name === 'script' || name === 'style') inside = null
    },
  })
  parser.end(html)
  return { blocks, canonical, text }
}

/**
 * The objects in a block. Real pages wrap JSON in comments or CDATA, leave line breaks inside strings,
 * trail commas, or escape the whole block; all of that is read. Anything worse gives undefined.
 */
export function dataIn(block: string): unknown {
  const bare = block
    .replaceAll(/<!--|-->|<!\[CDATA\[|(?:\/\/\s*)?\]\]>|^\s*\/\*|\*\/\s*$|^\s*\/\//g, ' ')
    .trim()
    .replace(/;$/, '')
  for (const attempt of [bare, repaired(bare), repaired(unescapedQuotes(bare))]) {
    const data = parsed(attempt)
    if (data !== undefined) return data
  }
  return undefined
}

type Node = Readonly<Record<string, unknown>>

/**
 * Every object of type JobPosting, however deep: arrays, `@graph`, `mainEntity`, lists. What it only names by its `@id`
 * is put in its place, wherever on the page it stands.
 */
export function jobPostingsIn(data: unknown): Node[] {
  const nodes = nodesIn(data)
  const named = new Map(nodes.flatMap((node) => (isReference(node) ? [] : [[node['@id'], node] as const])))
  const whole = (value: unknown) => (isObject(value) && isReference(value) ? (named.get(value['@id']) ?? value) : value)
  return nodes
    .filter((node) => typesOf(node).includes('JobPosting'))
    .map((node) =>
      Object.fromEntries(
        Object.entries(node).map(([name, value]) => [name, Array.isArray(value) ? value.map(whole) : whole(value)]),
      ),
    )
}

// What stands within a posting is part of it, not another one.
function nodesIn(data: unknown, depth = 0): Node[] {
  if (depth > 9) return []
  if (Array.isArray(data)) return data.flatMap((entry: unknown) => nodesIn(entry, depth + 1))
  if (!isObject(data)) return []
  return typesOf(data).includes('JobPosting')
    ? [data]
    : [data, ...Object.values(data).flatMap((value) => nodesIn(value, depth + 1))]
}

function isReference(node: Node): boolean {
  return typeof node['@id'] === 'string' && Object.keys(node).length === 1
}

export function isObject(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

// "JobPosting", ["JobPosting"], "schema:JobPosting", "http://schema.org/JobPosting".
function typesOf(data: Node): string[] {
  const type = data['@type']
  const names: unknown[] = Array.isArray(type) ? type : [type]
  return names.filter((name) => typeof name === 'string').map((name) => name.replace(/^.*[/:#]/, ''))
}

// Control characters inside strings become escapes, commas before a closing bracket fall away.
function repaired(text: string): string {
  let result = ''
  let inString = false
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index)
    if (inString && character === '\\') {
      result += character + text.charAt(index + 1)
      index += 1
    } else if (character === '"') {
      inString = !inString
      result += character
    } else if (character < ' ') result += inString ? escapeOf(character) : ' '
    else if (!inString && character === ',' && /^\s*[}\]]/.test(text.slice(index + 1, index + 200))) result += ' '
    else result += character
  }
  return result
}

function escapeOf(character: string): string {
  if (character === '\n') return '\\n'
  return character === '\t' ? '\\t' : ' '
}

function unescapedQuotes(text: string): string {
  return unescaped(text).replaceAll('&quot;', '"').replaceAll('&#34;', '"').replaceAll('&amp;', '&')
}

function parsed(text: string): unknown {
  try {
    const data: unknown = JSON.parse(text)
    return data
  } catch {
    return undefined
  }
}
