/**
 * Descriptions of the simplest kind (paragraphs, lists, headings, emphasis, all of it well nested) read in one pass. It
 * gives what the sanitiser and the reader of texts give, in a tenth of the time; null for whatever else there is, which is
 * for those two. It lets nothing through that it does not know: every tag that comes out is written here.
 */
export function readPlain(html: string, outward: Outward): { readonly html: string; readonly lines: string } | null {
  const open: Tag[] = []
  let clean = ''
  let lines = ''
  TOKEN.lastIndex = 0
  for (let token = TOKEN.exec(html); token !== null; token = TOKEN.exec(html)) {
    const [, text, entity, slash, name = '', attributes = ''] = token
    if (text !== undefined) {
      clean += text
      lines += text
    } else if (entity !== undefined) {
      const letter = ENTITIES[entity] ?? ''
      clean += ESCAPED[letter] ?? letter
      lines += letter
    } else if (slash === '/') {
      const tag = TAGS[name]
      if (tag === undefined) return null
      if (open.at(-1) === tag) {
        open.pop()
        clean += tag.end
        lines += tag.after
      } else if (name === 'p' || name === 'br' || open.includes(tag)) return null
    } else {
      const tag = TAGS[name]
      if (tag === undefined || open.length > DEEPEST || !(open.at(-1)?.holds ?? OUTSIDE).has(tag.kind)) return null
      const begin = tag.kind === 'link' ? linkOf(attributes, outward) : tag.begin
      if (begin === null || (tag.kind === 'link' && open.includes(tag))) return null
      if (tag.kind !== 'break') open.push(tag)
      clean += begin
      lines += tag.before
    }
    if (TOKEN.lastIndex === html.length) break
  }
  if (html !== '' && TOKEN.lastIndex !== html.length) return null
  // What nobody closed ends with the text; what closes nothing was passed over above.
  for (const tag of open.toReversed()) {
    clean += tag.end
    lines += tag.after
  }
  return { html: clean, lines }
}

function linkOf(attributes: string, outward: Outward): string | null {
  const [first, ...others] = [...attributes.matchAll(/\s([a-z][a-z-]*)="([^"]*)"/g)].filter(
    ([, name]) => name === 'href',
  )
  const to = first === undefined || others.length > 0 ? null : outward((first[2] ?? '').replaceAll('&amp;', '&'))
  return to === null || /["<>]/.test(to) ? null : `<a href="${to.replaceAll('&', '&amp;')}" ${LEADS_OUT}>`
}

/** A whole address that may be shown; null for any other. */
type Outward = (href: string) => string | null

const LEADS_OUT = 'rel="noopener noreferrer nofollow" target="_blank"'
// What is none of these ends it: upper case, comments, frames, other entities, a lone `<` or `&`.
const TOKEN =
  /([^<>&\0\r]+)|&(amp|lt|gt|nbsp|quot|#39|#x26);|<(\/?)(p|ul|ol|li|br|strong|b|em|i|u|a|span|div|h[1-6])((?:\s+[a-z][a-z-]*="(?:[^"<>&]|&amp;)*")*)\s*(?:(?<=<br\s*)\/)?>/y
const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', '#x26': '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: '\u00a0' },
}
const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const DEEPEST = 40

type Kind = 'inline' | 'link' | 'break' | 'text' | 'list' | 'item' | 'box'
interface Tag {
  readonly kind: Kind
  readonly holds: ReadonlySet<Kind>
  readonly begin: string
  readonly end: string
  /** What stands for it among lines of text. */
  readonly before: string
  readonly after: string
}

const INLINE: ReadonlySet<Kind> = new Set(['inline', 'link', 'break'])
const WITHIN: ReadonlySet<Kind> = new Set(['inline', 'link', 'break', 'text', 'list', 'box'])
const OUTSIDE: ReadonlySet<Kind> = new Set([...WITHIN, 'item'])
// Only what a browser, too, leaves where it is written: no list within a paragraph, no item right within another.
const HOLDS: Readonly<Record<Kind, ReadonlySet<Kind>>> = {
  inline: INLINE,
  link: INLINE,
  break: new Set(),
  text: INLINE,
  list: new Set(['item']),
  item: WITHIN,
  box: OUTSIDE,
}
const block = (name: string, kind: Kind): Tag => ({
  kind,
  holds: HOLDS[kind],
  begin: `<${name}>`,
  end: `</${name}>`,
  before: kind === 'item' ? '\n- ' : '\n',
  after: '\n',
})
const inline = (name: string): Tag => ({ ...block(name, 'inline'), before: '', after: '' })
const TAGS: Readonly<Record<string, Tag>> = {
  p: block('p', 'text'),
  div: block('div', 'box'),
  ul: block('ul', 'list'),
  ol: block('ol', 'list'),
  li: block('li', 'item'),
  h1: block('h2', 'text'),
  h2: block('h2', 'text'),
  h3: block('h3', 'text'),
  h4: block('h4', 'text'),
  h5: block('h5', 'text'),
  h6: block('h5', 'text'),
  strong: inline('strong'),
  b: inline('b'),
  em: inline('em'),
  i: inline('i'),
  u: inline('u'),
  a: { ...inline('a'), kind: 'link' },
  span: { ...inline('span'), begin: '', end: '' },
  br: { ...block('br', 'break'), begin: '<br />', after: '' },
}
