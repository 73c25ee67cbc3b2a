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
  const words: string[] = []
  let begin = -1
  let joins = false
  for (let at = 0; at <= text.length; at += 1) {
    const kind = at < text.length ? kindAt(text, at) : Kind.Space
    if (kind >= Kind.Word) {
      if (begin < 0) begin = at
      joins ||= kind === Kind.Joiner
      continue
    }
    if (begin >= 0) addPiece(words, text.slice(begin, at), joins)
    if (kind === Kind.Sign) words.push(text.charAt(at))
    begin = -1
    joins = false
  }
  return words
}

const Kind = { Space: 1, Sign: 2, Word: 3, Joiner: 4 } as const
const KINDS = new Uint8Array(0x1_00_00)

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  const known = KINDS[code] ?? 0
  if (known > 0) return known
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

function addPiece(words: string[], piece: string, joins: boolean): void {
  if (!joins || WHOLE.has(piece.toLowerCase())) return addBare(words, piece)
  for (const part of piece.split(/[/-]+/)) addBare(words, part)
}

function addBare(words: string[], word: string): void {
  const plain = !isEnd(word.charCodeAt(0)) && !isEnd(word.charCodeAt(word.length - 1))
  const bare = plain ? word : withoutLastDots(word).replace(/^[-/]+|[-/]+$/g, '')
  if (bare !== '') words.push(bare)
}

// One of `-./`, which may stand around a word.
function isEnd(code: number): boolean {
  return code >= 45 && code <= 47
}

// Not `/[.]+$/`, which tries again from every dot of a long row of them.
function withoutLastDots(word: string): string {
  let end = word.length
  while (word.charAt(end - 1) === '.') end -= 1
  return word.slice(0, end)
}
