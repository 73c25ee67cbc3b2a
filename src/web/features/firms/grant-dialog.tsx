import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Firm } from '#contract/firms.ts'
import type { OpenArea } from '#contract/grants.ts'
import { OPEN_AREAS } from '#lib/areas.ts'
import { messageOf } from '#lib/form.ts'
import { addDays, fromLocalInput, today } from '#lib/format-time.ts'
import { useSession, useSettings } from '#lib/session.ts'
import { Checkbox } from '#ui/checkbox.tsx'
import { DateTimeInput } from '#ui/date-time-input.tsx'
import { Field, FieldGroup } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Select } from '#ui/select.tsx'
import { membersQuery, useGrant } from './queries.ts'

const DAYS = 90

/** Whom, what, until when. */
export function GrantDialog({ firm, onClose }: { firm: Firm; onClose: () => void }) {
  const { user } = useSession()
  const settings = useSettings()
  const { data: members = [] } = useQuery(membersQuery(firm.id))
  const coaches = members.filter((member) => member.role !== 'member' && member.user_id !== user.id)
  const [coach, setCoach] = useState<string | null>(null)
  const [areas, setAreas] = useState<readonly OpenArea[]>(['applications'])
  const [until, setUntil] = useState(() => addDays(today(settings), DAYS))
  const [missing, setMissing] = useState(false)
  const grant = useGrant(firm.id)

  function submit() {
    setMissing(coach === null)
    if (coach === null) return
    const expires_at = fromLocalInput(`${until}T23:59`, settings.time_zone)
    grant.mutate({ coach_id: coach, areas: [...areas], expires_at }, { onSuccess: onClose })
  }

  return (
    <FormDialog
      title="Open something to a coach"
      description="They see it, and change nothing. You can close it at any time."
      action="Open it"
      noValidate
      ready={areas.length > 0 && until !== ''}
      pending={grant.isPending}
      error={grant.error && messageOf(grant.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="Coach" error={missing && coach === null ? 'Choose who may look.' : undefined}>
        <Select
          value={coach}
          onChange={setCoach}
          placeholder={coaches.length === 0 ? 'This practice has no other staff' : 'Choose a person'}
          disabled={coaches.length === 0}
          options={coaches.map((one) => ({ value: one.user_id, label: one.full_name ?? one.username }))}
        />
      </Field>
      <FieldGroup
        label="What they may see"
        help="Applications without your notes and contacts; the profile without your e-mail address and phone number."
      >
        <div className="grid grid-cols-2 gap-2">
          {OPEN_AREAS.map(({ value, label }) => (
            <Checkbox
              key={value}
              label={label}
              checked={areas.includes(value)}
              onChange={(on) => setAreas(on ? [...areas, value] : areas.filter((one) => one !== value))}
            />
          ))}
        </div>
      </FieldGroup>
      <Field label="Until the end of">
        <DateTimeInput value={until} min={today(settings)} onChange={setUntil} />
      </Field>
    </FormDialog>
  )
}
