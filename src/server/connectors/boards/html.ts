import { Parser } from 'htmlparser2'
import sanitizeHtml from 'sanitize-html'
import { readPlain } from './plain-html.ts'

const BLOCKS = new Set([
  'p',
  'div',
  'ul',
  'ol',
  'li',
  'br',
  'hr',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'table',
  'tr',
  'blockquote',
  'pre',
  'section',
  'article',
])
const SILENT = new Set(['script', 'style', 'template', 'noscript', 'iframe'])

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: [
    'p',
    'div',
    'br',
    'hr',
    'ul',
    'ol',
    'li',
    'strong',
    'b',
    'em',
    'i',
    'u',
    'code',
    'pre',
    'blockquote',
    'h2',
    'h3',
    'h4',
    'h5',
    'a',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
  ],
  allowedAttributes: { a: ['href', 'rel', 'target'] },
  allowedSchemes: ['http', 'https'],
  allowProtocolRelative: false,
  transformTags: {
    h1: 'h2',
    h6: 'h5',
    a: (tagName, { href }) => ({ tagName, attribs: outward(href) }),
  },
  exclusiveFilter: (frame) => frame.tag === 'a' && frame.attribs['href'] === undefined && frame.text.trim() === '',
}

// Only a whole address leads out: the rest of one would be taken from the page that shows the text, which is ours.
function wholeAddress(href: string): string | null {
  const url = URL.parse(href)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null
}

function outward(href = ''): sanitizeHtml.Attributes {
  const to = wholeAddress(href)
  return to === null ? {} : { href: to, rel: 'noopener noreferrer nofollow', target: '_blank' }
}

/** A description as it may be shown (tags by allow-list, links to http(s) only, no styles, frames or scripts), and as lines. */
export function readHtml(html: string): { readonly html: string; readonly text: string } {
  const given = unescaped(html)
  const plain = readPlain(given, wholeAddress)
  if (plain !== null) return { html: plain.html.trim(), text: tidy(plain.lines) }
  return { html: sanitizeHtml(shallow(given), ALLOWED).trim(), text: tidy(linesOf(shallow(given))) }
}

/** Whether it plainly begins with words; false: that takes reading it. */
export function begins(html: string): boolean {
  return /^(?:\s*<(?:p|div|ul|ol|li|strong|b|em|i|u|span|br|h[1-6])>)*\s*[\p{L}\p{N}]/u.test(html)
}

/** HTML as lines of text, with entities decoded. */
export function textOf(html: string): string {
  return tidy(NO_HTML.test(html) ? html : linesOf(shallow(unescaped(html))))
}

const NO_HTML = /^[^<&]*$/

function linesOf(html: string): string {
  let text = ''
  let silent = 0
  const parser = new Parser({
    onopentagname(name) {
      if (SILENT.has(name)) silent += 1
      else if (name === 'li') text += '\n- '
      else if (BLOCKS.has(name)) text += '\n'
    },
    ontext(piece) {
      if (silent === 0) text += piece
    },
    onclosetag(name) {
      if (SILENT.has(name)) silent = Math.max(0, silent - 1)
      else if (BLOCKS.has(name) && name !== 'br') text += '\n'
    },
  })
  parser.end(html)
  return text
}

function tidy(lines: string): string {
  return lines.trim().replaceAll(/\s{2,}|[^\S \n]/g, spaceOf)
}

/** What is left of space between words: a blank, the end of a line, or an empty line. */
function spaceOf(space: string): string {
  const end = space.indexOf('\n')
  if (end < 0) return ' '
  return space.includes('\n', end + 1) ? '\n\n' : '\n'
}

const DEEPEST = 5_000
// Without an end, or ended by the next of their kind.
const FLAT = new Set(
  'area base br col dd dt embed hr img input li link meta option p source td th tr track wbr'.split(' '),
)

/** HTML up to where its elements lie deeper in each other than any page needs: reading on would take minutes. */
export function shallow(html: string): string {
  // So many elements need so many signs.
  if (html.length < DEEPEST * 3) return html
  const marks = /<(\/?)([a-z][a-z0-9-]*)/gi
  let depth = 0
  for (let mark = marks.exec(html); mark !== null; mark = marks.exec(html)) {
    const name = (mark[2] ?? '').toLowerCase()
    // What a program compares with `<` is no element.
    const beyond = name === 'script' && mark[1] === '' ? html.indexOf('</script', marks.lastIndex) : 0
    if (beyond < 0) return html
    if (beyond > 0) marks.lastIndex = beyond + '</script'.length
    if (beyond > 0 || FLAT.has(name)) continue
    depth = mark[1] === '' ? depth + 1 : Math.max(0, depth - 1)
    if (depth > DEEPEST) return html.slice(0, mark.index)
  }
  return html
}

/** Plain text as HTML, its lines kept; what is HTML already stays as it is. */
export function htmlFromText(text: string | null | undefined): string {
  const given = text ?? ''
  if (/<\/?(p|div|br|ul|ol|li|h\d|b|strong|i|em|a|span|table)[\s/>]/i.test(unescaped(given))) return given
  return given
    .split(/\n{2,}/)
    .filter((part) => part.trim() !== '')
    .map((part) => `<p>${part.trim().replaceAll('<', '&lt;').replaceAll('\n', '<br>')}</p>`)
    .join('')
}

/** One line of plain text (a title, a name) out of text that may carry entities or tags. */
export function lineOf(text: string): string {
  return textOf(text).replaceAll(/\s+/g, ' ').trim()
}

/** Undoes escaped HTML (`&lt;p&gt;`, also twice over) as some systems serve it; real HTML stays as it is. */
export function unescaped(html: string): string {
  let current = html
  for (let round = 0; round < 3; round += 1) {
    if (/<[a-z/!]/i.test(current) || !/&(amp;)*(lt|#0*60|#x0*3c);/i.test(current)) return current
    current = decoded(current)
  }
  return current
}

function decoded(text: string): string {
  let result = ''
  new Parser({ ontext: (piece) => (result += piece) }, { decodeEntities: true }).end(text)
  return result
}
