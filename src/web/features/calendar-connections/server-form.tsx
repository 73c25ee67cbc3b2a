import { useState } from 'react'
import type { CaldavPreset } from '#domain/calendar/sync/caldav-presets.ts'
import { fieldError, generalError } from '#lib/form.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Input } from '#ui/input.tsx'
import { PasswordInput } from '#ui/password-input.tsx'
import { AddressInput } from './address-input.tsx'
import { useConnectServer } from './queries.ts'

export interface ConnectFormProps {
  onConnected: (id: string) => void
  onClose: () => void
  onBack: () => void
}

/** An account of a CalDAV server: its address where that is not known, a name and a password. */
export function ServerForm({ preset, onConnected, onClose, onBack }: ConnectFormProps & { preset: CaldavPreset }) {
  const connect = useConnectServer()
  const [url, setUrl] = useState(preset.url ?? '')
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const send = () => connect.mutate({ body: { url, username, password } }, { onSuccess: ({ id }) => onConnected(id) })
  return (
    <FormDialog
      title={`Connect ${preset.name}`}
      description="The calendars of the account are found, and nothing is synced yet."
      action="Connect"
      pending={connect.isPending}
      error={generalError(connect.error)}
      aside={<Back onClick={onBack} />}
      onSubmit={send}
      onClose={onClose}
    >
      {(preset.url === null || fieldError(connect.error, 'url') !== undefined) && (
        <Field label="Server" help={preset.url_hint} error={fieldError(connect.error, 'url')}>
          <AddressInput value={url} onChange={setUrl} />
        </Field>
      )}
      <Field label="User name" help={preset.username_hint} error={fieldError(connect.error, 'username')}>
        <Input
          required
          autoFocus={preset.url !== null}
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="none"
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
      </Field>
      <Field label="Password" help={<PasswordHelp preset={preset} />} error={fieldError(connect.error, 'password')}>
        <PasswordInput
          required
          autoComplete="off"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
    </FormDialog>
  )
}

export function PasswordHelp({ preset }: { preset: Pick<CaldavPreset, 'password_hint' | 'password_page'> }) {
  return (
    <>
      {preset.password_hint}{' '}
      {preset.password_page !== null && (
        <a className="link" href={preset.password_page} target="_blank" rel="noreferrer">
          Make one
        </a>
      )}
    </>
  )
}

/** To the kinds of calendars. */
export function Back({ onClick }: { onClick: () => void }) {
  return (
    <>
      <Button variant="ghost" onClick={onClick}>
        Back
      </Button>
      <span className="push" />
    </>
  )
}
