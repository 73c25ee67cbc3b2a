import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import { useRef, type KeyboardEvent } from 'react'
import type { Question } from '#contract/appointment-types.ts'
import { Button } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { Field } from '#ui/field.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Input } from '#ui/input.tsx'
import { Select } from '#ui/select.tsx'
import { Textarea } from '#ui/textarea.tsx'
import { moved, withQuestion, wrongWith, type QuestionDraft } from './type-draft.ts'

const KINDS: readonly { value: Question['kind']; label: string }[] = [
  { value: 'text', label: 'A line' },
  { value: 'long_text', label: 'A longer text' },
  { value: 'choice', label: 'One of several' },
]
const MOST = 20

interface QuestionFieldsProps {
  questions: readonly QuestionDraft[]
  /** Whether what is missing is told already. */
  tried: boolean
  onChange: (questions: readonly QuestionDraft[]) => void
}

/** What a guest is asked, in its order; buttons and Alt with the arrows move a question. */
export function QuestionFields({ questions, tried, onChange }: QuestionFieldsProps) {
  const list = useRef<HTMLOListElement>(null)
  const move = (at: number, by: number) => onChange(moved(questions, at, by))
  return (
    <section aria-label="Questions">
      <header className="sec">
        <h3 className="b">Questions to the guest</h3>
        {questions.length > 0 && <span className="n">{questions.length}</span>}
      </header>
      {questions.length === 0 && <p className="t-13 c-2 mb-2">Name and e-mail address are always asked.</p>}
      <ol className="col g-3" ref={list}>
        {questions.map((question, at) => (
          <li
            key={question.key}
            className="well col g-3 p-3"
            aria-label={`Question ${at + 1}`}
            onKeyDown={(event) => onArrow(event, (by) => move(at, by))}
          >
            <OneQuestion
              question={question}
              error={tried ? (wrongWith(question) ?? undefined) : undefined}
              onChange={(part) => onChange(questions.map((one, index) => (index === at ? { ...one, ...part } : one)))}
            />
            <div className="row">
              <Checkbox
                label="Has to be answered"
                checked={question.required}
                onChange={(required) =>
                  onChange(questions.map((one, index) => (index === at ? { ...one, required } : one)))
                }
              />
              <span className="push" />
              <IconButton
                icon={ArrowUp}
                size="sm"
                label={`Question ${at + 1} up`}
                keys="alt+arrowup"
                disabled={at === 0}
                onClick={() => move(at, -1)}
              />
              <IconButton
                icon={ArrowDown}
                size="sm"
                label={`Question ${at + 1} down`}
                keys="alt+arrowdown"
                disabled={at === questions.length - 1}
                onClick={() => move(at, 1)}
              />
              <IconButton
                icon={X}
                size="sm"
                label={`Take question ${at + 1} out`}
                onClick={() => onChange(questions.filter((_, index) => index !== at))}
              />
            </div>
          </li>
        ))}
      </ol>
      {questions.length < MOST && (
        <div className="mt-2">
          <Button
            size="sm"
            onClick={() => {
              onChange(withQuestion(questions))
              // Its field is there after the list was drawn.
              requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('li:last-child input')?.focus())
            }}
          >
            <Plus aria-hidden="true" />
            Add a question
          </Button>
        </div>
      )}
    </section>
  )
}

interface OneQuestionProps {
  question: QuestionDraft
  error: string | undefined
  onChange: (part: Partial<QuestionDraft>) => void
}

function OneQuestion({ question, error, onChange }: OneQuestionProps) {
  const isShort = question.label.trim() !== ''
  return (
    <>
      <div className="form-row is-question">
        <Field label="Question" error={isShort ? undefined : error}>
          <Input maxLength={200} value={question.label} onChange={(event) => onChange({ label: event.target.value })} />
        </Field>
        <Field label="Answer">
          <Select options={KINDS} value={question.kind} onChange={(kind) => onChange({ kind })} />
        </Field>
      </div>
      {question.kind === 'choice' && (
        <Field label="Options" help="One on each line." error={isShort ? error : undefined}>
          <Textarea
            rows={3}
            maxLength={3100}
            value={question.options}
            onChange={(event) => onChange({ options: event.target.value })}
          />
        </Field>
      )}
    </>
  )
}

/** Alt and an arrow move the question in which the focus is; the focus goes with it. */
function onArrow(event: KeyboardEvent, move: (by: number) => void): void {
  if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
  event.preventDefault()
  move(event.key === 'ArrowUp' ? -1 : 1)
  const { target } = event
  requestAnimationFrame(() => target instanceof HTMLElement && target.focus())
}
