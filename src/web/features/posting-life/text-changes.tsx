import { UnfoldVertical } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { TextPiece } from '#contract/posting-life.ts'
import { folded, linesOf } from './diff-lines.ts'
import type { DiffBlock, DiffLine } from './diff-lines.ts'

/** A text with what was removed and added, by sign, stroke and word as well as by colour; what stayed is folded. */
export function TextChanges({ pieces, language }: { pieces: readonly TextPiece[]; language: string | undefined }) {
  const blocks = useMemo(() => folded(linesOf(pieces)), [pieces])
  return (
    <div className="diff" role="group" aria-label="Changes of the text">
      {blocks.map((block, at) => (
        <Block key={at} block={block} language={language} />
      ))}
    </div>
  )
}

function Block({ block, language }: { block: DiffBlock; language: string | undefined }) {
  const [open, setOpen] = useState(!block.folded)
  if (!open)
    return (
      <button type="button" className="diff-fold" onClick={() => setOpen(true)}>
        <UnfoldVertical className="i-14" aria-hidden="true" />
        {block.lines.length} lines stayed the same
      </button>
    )
  return block.lines.map((line, at) => <Line key={at} line={line} language={language} />)
}

const ROWS = {
  same: { className: 'ctx', sign: '', word: '' },
  removed: { className: 'del', sign: '−', word: 'Removed: ' },
  added: { className: 'add', sign: '+', word: 'Added: ' },
} as const

function Line({ line: { kind, parts }, language }: { line: DiffLine; language: string | undefined }) {
  const { className, sign, word } = ROWS[kind]
  return (
    <div className={className}>
      <i aria-hidden="true">{sign}</i>
      <span>
        {word !== '' && <span className="sr">{word}</span>}
        <span lang={language}>
          {parts.map((part, at) => (
            <Part key={at} part={part} />
          ))}
        </span>
      </span>
    </div>
  )
}

function Part({ part: { kind, text } }: { part: TextPiece }) {
  if (kind === 'same') return text
  return kind === 'added' ? <ins>{text}</ins> : <del>{text}</del>
}
