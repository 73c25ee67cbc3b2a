import { Parser } from 'htmlparser2'
import sanitizeHtml from 'sanitize-html'

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
function outward(href = ''): sanitizeHtml.Attributes {
  const url = URL.parse(href)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:')
    ? { href: url.href, rel: 'noopener noreferrer nofollow', target: '_blank' }
    : {}
}

/** A description as it may be shown: tags by allow-list, links to http(s) only, no styles, frames or scripts. */
export function cleanHtml(html: string): string {
  return sanitizeHtml(unescaped(html), ALLOWED).trim()
}

/** HTML as lines of text, with entities decoded. */
export function textOf(html: string): string {
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
  parser.end(unescaped(html))
  return text
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
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
