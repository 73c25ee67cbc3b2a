import { useQuery } from '@tanstack/react-query'
import { listApplications } from '#contract/applications.ts'
import type { Application } from '#contract/applications.ts'
import { withValue } from '#lib/choices.ts'
import { call } from '#lib/client.ts'
import { Combobox } from '#ui/combobox.tsx'
import { Field } from '#ui/field.tsx'

/** What a form needs to know of the application that an event is for. */
export type About = Pick<Application, 'id' | 'company' | 'title'>

interface ApplicationFieldProps {
  readonly value: string
  /** The one that is chosen already, which may be none of those that are offered. */
  readonly about: About | null
  readonly error: string | undefined
  readonly onChange: (id: string) => void
}

/** Those that stand open, with the one that is chosen already. */
export function ApplicationField({ value, about, error, onChange }: ApplicationFieldProps) {
  const { data } = useQuery({
    queryKey: ['applications', 'to-choose'],
    queryFn: ({ signal }) => call(listApplications, { query: { limit: 200 }, signal }),
  })
  const options = (data?.items ?? []).map(optionOf)
  return (
    <Field label="For the application" optional error={error}>
      <Combobox
        options={about === null ? options : withValue(options, optionOf(about))}
        value={value === '' ? null : value}
        placeholder="None"
        onChange={(id) => onChange(id ?? '')}
      />
    </Field>
  )
}

const optionOf = ({ id, company, title }: About) => ({ value: id, label: `${company}, ${title}` })
