import { useState } from 'react'
import type { BookableType } from '#contract/booking.ts'
import type { Question } from '#contract/appointment-types.ts'
import { fieldError } from '#lib/form.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { submitOnModEnter } from '#ui/form-keys.ts'
import { Input } from '#ui/input.tsx'
import { NativeSelect } from '#ui/native-select.tsx'
import { Note } from '#ui/note.tsx'
import { Textarea } from '#ui/textarea.tsx'

export interface Details {
  name: string
  email: string
  phone: string
  answers: Readonly<Record<string, string>>
}

interface DetailsFormProps {
  type: BookableType
  /** Who is logged in, and so need not say who they are. */
  you: { name: string; email: string } | null
  details: Details
  onChange: (details: Details) => void
  pending: boolean
  error: Error | null
  /** What is wrong beyond single fields. */
  problem: string | null
  onSubmit: () => void
  onBack: () => void
}

/** Who books, and what the host asks. */
export function DetailsForm({
  type,
  you,
  details,
  onChange,
  pending,
  error,
  problem,
  onSubmit,
  onBack,
}: DetailsFormProps) {
  const [tried, setTried] = useState(false)
  const missing = missingOf(type, you, details)
  const wrong = (name: string) => (tried ? missing.get(name) : undefined) ?? fieldError(error, name, `body.${name}`)
  // The first thing to fill in has the focus; where there is none, what sends.
  const first = you === null ? 'name' : type.needs_phone ? 'phone' : (type.questions[0]?.key ?? 'send')
  const set = (part: Partial<Details>) => onChange({ ...details, ...part })
  return (
    <form
      className="col g-4"
      noValidate
      onKeyDown={submitOnModEnter}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (missing.size === 0) return pending ? undefined : onSubmit()
        event.currentTarget.querySelector<HTMLElement>(`[name="${[...missing.keys()][0] ?? ''}"]`)?.focus()
      }}
    >
      {you === null ? (
        <>
          <Field label="Your name" error={wrong('name')}>
            <Input
              name="name"
              autoComplete="name"
              autoFocus
              required
              maxLength={120}
              value={details.name}
              onChange={(event) => set({ name: event.target.value })}
            />
          </Field>
          <Field label="E-mail" error={wrong('email')} help="You get a mail to confirm it is yours.">
            <Input
              name="email"
              type="email"
              autoComplete="email"
              required
              maxLength={254}
              value={details.email}
              onChange={(event) => set({ email: event.target.value })}
            />
          </Field>
        </>
      ) : (
        <p className="well">
          You book as <b className="m">{you.name}</b>, {you.email}.
        </p>
      )}
      {type.needs_phone && (
        <Field label="Phone" error={wrong('phone')} help="You are called at this number.">
          <Input
            name="phone"
            type="tel"
            autoComplete="tel"
            autoFocus={first === 'phone'}
            required
            maxLength={40}
            value={details.phone}
            onChange={(event) => set({ phone: event.target.value })}
          />
        </Field>
      )}
      {type.questions.map((question) => (
        <Field
          key={question.key}
          label={question.label}
          optional={!question.required}
          error={wrong(`answers.${question.key}`)}
        >
          <Answer
            question={question}
            autoFocus={first === question.key}
            value={details.answers[question.key] ?? ''}
            onChange={(value) => set({ answers: { ...details.answers, [question.key]: value } })}
          />
        </Field>
      ))}
      {problem !== null && <Note tone="bad" title={problem} />}
      <div className="row wrap">
        <Button variant="primary" size="lg" type="submit" autoFocus={first === 'send'} loading={pending}>
          {type.needs_confirmation ? 'Ask for this time' : 'Book this time'}
        </Button>
        <Button variant="ghost" size="lg" onClick={onBack}>
          Another time
        </Button>
      </div>
    </form>
  )
}

interface AnswerProps {
  question: Question
  autoFocus: boolean
  value: string
  onChange: (value: string) => void
}

function Answer({ question, autoFocus, value, onChange }: AnswerProps) {
  const named = { name: `answers.${question.key}`, required: question.required, value, autoFocus }
  if (question.kind === 'choice')
    return (
      <NativeSelect
        {...named}
        onChange={onChange}
        options={[
          { value: '', label: 'Choose' },
          ...question.options.map((option) => ({ value: option, label: option })),
        ]}
      />
    )
  if (question.kind === 'long_text')
    return <Textarea {...named} rows={4} maxLength={4000} onChange={(event) => onChange(event.target.value)} />
  return <Input {...named} maxLength={4000} onChange={(event) => onChange(event.target.value)} />
}

/** What is still missing, by the name of its field. */
function missingOf(type: BookableType, you: DetailsFormProps['you'], details: Details): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  if (you === null && details.name.trim() === '') found.set('name', 'Say who you are.')
  if (you === null && !/^\S+@\S+\.\S+$/.test(details.email.trim())) found.set('email', 'Use an e-mail address.')
  if (type.needs_phone && details.phone.trim() === '') found.set('phone', 'Say at which number you can be called.')
  for (const { key, required, kind } of type.questions)
    if (required && (details.answers[key] ?? '').trim() === '')
      found.set(`answers.${key}`, kind === 'choice' ? 'Choose one.' : 'Answer this question.')
  return found
}
