import { useState } from 'react'
import { messageOf } from '#lib/form.ts'
import { formatLongDay } from '#lib/format-time.ts'
import { useSession, useSettings } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Field } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Input } from '#ui/input.tsx'
import { Note } from '#ui/note.tsx'
import { PasswordInput } from '#ui/password-input.tsx'
import { toast } from '#ui/toast.tsx'
import { useDeletion } from './queries.ts'

/** The end of the account: asked for with a typed word, carried out in 30 days, taken back until then. */
export function DeletionCard() {
  const { user } = useSession()
  const settings = useSettings()
  const keep = useDeletion()
  const [open, setOpen] = useState(false)
  if (user.deletion_due_at !== null) {
    return (
      <Note
        tone="bad"
        title={`This account will be deleted on ${formatLongDay(user.deletion_due_at, settings)}`}
        actions={
          <Button
            size="sm"
            loading={keep.isPending}
            onClick={() =>
              keep.mutate(null, {
                onSuccess: () => toast('Your account stays'),
                onError: (error) => toast(messageOf(error), { tone: 'bad' }),
              })
            }
          >
            Keep it
          </Button>
        }
      >
        Until then everything works as before.
      </Note>
    )
  }
  return (
    <Card title="Delete the account">
      <div className="col g-4">
        <p className="c-2">
          Your account and everything in it goes after 30 days. Until then you can log in and take it back.
        </p>
        <div>
          <Button variant="danger" onClick={() => setOpen(true)}>
            Delete the account
          </Button>
        </div>
      </div>
      {open && <DeletionDialog onClose={() => setOpen(false)} />}
    </Card>
  )
}

function DeletionDialog({ onClose }: { onClose: () => void }) {
  const { user } = useSession()
  const ask = useDeletion()
  const [typed, setTyped] = useState('')
  const [password, setPassword] = useState('')
  return (
    <FormDialog
      title="Delete the account?"
      description="Postings you saved, applications with their history, documents, notes: all of it goes in 30 days."
      action="Delete in 30 days"
      danger
      noValidate
      ready={typed.trim().toLowerCase() === user.username.toLowerCase()}
      pending={ask.isPending}
      error={user.has_password || ask.error === null ? null : messageOf(ask.error)}
      onSubmit={() =>
        ask.mutate({ confirm: typed, ...(user.has_password ? { password } : {}) }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      <Field label={<>Type “{user.username}” to go on</>}>
        <Input autoFocus autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
      </Field>
      {user.has_password && (
        <Field label="Your password" error={ask.error === null ? undefined : messageOf(ask.error)}>
          <PasswordInput
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
      )}
    </FormDialog>
  )
}
