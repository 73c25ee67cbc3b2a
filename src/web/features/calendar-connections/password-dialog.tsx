import { useState } from 'react'
import type { CalendarConnection } from '#contract/calendar-connections.ts'
import { CALDAV_PRESETS } from '#domain/calendar/sync/caldav-presets.ts'
import { kindOf } from '#lib/calendars.ts'
import { fieldError, generalError } from '#lib/form.ts'
import { Field } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { PasswordInput } from '#ui/password-input.tsx'
import { useEnterPassword } from './queries.ts'
import { PasswordHelp } from './server-form.tsx'
import { whichOf } from './words.ts'

/** A new password for an account of a CalDAV server; it is tried before it is kept. */
export function PasswordDialog({ account, onClose }: { account: CalendarConnection; onClose: () => void }) {
  const enter = useEnterPassword()
  const [password, setPassword] = useState('')
  const preset = CALDAV_PRESETS.find(({ name }) => name === kindOf(account))
  const send = () => enter.mutate({ params: { id: account.id }, body: { password } }, { onSuccess: onClose })
  return (
    <FormDialog
      title="Enter the new password"
      description={whichOf(account)}
      action="Keep"
      pending={enter.isPending}
      error={generalError(enter.error)}
      onSubmit={send}
      onClose={onClose}
    >
      <Field
        label="Password"
        {...(preset !== undefined && { help: <PasswordHelp preset={preset} /> })}
        error={fieldError(enter.error, 'password', 'url')}
      >
        <PasswordInput
          required
          autoFocus
          autoComplete="off"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
    </FormDialog>
  )
}
