import { Copy, Download } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { messageOf } from '#lib/form.ts'
import { useSession } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Field } from '#ui/field.tsx'
import { submitOnModEnter } from '#ui/form-keys.ts'
import { Input } from '#ui/input.tsx'
import { PasswordInput } from '#ui/password-input.tsx'
import { toast } from '#ui/toast.tsx'
import { useEnrol, useTwoFactorCode, type CodePurpose } from './queries.ts'

const FORM = 'two-factor-form'
const WORDS = {
  enrol: { title: 'Turn on two-factor log-in', action: 'Turn on' },
  renew: { title: 'New recovery codes', action: 'Make new codes' },
  disable: { title: 'Turn off two-factor log-in', action: 'Turn off' },
} as const

/** Password, then the picture to scan, then a first code, then the recovery codes; or just a code. */
export function TwoFactorDialog({ purpose, onClose }: { purpose: keyof typeof WORDS; onClose: () => void }) {
  const enrol = useEnrol()
  const code = useTwoFactorCode()
  const codes = code.data ?? []
  const words = WORDS[purpose]
  if (codes.length > 0) return <RecoveryCodes codes={codes} onClose={onClose} />
  if (purpose === 'enrol' && enrol.data === undefined) {
    return <PasswordStep enrol={enrol} onClose={onClose} />
  }
  const step: CodePurpose = purpose === 'enrol' ? 'confirm' : purpose
  return (
    <CodeStep
      title={words.title}
      action={words.action}
      danger={purpose === 'disable'}
      enrolment={enrol.data}
      pending={code.isPending}
      error={code.error === null ? undefined : messageOf(code.error)}
      onClose={onClose}
      onCode={(given) =>
        code.mutate({ purpose: step, code: given }, { onSuccess: () => purpose === 'disable' && onClose() })
      }
    />
  )
}

function PasswordStep({ enrol, onClose }: { enrol: ReturnType<typeof useEnrol>; onClose: () => void }) {
  const { user } = useSession()
  const [password, setPassword] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    enrol.mutate(user.has_password ? password : undefined)
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={WORDS.enrol.title}
      description="You need an authenticator app on your phone, for example Aegis, 2FAS or a password manager."
      foot={
        <Button variant="primary" type="submit" form={FORM} loading={enrol.isPending}>
          Continue
        </Button>
      }
    >
      <form id={FORM} onSubmit={submit} onKeyDown={submitOnModEnter} noValidate>
        {user.has_password && (
          <Field label="Your password" error={enrol.error === null ? undefined : messageOf(enrol.error)}>
            <PasswordInput
              autoFocus
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          </Field>
        )}
      </form>
    </Dialog>
  )
}

interface CodeStepProps {
  title: string
  action: string
  danger: boolean
  enrolment: { qr_svg: string; secret: string } | undefined
  pending: boolean
  error: string | undefined
  onCode: (code: string) => void
  onClose: () => void
}

function CodeStep({ title, action, danger, enrolment, pending, error, onCode, onClose }: CodeStepProps) {
  const [code, setCode] = useState('')
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      description={enrolment === undefined ? undefined : 'Scan this with your authenticator app, then type its code.'}
      foot={
        <Button variant={danger ? 'danger' : 'primary'} type="submit" form={FORM} loading={pending}>
          {action}
        </Button>
      }
    >
      <form
        id={FORM}
        className="col g-4"
        noValidate
        onKeyDown={submitOnModEnter}
        onSubmit={(event) => {
          event.preventDefault()
          onCode(code)
        }}
      >
        {enrolment !== undefined && (
          <div className="col g-2 items-center!">
            <img
              width={200}
              height={200}
              alt="QR code for your authenticator app"
              src={`data:image/svg+xml;utf8,${encodeURIComponent(enrolment.qr_svg)}`}
            />
            <p className="t-12 c-2">
              Or type this key: <span className="mono break-all">{enrolment.secret.match(/.{1,4}/g)?.join(' ')}</span>
            </p>
          </div>
        )}
        <Field label={danger ? 'Code of the app, or a recovery code' : 'Code of the app'} error={error}>
          <Input
            autoFocus
            className="tn"
            autoComplete="one-time-code"
            inputMode={danger ? 'text' : 'numeric'}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  )
}

function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const text = codes.join('\n')
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Keep these recovery codes"
      description="Each logs you in once when your phone is not at hand. They are shown only now."
      foot={
        <>
          <Button onClick={() => void navigator.clipboard.writeText(text).then(() => toast('Codes copied'))}>
            <Copy aria-hidden="true" />
            Copy
          </Button>
          <a
            className="btn"
            download="career-copilot-recovery-codes.txt"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
          >
            <Download aria-hidden="true" />
            Save as a file
          </a>
          <Button variant="primary" onClick={onClose}>
            I have kept them
          </Button>
        </>
      }
    >
      <ul className="mono grid grid-cols-2 gap-2" aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </Dialog>
  )
}
