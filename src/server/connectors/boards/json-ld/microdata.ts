import { Parser } from 'htmlparser2'

type Item = Record<string, unknown>
interface Open {
  readonly tag: string
  readonly depth: number
  readonly item: Item | null
  readonly property: string | null
  readonly parent: Item | null
  text: string
}

const VALUES: Readonly<Record<string, string>> = {
  meta: 'content',
  a: 'href',
  link: 'href',
  img: 'src',
  time: 'datetime',
  data: 'value',
}
const EMPTY = new Set([
  'meta',
  'link',
  'img',
  'br',
  'hr',
  'input',
  'source',
  'wbr',
  'area',
  'base',
  'col',
  'embed',
  'track',
])

/** JobPosting items written as microdata (`itemscope`, `itemprop`), in the shape of JSON-LD. */
export function microdataIn(html: string): Item[] {
  const found: Item[] = []
  const stack: Open[] = []
  let depth = 0
  const parser = new Parser({
    onopentag(tag, attributes) {
      depth += 1
      const property = attributes['itemprop'] ?? null
      const scoped = attributes['itemscope'] !== undefined
      const parent = stack.findLast((open) => open.item !== null)?.item ?? null
      if (!scoped && property === null) return
      const item: Item | null = scoped ? { '@type': (attributes['itemtype'] ?? '').replace(/^.*\//, '') } : null
      const value = attributes['content'] ?? attributes[VALUES[tag] ?? '']
      if (item !== null && item['@type'] === 'JobPosting') found.push(item)
      if (item !== null && property !== null && parent !== null) put(parent, property, item)
      else if (item === null && property !== null && parent !== null && value !== undefined)
        put(parent, property, value)
      const reads = item === null && value === undefined
      stack.push({ tag, depth, item, property: reads ? property : null, parent, text: '' })
    },
    ontext(piece) {
      for (const open of stack) if (open.property !== null) open.text += piece
    },
    onclosetag(tag) {
      const open = stack.at(-1)
      if (open !== undefined && open.depth === depth) {
        stack.pop()
        if (open.property !== null && open.parent !== null && !EMPTY.has(tag))
          put(open.parent, open.property, open.text.trim())
      }
      depth -= 1
    },
  })
  parser.end(html)
  return found
}

// A property that comes twice becomes a list.
function put(item: Item, property: string, value: unknown): void {
  const before = item[property]
  item[property] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value]
}
