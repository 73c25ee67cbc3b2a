import { useState, type ReactNode } from 'react'
import { DateTimeInput } from './date-time-input.tsx'
import { Field } from './field.tsx'
import { FormDialog } from './form-dialog.tsx'

interface DaysDialogProps {
  title: ReactNode
  description: ReactNode
  /** The word on the button that sends. */
  action: string
  help: string
  pending: boolean
  error: string | null
  /** Dates, `YYYY-MM-DD`; empty where none was chosen. */
  onSubmit: (days: { from: string; to: string }) => void
  onClose: () => void
}

/** Asks for a first and a last day; either may stay open. */
export function DaysDialog({ help, onSubmit, ...dialog }: DaysDialogProps) {
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const backwards = from !== '' && to !== '' && to < from
  return (
    <FormDialog {...dialog} ready={!backwards} onSubmit={() => onSubmit({ from, to })}>
      <div className="grid grid-cols-2 items-start gap-3 max-sm:grid-cols-1">
        <Field label="From" optional>
          <DateTimeInput value={from} onChange={setFrom} />
        </Field>
        <Field
          label="To"
          optional
          error={backwards ? 'This day is before the first one. Choose a later one.' : undefined}
        >
          <DateTimeInput value={to} onChange={setTo} />
        </Field>
      </div>
      <p className="t-13 c-2">{help}</p>
    </FormDialog>
  )
}
