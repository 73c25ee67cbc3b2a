import { SKILLS } from './skills.ts'

// Names that hold a slash or a dash stay in one piece.
const WHOLE = new Set(
  SKILLS.flatMap((skill) => skill.aliases)
    .flatMap(({ text }) => text.toLowerCase().split(' '))
    .filter((word) => /[/-]/.test(word)),
)
const WORD_OR_SIGN = /[\p{L}\p{N}+#./-]+|[,;:()|!?•·]/gu
const JOINED = /[/-]/
const ENDS = /^[./-]|[./-]$/

/**
 * The words of a text. They keep what belongs to names of skills: C++, C#, Node.js, .NET, CI/CD, S/4HANA. A sign between
 * two words keeps them apart: "security, operations" are no "security operations".
 */
export function wordsOf(text: string): string[] {
  const words: string[] = []
  for (const [piece] of text.matchAll(WORD_OR_SIGN)) {
    if (!JOINED.test(piece) || WHOLE.has(piece.toLowerCase())) words.push(piece)
    else words.push(...piece.split(/[/-]+/))
  }
  return words.flatMap((word) => {
    if (!ENDS.test(word)) return word === '' ? [] : [word]
    const bare = withoutLastDots(word).replace(/^[-/]+|[-/]+$/g, '')
    return bare === '' ? [] : [bare]
  })
}

// Not `/[.]+$/`, which tries again from every dot of a long row of them.
function withoutLastDots(word: string): string {
  let end = word.length
  while (word.charAt(end - 1) === '.') end -= 1
  return word.slice(0, end)
}
