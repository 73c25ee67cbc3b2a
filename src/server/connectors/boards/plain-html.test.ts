import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readHtml } from './html.ts'
import { readPlain } from './plain-html.ts'

/** A comment shows nothing, and is nothing that the short way knows. */
const theLongWay = (html: string) => readHtml(`<!-- -->${html}`)

const whole = (href: string) => (href.startsWith('https:') ? href : null)
const NAMES = ['p', 'ul', 'ol', 'li', 'br', 'strong', 'b', 'em', 'i', 'u', 'a', 'span', 'div', 'h1', 'h2', 'h3', 'h6']
const name = fc.constantFrom(...NAMES)
const words = fc.constantFrom(
  'Wir suchen',
  ' ',
  '\n',
  'R&amp;D',
  '&lt;b&gt;',
  'a&nbsp;b',
  '"',
  '&quot;x&#39;',
  'ä • ·',
  '',
  '  ',
)
const attributes = fc.constantFrom(
  '',
  '',
  ' class="a"',
  ' style="color: red" data-x="1"',
  ' onclick="steal()"',
  ' href="https://example.org/a b?x=1&amp;y=ü"',
  ' id="1" href="http://x"',
  ' href="/here"',
  ' href="javascript:x"',
)
const nested = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    words,
    fc.constantFrom('<br>', '<br/>', '<br />'),
    fc
      .tuple(name, attributes, fc.array(tie('node'), { maxLength: 4 }))
      .map(([tag, given, inner]) => `<${tag}${given}>${inner.join('')}</${tag}>`),
  ),
})).node

describe('the short way to read a description', () => {
  test('gives what the sanitiser and the reader of texts give', () => {
    fc.assert(
      fc.property(fc.array(nested, { maxLength: 6 }), (parts) => {
        const html = `<p>x</p>${parts.join('')}`
        expect(readHtml(html)).toEqual(theLongWay(html))
      }),
      { seed: 11, numRuns: 3000 },
    )
  })

  test('gives the same of tags that are torn', () => {
    const torn = fc.constantFrom(
      '<',
      '>',
      '</p>',
      '<p>',
      '<p',
      '<P>',
      '<li>',
      '</ul>',
      '</a>',
      '</b>',
      '<b>',
      '<ul>',
      '<a href="x">',
      '<script>',
      '&',
      '&#0;',
      '\0',
      '<br',
      '"',
      'text',
      '</br>',
      '<p a="1" b>',
      '<p a="<b>">',
    )
    fc.assert(
      fc.property(fc.array(torn, { maxLength: 12 }), (parts) => {
        const html = `<p>x</p>${parts.join('')}`
        expect(readHtml(html)).toEqual(theLongWay(html))
      }),
      { seed: 12, numRuns: 3000 },
    )
  })

  test('is taken by what feeds mostly send', () => {
    const sent = '<h3>Your tasks</h3><ul class="x"><li><strong>SQL</strong> &amp; R</li><li>a<br>b</li></ul><p>Find</a>'
    expect(readPlain(sent, whole)).toEqual({
      html: '<h3>Your tasks</h3><ul><li><strong>SQL</strong> &amp; R</li><li>a<br />b</li></ul><p>Find</p>',
      lines: '\nYour tasks\n\n\n- SQL & R\n\n- a\nb\n\n\nFind\n',
    })
  })

  test.each([
    '<p>a<ul></ul></p>',
    '<script>x</script>',
    '<a href="javascript:x">x</a>',
    '<p onclick=x>a</p>',
    '<p',
    '<img src="x">',
    '<P>a</P>',
    'a < b',
  ])('leaves %s to the sanitiser', (html) => expect(readPlain(html, whole)).toBeNull())
})
