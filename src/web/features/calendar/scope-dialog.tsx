import { useState } from 'react'
import type { Scope } from '#contract/calendar-events.ts'
import { FormDialog } from '#ui/form-dialog.tsx'
import { RadioGroup } from '#ui/radio.tsx'

const SCOPES = [
  { value: 'this', label: 'Only this date' },
  { value: 'following', label: 'This date and all after it' },
  { value: 'all', label: 'The whole series' },
] as const satisfies readonly { value: Scope; label: string }[]

interface ScopeDialogProps {
  readonly title: string
  readonly action: string
  readonly danger?: boolean
  /** A rule belongs to the series: one date alone cannot have another. */
  readonly without_this?: boolean
  readonly onChoose: (scope: Scope) => void
  readonly onClose: () => void
}

/** How far a change of a series goes. */
export function ScopeDialog({
  title,
  action,
  danger = false,
  without_this = false,
  onChoose,
  onClose,
}: ScopeDialogProps) {
  const options = SCOPES.filter(({ value }) => !(without_this && value === 'this'))
  const [scope, setScope] = useState<Scope>(without_this ? 'following' : 'this')
  return (
    <FormDialog
      title={title}
      description="This event repeats."
      action={action}
      danger={danger}
      pending={false}
      onSubmit={() => onChoose(scope)}
      onClose={onClose}
    >
      <RadioGroup options={options} value={scope} onChange={setScope} aria-label="Which dates" />
    </FormDialog>
  )
}
