import { useForm } from 'react-hook-form'
import { useState } from 'react'
import type { Job } from '#contract/postings.ts'
import { messageOf, showFieldErrors } from '#lib/form.ts'
import { parseMoney } from '#lib/format-money.ts'
import { useSettings } from '#lib/session.ts'
import { ApiError } from '#lib/client.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { submitOnModEnter } from '#ui/form-keys.ts'
import { Input } from '#ui/input.tsx'
import { Note } from '#ui/note.tsx'
import { Textarea } from '#ui/textarea.tsx'
import { useCreateJob } from './queries.ts'

interface Values {
  title: string
  company: string
  location: string
  url: string
  salary_min: string
  salary_max: string
  description: string
}

const EMPTY: Values = { title: '', company: '', location: '', url: '', salary_min: '', salary_max: '', description: '' }
const FIELDS = ['title', 'company', 'location', 'url', 'salary_min', 'salary_max', 'description'] as const

/** A posting of one's own: a job heard of, or one that stands on no board. */
export function WriteJobForm({ onDone }: { onDone: (job: Job) => void }) {
  const { currency } = useSettings()
  const form = useForm<Values>({ defaultValues: EMPTY })
  const create = useCreateJob()
  const [refused, setRefused] = useState<string | null>(null)
  const { errors } = form.formState
  const amount = (text: string) => (text.trim() === '' ? null : parseMoney(text, currency))
  const isAmount = (text: string) => text.trim() === '' || amount(text) !== null || 'Write an amount such as 60 000.'

  const submit = form.handleSubmit(async ({ salary_min, salary_max, ...rest }) => {
    const [min, max] = [amount(salary_min), amount(salary_max)]
    const paid = min === null && max === null ? {} : { salary_currency: currency, salary_period: 'year' as const }
    try {
      setRefused(null)
      onDone(
        await create.mutateAsync({
          ...rest,
          url: rest.url.trim() === '' ? null : rest.url.trim(),
          salary_min: min,
          salary_max: max,
          ...paid,
        }),
      )
    } catch (error) {
      setRefused(error instanceof ApiError ? showFieldErrors(error, form.setError, [...FIELDS]) : messageOf(error))
    }
  })

  return (
    <form className="col g-4" noValidate onSubmit={(event) => void submit(event)} onKeyDown={submitOnModEnter}>
      <Field label="Title" error={errors.title?.message}>
        <Input {...form.register('title', { required: 'Write the title of the job.' })} maxLength={300} autoFocus />
      </Field>
      <div className="two">
        <Field label="Company" error={errors.company?.message}>
          <Input {...form.register('company', { required: 'Write the name of the company.' })} maxLength={300} />
        </Field>
        <Field label="Place" optional error={errors.location?.message}>
          <Input {...form.register('location')} maxLength={300} />
        </Field>
      </div>
      <Field label="Address" optional error={errors.url?.message}>
        <Input {...form.register('url')} type="url" placeholder="https://" />
      </Field>
      <div className="two">
        <Field label="Salary from, per year" optional error={errors.salary_min?.message}>
          <Input {...form.register('salary_min', { validate: isAmount })} prefix={currency} inputMode="decimal" />
        </Field>
        <Field label="to" optional error={errors.salary_max?.message}>
          <Input {...form.register('salary_max', { validate: isAmount })} prefix={currency} inputMode="decimal" />
        </Field>
      </div>
      <Field label="Text" optional error={errors.description?.message}>
        <Textarea {...form.register('description')} rows={5} maxLength={100_000} />
      </Field>
      {refused !== null && <Note tone="bad" title={refused} />}
      <div className="row">
        <Button variant="primary" type="submit" keys="mod+enter" loading={create.isPending}>
          Keep posting
        </Button>
      </div>
    </form>
  )
}
