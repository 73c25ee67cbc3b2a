import { diffArrays } from 'diff'
import type { TextPiece } from '#contract/posting-life.ts'

// Beyond this many changed words (or lines) a comparison costs seconds, and reads like noise.
const MOST_CHANGED = 400
// A number with its points and commas is one word, and so is what hyphens join.
const WORDS = /[\p{L}\p{N}]+(?:[.,'’:/+-][\p{L}\p{N}]+)*|\n|[^\S\n]+|[^]/gu
const LINES = /[^\n]*\n|[^\n]+$/g

/**
 * What was added and removed between two texts: line by line, and word by word where lines were put in the place of
 * others. The pieces that are not `added` make the text before, those that are not `removed` the text after.
 */
export function textDiff(before: string, after: string): TextPiece[] {
  const lines = compared(before, after, LINES) ?? [removed(before), added(after)]
  return joined(lines.flatMap((piece, at) => replaced(piece, lines[at - 1], lines[at + 1])))
}

// Lines that went and lines that came in their place are told as one change.
function replaced(piece: TextPiece, previous: TextPiece | undefined, next: TextPiece | undefined): TextPiece[] {
  const came = ({ kind }: TextPiece) => kind === 'added'
  const went = ({ kind }: TextPiece) => kind === 'removed'
  if (came(piece) && previous !== undefined && went(previous)) return []
  if (!went(piece) || next === undefined || !came(next)) return [piece]
  const words = compared(piece.text, next.text, WORDS)
  if (words === null) return [piece, next]
  return words.flatMap((word, at) => (isGap(words, at) ? [removed(word.text), added(word.text)] : [word]))
}

function compared(before: string, after: string, parts: RegExp): TextPiece[] | null {
  const changes = diffArrays(before.match(parts) ?? [], after.match(parts) ?? [], { maxEditLength: MOST_CHANGED })
  if (changes === undefined) return null
  return changes.map((change) => ({
    kind: change.added ? 'added' : change.removed ? 'removed' : 'same',
    text: change.value.join(''),
  }))
}

const removed = (text: string): TextPiece => ({ kind: 'removed', text })
const added = (text: string): TextPiece => ({ kind: 'added', text })

// A space between two changed words is part of the change: "two new words" is one piece, not five.
function isGap(pieces: readonly TextPiece[], at: number): boolean {
  const piece = pieces[at]
  const [before, after] = [pieces[at - 1], pieces[at + 1]]
  if (piece?.kind !== 'same' || before === undefined || after === undefined) return false
  return /^[^\S\n]+$/.test(piece.text)
}

/** The pieces in one order, removed before added, with none empty and no two of a kind side by side. */
function joined(pieces: readonly TextPiece[]): TextPiece[] {
  const result: TextPiece[] = []
  let [out, into] = ['', '']
  const flush = () => {
    if (out !== '') result.push(removed(out))
    if (into !== '') result.push(added(into))
    ;[out, into] = ['', '']
  }
  for (const { kind, text } of pieces) {
    if (kind === 'removed') out += text
    else if (kind === 'added') into += text
    else if (text !== '') {
      flush()
      const last = result.at(-1)
      if (last?.kind === 'same') result[result.length - 1] = { kind, text: last.text + text }
      else result.push({ kind, text })
    }
  }
  flush()
  return result
}
