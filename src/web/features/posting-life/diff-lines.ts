import type { TextPiece } from '#contract/posting-life.ts'

/** A line of a comparison: one that stayed, or how it was or is where something changed in it. */
export interface DiffLine {
  readonly kind: TextPiece['kind']
  readonly parts: readonly TextPiece[]
}

/** Lines that stand together: shown, or folded since nothing near them changed. */
export interface DiffBlock {
  readonly folded: boolean
  readonly lines: readonly DiffLine[]
}

/** The lines of a text with what was removed and added in them. A line in which words were only added is shown once. */
export function linesOf(pieces: readonly TextPiece[]): DiffLine[] {
  const lines: DiffLine[] = []
  let [before, after]: [TextPiece[], TextPiece[]] = [[], []]
  let even = true
  const end = (ended: TextPiece['kind']) => {
    const plain = even && [...before, ...after].every(({ kind }) => kind === 'same')
    // What stands before a line that was put in, or taken out, stayed.
    if (plain) {
      add('same', before)
      ;[before, after] = [[], []]
      return
    }
    const [went, came] = [has(before, 'removed', ended), has(after, 'added', ended)]
    if (ended !== 'added' && went) add('removed', before)
    if (ended !== 'removed' && came) add('added', after)
    if (ended === 'same' && !went && !came) add('same', after)
    if (ended !== 'added') before = []
    if (ended !== 'removed') after = []
    even = ended === 'same'
  }
  const add = (kind: TextPiece['kind'], parts: readonly TextPiece[]) => {
    if (parts.some(({ text }) => text.trim() !== '')) lines.push({ kind, parts })
  }
  for (const { kind, text } of pieces) {
    text.split('\n').forEach((part, at) => {
      if (at > 0) end(kind)
      if (part === '') return
      if (kind !== 'added') before.push({ kind, text: part })
      if (kind !== 'removed') after.push({ kind, text: part })
    })
  }
  end('same')
  return lines
}

function has(parts: readonly TextPiece[], wanted: TextPiece['kind'], ended: TextPiece['kind']): boolean {
  return ended === wanted || parts.some(({ kind }) => kind === wanted)
}

/** Folds what stayed the same but for the lines beside a change; a fold hides at least `least` lines. */
export function folded(lines: readonly DiffLine[], { beside = 1, least = 3 } = {}): DiffBlock[] {
  const near = (at: number) =>
    lines.slice(Math.max(0, at - beside), at + beside + 1).some((line) => line.kind !== 'same')
  const blocks: { folded: boolean; lines: DiffLine[] }[] = []
  lines.forEach((line, at) => {
    const fold = !near(at)
    const last = blocks.at(-1)
    if (last?.folded === fold) last.lines.push(line)
    else blocks.push({ folded: fold, lines: [line] })
  })
  return blocks.map((block) => ({ ...block, folded: block.folded && block.lines.length >= least }))
}
