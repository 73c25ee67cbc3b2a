import type { Application } from '#contract/applications.ts'
import type { PayPeriod } from '#contract/posting-fields.ts'
import { PAY_PERIODS } from '#lib/choices.ts'
import { AMOUNT_HINT, amountOf, formatAmount } from '#lib/format-money.ts'
import { Field } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { Select } from '#ui/select.tsx'

/** What a form knows of a job, as typed. */
export interface AboutDraft {
  company: string
  title: string
  location: string
  url: string
  pay_from: string
  pay_to: string
  currency: string
  period: PayPeriod
}

export function draftOf(application: Application | null, currency: string): AboutDraft {
  const code = application?.salary_currency ?? currency
  const amount = (value: number | null | undefined) =>
    value === null || value === undefined ? '' : formatAmount(value, code)
  return {
    company: application?.company ?? '',
    title: application?.title ?? '',
    location: application?.location ?? '',
    url: application?.url ?? '',
    pay_from: amount(application?.salary_min),
    pay_to: amount(application?.salary_max),
    currency: code,
    period: application?.salary_period ?? 'year',
  }
}

/** The draft as the server takes it; null where an amount cannot be read. */
export function bodyOf(draft: AboutDraft) {
  const salary_min = amountOf(draft.pay_from, draft.currency)
  const salary_max = amountOf(draft.pay_to, draft.currency)
  if (salary_min === undefined || salary_max === undefined) return null
  const paid = salary_min !== null || salary_max !== null
  return {
    company: draft.company.trim(),
    title: draft.title.trim(),
    location: draft.location.trim() === '' ? null : draft.location.trim(),
    url: draft.url.trim() === '' ? null : draft.url.trim(),
    salary_min,
    salary_max,
    salary_currency: paid ? draft.currency : null,
    salary_period: paid ? draft.period : null,
  }
}

const CURRENCY = /^[A-Z]{3}$/

/** Company, title, place, address and pay. */
export function AboutFields({
  draft,
  onChange,
  errorOf,
}: {
  draft: AboutDraft
  onChange: (draft: AboutDraft) => void
  errorOf: (field: string) => string | undefined
}) {
  const set = (part: Partial<AboutDraft>) => onChange({ ...draft, ...part })
  const bad = (text: string) => (amountOf(text, draft.currency) === undefined ? AMOUNT_HINT : undefined)
  return (
    <>
      <Field label="Company" error={errorOf('company')}>
        <Input
          value={draft.company}
          required
          maxLength={300}
          autoFocus
          autoComplete="organization"
          onChange={(event) => set({ company: event.target.value })}
        />
      </Field>
      <Field label="Title" error={errorOf('title')}>
        <Input value={draft.title} required maxLength={300} onChange={(event) => set({ title: event.target.value })} />
      </Field>
      <Field label="Place" optional error={errorOf('location')}>
        <Input value={draft.location} maxLength={300} onChange={(event) => set({ location: event.target.value })} />
      </Field>
      <Field label="Web address of the posting" optional error={errorOf('url')}>
        <Input type="url" value={draft.url} maxLength={2048} onChange={(event) => set({ url: event.target.value })} />
      </Field>
      <div className="form-row">
        <Field label="Pay from" optional error={bad(draft.pay_from)}>
          <Input
            inputMode="decimal"
            value={draft.pay_from}
            onChange={(event) => set({ pay_from: event.target.value })}
          />
        </Field>
        <Field label="to" optional error={bad(draft.pay_to) ?? errorOf('salary_max')}>
          <Input inputMode="decimal" value={draft.pay_to} onChange={(event) => set({ pay_to: event.target.value })} />
        </Field>
        <Field label="Currency" error={CURRENCY.test(draft.currency) ? undefined : 'Three letters, such as EUR.'}>
          <Input
            value={draft.currency}
            maxLength={3}
            onChange={(event) => set({ currency: event.target.value.toUpperCase() })}
          />
        </Field>
        <Field label="Per">
          <Select options={PAY_PERIODS} value={draft.period} onChange={(period) => set({ period })} />
        </Field>
      </div>
    </>
  )
}
