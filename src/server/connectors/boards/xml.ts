import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { z } from 'zod'
import type { BoardAnswer } from '#domain/postings/job-board-port.ts'
import { readShape, unreadable } from './reading.ts'
import type { Read } from './reading.ts'

interface Due<Value> {
  /** The element that an answer of the right kind begins with. */
  readonly root: string
  readonly schema: z.ZodType<Value>
  /** Elements that are read as lists even when there is one of them, by their path. */
  readonly lists: readonly string[]
}

/** XML in the shape that is due. Something else, a feed that ends too early and one of another shape are told apart. */
export function readXml<Value>(answer: BoardAnswer, due: Due<Value>): Read<Value> {
  const xml = answer.text.trim()
  // Entities and DTDs are how XML is turned against its reader; no honest feed has them.
  if (/<!DOCTYPE|<!ENTITY/i.test(xml))
    return unreadable('wrong_content', 'The feed carries definitions that are not read.')
  if (!new RegExp(`<${due.root}[\\s/>]`).test(xml))
    return unreadable('wrong_content', 'Something other than the feed of openings came.')
  if (XMLValidator.validate(xml) !== true) return unreadable('truncated', 'The feed ends in the middle or is damaged.')
  const lists = new Set(due.lists)
  const parser = new XMLParser({
    ignoreAttributes: true,
    parseTagValue: false,
    trimValues: true,
    isArray: (_name, path) => lists.has(String(path)),
  })
  return readShape(parser.parse(xml), due.schema)
}
