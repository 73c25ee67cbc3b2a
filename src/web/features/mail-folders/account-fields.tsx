import type { MailSecurity } from '#domain/mail-folders/port.ts'
import { providerOf } from '#domain/mail-folders/providers.ts'
import type { MailProvider } from '#domain/mail-folders/providers.ts'
import { fieldError } from '#lib/form.ts'
import { Field } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { Note } from '#ui/note.tsx'
import { PasswordInput } from '#ui/password-input.tsx'
import { Select } from '#ui/select.tsx'

export interface AccountValues {
  readonly username: string
  readonly password: string
  readonly host: string
  readonly port: string
  readonly security: MailSecurity
}

interface AccountFieldsProps {
  values: AccountValues
  onChange: (values: AccountValues) => void
  /** A password is kept already. */
  kept: boolean
  error: unknown
}

const SECURITIES = [
  { value: 'tls', label: 'TLS' },
  { value: 'starttls', label: 'STARTTLS' },
] as const
const BARE = { value: 'plain', label: 'None (this machine)' } as const
const PORTS: Readonly<Record<MailSecurity, string>> = { tls: '993', starttls: '143', plain: '143' }
const HERE = /^(?:localhost|127\.|\[?::1)/

/** Name, password and server; for the large providers the name tells the server. */
export function AccountFields({ values, onChange, kept, error }: AccountFieldsProps) {
  const set = (change: Partial<AccountValues>) => onChange({ ...values, ...change })
  const provider = providerOf(values.username)
  const rename = (username: string) => {
    const untouched = values.host === '' || values.host === serverFor(values.username)
    set({ username, ...(untouched ? { host: serverFor(username) } : {}) })
  }
  const choose = (security: MailSecurity) =>
    set({ security, ...(Object.values(PORTS).includes(values.port) ? { port: PORTS[security] } : {}) })
  return (
    <>
      <Field
        label="E-mail address"
        error={fieldError(error, 'username')}
        help="Or the name that you log in with there."
      >
        <Input
          required
          autoFocus
          autoComplete="off"
          inputMode="email"
          spellCheck={false}
          autoCapitalize="none"
          value={values.username}
          onChange={(event) => rename(event.target.value)}
        />
      </Field>
      {provider !== null && <ProviderNote provider={provider} />}
      <Field
        label={provider?.login === 'app_password' ? 'App password' : 'Password'}
        error={fieldError(error, 'password')}
        help="Sealed before it is kept, sent to this server only, and never shown again."
      >
        <PasswordInput
          required={!kept}
          autoComplete="off"
          placeholder={kept ? 'Kept; leave it empty to keep it' : undefined}
          value={values.password}
          onChange={(event) => set({ password: event.target.value })}
        />
      </Field>
      <Field label="Mail server (IMAP)" error={fieldError(error, 'host')}>
        <Input
          required
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="none"
          placeholder="imap.example.org"
          value={values.host}
          onChange={(event) => set({ host: event.target.value })}
        />
      </Field>
      <div className="row row-3 top">
        <Field label="Encryption" className="grow" error={fieldError(error, 'security')}>
          <Select
            options={HERE.test(values.host) || values.security === 'plain' ? [...SECURITIES, BARE] : SECURITIES}
            value={values.security}
            onChange={choose}
          />
        </Field>
        <Field label="Port" error={fieldError(error, 'port')}>
          <Input
            required
            inputMode="numeric"
            pattern="[0-9]{1,5}"
            style={{ width: '5rem' }}
            value={values.port}
            onChange={(event) => set({ port: event.target.value })}
          />
        </Field>
      </div>
    </>
  )
}

/** Where mailboxes of an address usually are. */
function serverFor(address: string): string {
  const domain = address.trim().toLowerCase().split('@')[1] ?? ''
  return providerOf(address)?.host ?? (/\.[a-z]{2,}$/.test(domain) ? `imap.${domain}` : '')
}

function ProviderNote({ provider: { name, login } }: { provider: MailProvider }) {
  switch (login) {
    case 'app_password':
      return (
        <Note title={`${name} wants an app password`}>
          Your ordinary one is refused there. Make one for this program in the security settings of your account.
        </Note>
      )
    case 'switch_on':
      return (
        <Note title={`Switch IMAP on at ${name} first`}>
          It is off at the beginning: in the settings of your mailbox, under POP3 and IMAP.
        </Note>
      )
    case 'none':
      return (
        <Note tone="warn" title={`${name} lets no program in with a password`}>
          Have your alerts sent or forwarded to another mailbox, or save them as files (.eml) and drop them under Import
          posting.
        </Note>
      )
    case 'bridge':
      return (
        <Note title={`${name} is read through its Bridge`}>
          It has to run on the machine that this server runs on, and the operator has to allow 127.0.0.1.
        </Note>
      )
    default:
      return null
  }
}
