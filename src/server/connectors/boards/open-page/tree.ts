import { Parser } from 'htmlparser2'

/** An element of a page that a person had open. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: (Element | string)[]
}

// What is nested deeper belongs to the last level that counts: no page for people needs more.
const DEEPEST = 200
const SILENT = new Set(['script', 'style', 'template', 'noscript', 'svg'])

/** A page as a tree; what is wrong with its marks is put right as browsers do. */
export function treeOf(html: string): Element {
  const root: Element = { name: '', attributes: {}, children: [] }
  const path = [root]
  let beyond = 0
  const top = () => path.at(-1) ?? root
  new Parser({
    onopentag(name, attributes) {
      const element = { name, attributes, children: [] }
      top().children.push(element)
      if (path.length < DEEPEST) path.push(element)
      else beyond += 1
    },
    ontext: (text) => void top().children.push(text),
    onclosetag() {
      if (beyond > 0) beyond -= 1
      else if (path.length > 1) path.pop()
    },
  }).end(html)
  return root
}

/**
 * The elements that fit one of the marks, in the order of the page: `h2`, `.title`, `[data-at=job-item]`,
 * `a[href*=/jobs/]`, several with commas between.
 */
export function all(root: Element, marks: string): Element[] {
  const tests = marks.split(',').map((mark) => testOf(mark.trim()))
  const found: Element[] = []
  const visit = (element: Element) => {
    for (const child of element.children) {
      if (typeof child === 'string') continue
      if (tests.some((test) => test(child))) found.push(child)
      visit(child)
    }
  }
  visit(root)
  return found
}

export function first(root: Element, marks: string): Element | null {
  return all(root, marks)[0] ?? null
}

/** What an element says, on one line. */
export function lineIn(element: Element | null): string {
  return element === null ? '' : textIn(element).replaceAll(/\s+/g, ' ').trim()
}

function textIn({ children }: Element): string {
  return children
    .map((child) => (typeof child === 'string' ? child : SILENT.has(child.name) ? '' : ` ${textIn(child)} `))
    .join('')
}

/** What is between the marks of an element, as HTML. */
export function htmlIn(element: Element | null): string {
  if (element === null) return ''
  return element.children
    .map((child) => {
      if (typeof child === 'string') return escaped(child)
      if (SILENT.has(child.name)) return ''
      const href = child.attributes['href']
      const link = href === undefined ? '' : ` href="${escaped(href)}"`
      return child.name === 'br' ? '<br>' : `<${child.name}${link}>${htmlIn(child)}</${child.name}>`
    })
    .join('')
}

/** The texts of the scripts. */
export function scriptsIn(root: Element): string[] {
  return all(root, 'script').map(({ children }) => children.filter((child) => typeof child === 'string').join(''))
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

type Test = (element: Element) => boolean

function testOf(mark: string): Test {
  const [, name = '', rest = ''] = /^([a-z0-9]*)(.*)$/i.exec(mark) ?? []
  const tests = [...rest.matchAll(/\.([\w-]+)|\[([\w-]+)(?:([*^]?)=([^\]]+))?\]/g)].map(
    ([, className, attribute = '', how = '', value]): Test => {
      if (className !== undefined)
        return ({ attributes }) => (attributes['class'] ?? '').split(/\s+/).includes(className)
      return ({ attributes }) => fits(attributes[attribute], how, value)
    },
  )
  return (element) => (name === '' || element.name === name) && tests.every((test) => test(element))
}

function fits(has: string | undefined, how: string, value: string | undefined): boolean {
  if (has === undefined || value === undefined) return has !== undefined
  if (how === '*') return has.includes(value)
  return how === '^' ? has.startsWith(value) : has === value
}
