import type { Question } from '#contract/appointment-types.ts'
import type { Appointment } from '#contract/appointments.ts'

/** The answers in the words of the questions, or the first that is missing or none of the options. */
export type Answered =
  | { readonly kind: 'answered'; readonly answers: Appointment['answers'] }
  | { readonly kind: 'missing' | 'unfit'; readonly key: string }

/** Reads what a guest answered. What nobody asked is left out. */
export function answered(questions: readonly Question[], given: Readonly<Record<string, string>>): Answered {
  const answers: Appointment['answers'] = []
  for (const { key, label, kind, required, options } of questions) {
    const value = (Object.hasOwn(given, key) ? (given[key] ?? '') : '').replaceAll('\u0000', '').trim()
    if (value === '' && required) return { kind: 'missing', key }
    if (value === '') continue
    if (kind === 'choice' && !options.includes(value)) return { kind: 'unfit', key }
    answers.push({ key, label, value })
  }
  return { kind: 'answered', answers }
}

/** A short name out of a title: `First talk!` is `first-talk`. */
export function slugOf(title: string): string {
  const plain = title.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const slug = plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '')
  return slug === '' ? 'appointment' : slug
}
