import { useState } from 'react'
import { fieldError, generalError } from '#lib/form.ts'
import { Field } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { AddressInput } from './address-input.tsx'
import { useConnectFeed } from './queries.ts'
import { Back } from './server-form.tsx'
import type { ConnectFormProps } from './server-form.tsx'

/** A calendar that can be read at an address. */
export function FeedForm({ onConnected, onClose, onBack }: ConnectFormProps) {
  const connect = useConnectFeed()
  const [url, setUrl] = useState('')
  return (
    <FormDialog
      title="Connect a calendar at an address"
      description="It is read and never written: holidays, a team’s plan, a calendar that somebody shares."
      action="Connect"
      pending={connect.isPending}
      error={generalError(connect.error)}
      aside={<Back onClick={onBack} />}
      onSubmit={() => connect.mutate({ body: { url } }, { onSuccess: ({ id }) => onConnected(id) })}
      onClose={onClose}
    >
      <Field
        label="Address"
        help="It begins with https or webcal. Who has it can read the calendar, so it is sealed before it is kept."
        error={fieldError(connect.error, 'url')}
      >
        <AddressInput placeholder="https://calendar.example.org/holidays.ics" value={url} onChange={setUrl} />
      </Field>
    </FormDialog>
  )
}
