import type { EditedField } from '#contract/posting-life.ts'
import { formatSalary } from '#lib/format-money.ts'
import { closingDay, formatDay } from '#lib/format-time.ts'
import type { TimeStyle } from '#lib/format-time.ts'
import { wordFor } from '#lib/posting-words.ts'

/** `Pay is now EUR 78 000 to 92 000, it was EUR 72 000 to 88 000.` */
export function sentenceOf(edited: EditedField, style: TimeStyle): string {
  const { subject, to, from } = said(edited, style)
  if (to === null) return `${subject} is no longer stated, it was ${from ?? 'unknown'}.`
  return from === null ? `${subject} is stated now: ${to}.` : `${subject} is now ${to}, it was ${from}.`
}

type Said = { subject: string; from: string | null; to: string | null }

function said(edited: EditedField, style: TimeStyle): Said {
  switch (edited.field) {
    case 'title':
      return both('The title', edited, (title) => `“${title}”`)
    case 'company':
      return both('The company', edited, (company) => `“${company}”`)
    case 'places':
      return both('The place', edited, listed)
    case 'remote_kind':
      return both('The workplace', edited, inWords)
    case 'salary':
      return both('Pay', edited, (pay) => formatSalary(pay) ?? pay.text ?? 'unknown')
    case 'employment':
      return both('Employment', edited, (kinds) => kinds.map(inWords).join(' or '))
    case 'contract':
      return both('The contract', edited, inWords)
    case 'workload':
      return both('The workload', edited, percent)
    case 'expires_at':
      return both('The closing date', edited, (day) => formatDay(closingDay(day), style))
  }
}

function both<Value>(
  subject: string,
  { from, to }: { from: Value | null; to: Value | null },
  words: (value: Value) => string,
): Said {
  return { subject, from: from === null ? null : words(from), to: to === null ? null : words(to) }
}

const inWords = (value: string) => wordFor(value).toLowerCase()

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

function percent({ min, max }: { min: number | null; max: number | null }): string {
  return [...new Set([min, max].filter((value) => value !== null))].join(' to ') + ' %'
}
