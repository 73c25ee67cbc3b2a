import { useSession } from '#lib/session.ts'
import { messageOf } from '#lib/form.ts'
import { Button } from '#ui/button.tsx'
import { Note } from '#ui/note.tsx'
import { Page } from '#ui/page.tsx'
import { toast } from '#ui/toast.tsx'
import { ConnectedCard } from './connected-card.tsx'
import { DeletionCard } from './deletion-card.tsx'
import { PasswordCard } from './password-card.tsx'
import { useResend } from './queries.ts'
import { SessionsCard } from './sessions-card.tsx'
import { TwoFactorCard } from './two-factor-card.tsx'

/** Password, second factor, ways to log in, sessions, the end of the account. */
export function SecurityPage() {
  return (
    <Page title="Security" lead="How you log in, and where you are logged in.">
      <div className="col g-4">
        <AddressNote />
        <PasswordCard />
        <TwoFactorCard />
        <ConnectedCard />
        <SessionsCard />
        <DeletionCard />
      </div>
    </Page>
  )
}

function AddressNote() {
  const { user } = useSession()
  const resend = useResend()
  if (user.email_verified) return null
  return (
    <Note
      tone="warn"
      title={`${user.email} is not confirmed yet`}
      actions={
        <Button
          size="sm"
          loading={resend.isPending}
          onClick={() =>
            resend.mutate(undefined, {
              onSuccess: ({ delivers }) =>
                toast(delivers ? 'The mail is on its way' : 'The mail waits in the outbox folder of this server'),
              onError: (error) => toast(messageOf(error), { tone: 'bad' }),
            })
          }
        >
          Send the link again
        </Button>
      }
    >
      Open the link that we sent you. A forgotten password can only be replaced through this address.
    </Note>
  )
}
