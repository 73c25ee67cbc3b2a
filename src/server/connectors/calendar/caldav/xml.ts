import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** An element of an answer. Namespaces are left out: no two names that we read differ in theirs alone. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  readonly text: string
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  trimValues: true,
  // `&#13;`, as servers write the line ends of a calendar file.
  htmlEntities: true,
})

/** The root of an XML text; null for anything else, for half of one, and for one that defines entities of its own. */
export function readXml(text: string): XmlElement | null {
  const xml = text.trim()
  if (!xml.startsWith('<')) return null
  if (definesSomething(xml)) return null
  if (XMLValidator.validate(xml) !== true) return null
  return elementsIn(parsed(xml))[0] ?? null
}

/** The first element on a way down from another one. */
export function down(element: XmlElement | undefined, ...names: readonly string[]): XmlElement | undefined {
  return names.reduce<XmlElement | undefined>((at, name) => at?.children.find((child) => child.name === name), element)
}

/** The children of a name. */
export function all(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? []
}

/** Text as it stands within an element. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** As the parser has it; nothing where it refuses, for what is nested too deep. */
function parsed(xml: string): unknown {
  try {
    return parser.parse(xml)
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}

/** Whether it has a DTD. Within CDATA it is what an event says: Outlook keeps whole pages there. */
function definesSomething(xml: string): boolean {
  for (let from = 0; ;) {
    const begin = xml.indexOf('<![CDATA[', from)
    const plain = xml.slice(from, begin === -1 ? undefined : begin)
    if (/<!(DOCTYPE|ENTITY)/i.test(plain)) return true
    if (begin === -1) return false
    const end = xml.indexOf(']]>', begin)
    // It does not end: that is no XML, and the validator says so.
    if (end === -1) return false
    from = end + ']]>'.length
  }
}

function elementsIn(nodes: unknown): XmlElement[] {
  if (!Array.isArray(nodes)) return []
  return nodes.flatMap((node: unknown): XmlElement[] => {
    if (typeof node !== 'object' || node === null) return []
    const entries: [string, unknown][] = Object.entries(node)
    const own = entries.find(([key]) => key !== ':@' && key !== '#text')
    if (own === undefined) return []
    const [name, content] = own
    const attributes = entries.find(([key]) => key === ':@')?.[1]
    return [{ name, attributes: textsIn(attributes), children: elementsIn(content), text: textIn(content) }]
  })
}

function textsIn(attributes: unknown): Record<string, string> {
  if (typeof attributes !== 'object' || attributes === null) return {}
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)]))
}

function textIn(nodes: unknown): string {
  if (!Array.isArray(nodes)) return ''
  return nodes
    .map((node: unknown) => (typeof node === 'object' && node !== null && '#text' in node ? String(node['#text']) : ''))
    .join('')
}
