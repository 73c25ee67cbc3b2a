import { useQuery } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { useState } from 'react'
import type { Firm, Role } from '#contract/firms.ts'
import { messageOf, reasonOf } from '#lib/form.ts'
import { formatShortDay } from '#lib/format-time.ts'
import { submitOnModEnter } from '#ui/form-keys.ts'
import { Load } from '#ui/load.tsx'
import { useSettings } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Field } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { Note } from '#ui/note.tsx'
import { Select } from '#ui/select.tsx'
import { toast } from '#ui/toast.tsx'
import { invitationsQuery, useInvite, useRevokeInvitation } from './queries.ts'
import { roleLabel, ROLES } from './words.ts'

/** Invites people by mail, and shows who has not answered yet. */
export function InvitationsCard({ firm }: { firm: Firm }) {
  const query = useQuery(invitationsQuery(firm.id))
  const revoke = useRevokeInvitation(firm.id)
  const settings = useSettings()
  return (
    <Card title="Invitations" note={query.data?.length} ruled flush>
      <div className="card-body pt-4!">
        <InviteForm firm={firm} />
      </div>
      <Load query={query} failure="The invitations did not load">
        {(invitations) =>
          invitations.map((invitation) => (
            <div className="lrow" key={invitation.id}>
              <div className="grow">
                <div className="m names">{invitation.email}</div>
                <div className="t-13 c-2 names">
                  {roleLabel(invitation.role)} · by {invitation.invited_by} · until{' '}
                  {formatShortDay(invitation.expires_at, settings)}
                </div>
              </div>
              <Button
                size="sm"
                aria-label={`Revoke the invitation of ${invitation.email}`}
                loading={revoke.isPending && revoke.variables === invitation.id}
                onClick={() =>
                  revoke.mutate(invitation.id, {
                    onSuccess: () => toast('Invitation revoked'),
                    onError: (error) => toast(messageOf(error), { tone: 'bad' }),
                  })
                }
              >
                Revoke
              </Button>
            </div>
          ))
        }
      </Load>
    </Card>
  )
}

function InviteForm({ firm }: { firm: Firm }) {
  const invite = useInvite(firm.id)
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('member')
  const roles = firm.role === 'owner' ? ROLES : ROLES.filter((one) => one.value !== 'owner')
  const link = invite.data?.link
  return (
    <form
      className="col g-4"
      noValidate
      onKeyDown={submitOnModEnter}
      onSubmit={(event) => {
        event.preventDefault()
        invite.mutate({ email, role }, { onSuccess: () => setEmail('') })
      }}
    >
      <div className="two">
        <Field label="E-mail" error={invite.error === null ? undefined : reasonOf(invite.error)}>
          <Input type="email" value={email} onChange={(event) => setEmail(event.target.value)} autoComplete="off" />
        </Field>
        <Field label="As" help={ROLES.find((one) => one.value === role)?.help}>
          <Select value={role} onChange={setRole} options={roles} />
        </Field>
      </div>
      <div>
        <Button type="submit" loading={invite.isPending}>
          Send the invitation
        </Button>
      </div>
      {link !== undefined && (
        <Note
          tone="ok"
          title={`${invite.data?.email ?? ''} was invited`}
          actions={
            <Button size="sm" onClick={() => void navigator.clipboard.writeText(link).then(() => toast('Link copied'))}>
              <Copy aria-hidden="true" />
              Copy the link
            </Button>
          }
        >
          The link is in the mail. You can also hand it over yourself: it works only for this address.
        </Note>
      )}
    </form>
  )
}
