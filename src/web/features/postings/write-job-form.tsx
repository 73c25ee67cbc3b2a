import { useForm } from 'react-hook-form'
import { useState } from 'react'
import type { Job } from '#contract/postings.ts'
import { messageOf, showFieldErrors } from '#lib/form.ts'
import { formatAmount, parseMoney } from '#lib/format-money.ts'
import { useSettings } from '#lib/session.ts'
import { ApiError } from '#lib/client.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { submitOnModEnter } from '#ui/form-keys.ts'
import { Input } from '#ui/input.tsx'
import { Note } from '#ui/note.tsx'
import { Textarea } from '#ui/textarea.tsx'
import { useWriteJob } from './queries.ts'

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

interface WriteJobFormProps {
  /** The one to change; absent: a new one is written down. */
  job?: Job
  onDone: (job: Job) => void
}

/** A posting of one's own: a job heard of, or one that stands on no board. */
export function WriteJobForm({ job, onDone }: WriteJobFormProps) {
  const settings = useSettings()
  // As it was when the form opened: what changed elsewhere since is not overwritten unseen.
  const [before] = useState(job)
  const currency = before?.salary_currency ?? settings.currency
  const period = before?.salary_period ?? 'year'
  const form = useForm<Values>({ defaultValues: before === undefined ? EMPTY : valuesOf(before, currency) })
  const write = useWriteJob(before)
  const [refused, setRefused] = useState<string | null>(null)
  const { errors, dirtyFields } = form.formState
  const amount = (text: string) => (text.trim() === '' ? null : parseMoney(text, currency))
  const isAmount = (text: string) => text.trim() === '' || amount(text) !== null || 'Write an amount such as 60 000.'

  const submit = form.handleSubmit(async ({ salary_min, salary_max, url, ...rest }) => {
    const pay = { salary_min: amount(salary_min), salary_max: amount(salary_max) }
    const paid = pay.salary_min !== null || pay.salary_max !== null
    const all = {
      ...rest,
      url: url.trim() === '' ? null : url.trim(),
      ...pay,
      ...(paid ? { salary_currency: currency, salary_period: period } : {}),
    }
    const isPay = (field: string) => field.startsWith('salary_')
    const payChanged = Object.keys(dirtyFields).some(isPay)
    const changed = Object.entries(all).filter(([name]) => (isPay(name) ? payChanged : name in dirtyFields))
    try {
      setRefused(null)
      onDone(await write.mutateAsync({ all, changed: Object.fromEntries(changed) }))
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
        <Field label={`Salary from, per ${period}`} optional error={errors.salary_min?.message}>
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
        <Button variant="primary" type="submit" keys="mod+enter" loading={write.isPending}>
          Keep posting
        </Button>
      </div>
    </form>
  )
}

function valuesOf(job: Job, currency: string): Values {
  const amount = (value: number | null) => (value === null ? '' : formatAmount(value, currency))
  return {
    title: job.title,
    company: job.company,
    location: job.locations.map((place) => place.raw).join(' / '),
    url: job.url ?? '',
    salary_min: amount(job.salary_min),
    salary_max: amount(job.salary_max),
    description: job.description ?? '',
  }
}
