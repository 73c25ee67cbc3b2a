import { FNV, PRIME } from '#domain/hash/hash.ts'
import { unitAt } from '#domain/hash/unit-at.ts'
import { SKILLS } from './skills.ts'

// Names that hold a slash or a dash stay in one piece.
const WHOLE = new Set(
  SKILLS.flatMap((skill) => skill.aliases)
    .flatMap(({ text }) => text.toLowerCase().split(' '))
    .filter((word) => /[/-]/.test(word)),
)
const SIGNS = ',;:()|!?•·'
const JOINERS = '/-'

/**
 * The words of a text. They keep what belongs to names of skills: C++, C#, Node.js, .NET, CI/CD, S/4HANA. A sign between
 * two words keeps them apart: "security, operations" are no "security operations".
 */
export function wordsOf(text: string): string[] {
  ONE.read(text)
  return Array.from({ length: ONE.count }, (_, word) => ONE.text(word))
}

/**
 * The words of a text by where they stand, each with a hash: most words of most texts are never looked at again, so that
 * none is cut out before somebody asks for it. Made once and read into again and again: it holds one text at a time.
 */
export class Words {
  count = 0
  #given = ''
  /** Begin, end and hash of each, one after the other. */
  #found = new Int32Array(3 * 512)

  read(text: string): void {
    this.#given = text
    this.count = 0
    // A sign is a word, too.
    if (this.#found.length < text.length * 3) this.#found = new Int32Array(text.length * 4)
    let begin = -1
    let joins = false
    let hash = FNV
    const { length } = text
    for (let at = 0; at < length; at += 1) {
      const code = unitAt(text, at)
      const kind = KINDS[code] || kindAt(text, at)
      if (kind >= Kind.Word) {
        if (begin < 0) begin = at
        if (kind === Kind.Joiner) joins = true
        if (code < 128) hash = Math.imul(hash ^ (code | LOWER), PRIME)
        continue
      }
      if (begin >= 0) {
        if (joins) this.#addJoined(begin, at)
        else this.#addBare(begin, at, hash)
        begin = -1
        joins = false
        hash = FNV
      }
      if (kind === Kind.Sign) this.#add(at, at + 1, FNV)
    }
    if (begin < 0) return
    if (joins) this.#addJoined(begin, text.length)
    else this.#addBare(begin, text.length, hash)
  }

  begin(word: number): number {
    return this.#found[word * 3] ?? 0
  }

  end(word: number): number {
    return this.#found[word * 3 + 1] ?? 0
  }

  /** The same for words that differ in upper and lower case only: see `hashOf`. */
  hash(word: number): number {
    return this.#found[word * 3 + 2] ?? 0
  }

  text(word: number): string {
    return this.#given.slice(this.begin(word), this.end(word))
  }

  #addJoined(begin: number, end: number): void {
    const given = this.#given
    if (WHOLE.has(given.slice(begin, end).toLowerCase())) return this.#addBare(begin, end, hashIn(given, begin, end))
    let from = begin
    for (let at = begin; at <= end; at += 1) {
      if (at < end && !isJoiner(unitAt(given, at))) continue
      if (at > from) this.#addBare(from, at, hashIn(given, from, at))
      from = at + 1
    }
  }

  /** Without the dots that end it, and without what joins words around it. */
  #addBare(first: number, last: number, hash: number): void {
    const given = this.#given
    let begin = first
    let end = last
    while (end > begin && unitAt(given, end - 1) === DOT) end -= 1
    while (end > begin && isJoiner(unitAt(given, end - 1))) end -= 1
    while (end > begin && isJoiner(unitAt(given, begin))) begin += 1
    if (begin === first && end === last) this.#add(begin, end, hash)
    else if (end > begin) this.#add(begin, end, hashIn(given, begin, end))
  }

  #add(begin: number, end: number, hash: number): void {
    const at = this.count * 3
    this.#found[at] = begin
    this.#found[at + 1] = end
    this.#found[at + 2] = hash
    this.count += 1
  }
}

/** The hash of a word: of its ASCII letters in lower case. */
export function hashOf(word: string): number {
  return hashIn(word, 0, word.length)
}

function hashIn(text: string, begin: number, end: number): number {
  let hash = FNV
  for (let at = begin; at < end; at += 1) {
    const code = unitAt(text, at)
    if (code < 128) hash = Math.imul(hash ^ (code | LOWER), PRIME)
  }
  return hash | 0
}

const ONE = new Words()

/** What lower case letters have in ASCII, and the signs that words are made of have as well. */
const LOWER = 32
const DOT = 46
const isJoiner = (code: number) => code === 45 || code === 47

const Kind = { Space: 1, Sign: 2, Word: 3, Joiner: 4 } as const
const KINDS = new Uint8Array(0x1_00_00)

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  // A letter of two units: both are of its kind.
  const isSecond = code >= 0xdc_00 && code <= 0xdf_ff && text.charCodeAt(at - 1) >> 10 === 0x36
  const sign = String.fromCodePoint(text.codePointAt(isSecond ? at - 1 : at) ?? code)
  const kind = SIGNS.includes(sign)
    ? Kind.Sign
    : JOINERS.includes(sign)
      ? Kind.Joiner
      : /[\p{L}\p{N}+#.]/u.test(sign)
        ? Kind.Word
        : Kind.Space
  if (code < 0xd8_00 || code > 0xdf_ff) KINDS[code] = kind
  return kind
}
