import type { AppointmentType, PlaceKind, Question } from '#contract/appointment-types.ts'

/** A question as it stands in the form: the options one a line. */
export interface QuestionDraft extends Omit<Question, 'options'> {
  options: string
}

/** A type as it stands in the form. */
export interface TypeDraft {
  title: string
  slug: string
  description: string
  duration_min: string
  buffer_before_min: string
  buffer_after_min: string
  notice_min: string
  horizon_days: string
  step_min: string
  daily_limit: string
  place_kind: PlaceKind
  place: string
  questions: readonly QuestionDraft[]
  needs_confirmation: boolean
  active: boolean
}

const NEW: TypeDraft = {
  ...{ title: '', slug: '', description: '', duration_min: '45', buffer_before_min: '0', buffer_after_min: '15' },
  ...{ notice_min: '240', horizon_days: '60', step_min: '30', daily_limit: '', place_kind: 'video', place: '' },
  ...{ questions: [], needs_confirmation: false, active: true },
}

export function draftOf(type: AppointmentType | null): TypeDraft {
  if (type === null) return NEW
  return {
    title: type.title,
    slug: type.slug,
    description: type.description ?? '',
    duration_min: String(type.duration_min),
    buffer_before_min: String(type.buffer_before_min),
    buffer_after_min: String(type.buffer_after_min),
    notice_min: String(type.notice_min),
    horizon_days: String(type.horizon_days),
    step_min: String(type.step_min),
    daily_limit: type.daily_limit === null ? '' : String(type.daily_limit),
    place_kind: type.place_kind,
    place: type.place ?? '',
    questions: type.questions.map((one) => ({ ...one, options: one.options.join('\n') })),
    needs_confirmation: type.needs_confirmation,
    active: type.active,
  }
}

/** What is sent of a draft. A new type without a short name gets one from its title. */
export function bodyOf(draft: TypeDraft) {
  return {
    title: draft.title,
    ...(draft.slug.trim() !== '' && { slug: draft.slug.trim() }),
    description: draft.description,
    duration_min: Number(draft.duration_min),
    buffer_before_min: Number(draft.buffer_before_min),
    buffer_after_min: Number(draft.buffer_after_min),
    notice_min: Number(draft.notice_min),
    horizon_days: Number(draft.horizon_days),
    step_min: Number(draft.step_min),
    daily_limit: draft.daily_limit.trim() === '' ? null : Number(draft.daily_limit),
    place_kind: draft.place_kind,
    place: draft.place,
    questions: draft.questions.map(({ key, label, kind, required, options }) => ({
      key,
      label,
      kind,
      required,
      options: kind === 'choice' ? linesOf(options) : [],
    })),
    needs_confirmation: draft.needs_confirmation,
    active: draft.active,
  }
}

/** The options of a choice: a line each, each once. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim())
  return [...new Set(lines.filter((line) => line !== ''))]
}

/** A further question, with a key that no other one has. */
export function withQuestion(questions: readonly QuestionDraft[]): readonly QuestionDraft[] {
  const taken = new Set(questions.map(({ key }) => key))
  let at = questions.length + 1
  while (taken.has(`question-${at}`)) at += 1
  return [...questions, { key: `question-${at}`, label: '', kind: 'text', required: false, options: '' }]
}

/** The list with one moved by so many places; the same where there is no such place. */
export function moved<Item>(items: readonly Item[], at: number, by: number): readonly Item[] {
  const to = at + by
  const item = items[at]
  if (item === undefined || to < 0 || to >= items.length) return items
  const rest = items.filter((_, index) => index !== at)
  return [...rest.slice(0, to), item, ...rest.slice(to)]
}

/** The first thing that is wrong with a question; null: nothing. */
export function wrongWith({ label, kind, options }: QuestionDraft): string | null {
  if (label.trim() === '') return 'Write the question.'
  return kind === 'choice' && linesOf(options).length < 2 ? 'A choice needs at least two different options.' : null
}
