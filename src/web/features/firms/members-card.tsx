import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Firm, Member } from '#contract/firms.ts'
import { messageOf } from '#lib/form.ts'
import { formatShortDay } from '#lib/format-time.ts'
import { runsPractice, useEnter, useSession, useSettings } from '#lib/session.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { Load } from '#ui/load.tsx'
import { Select } from '#ui/select.tsx'
import { toast } from '#ui/toast.tsx'
import { membersQuery, useChangeRole, useRemoveMember } from './queries.ts'
import { roleLabel, ROLES } from './words.ts'

/** The people of a practice, with what each may do. */
export function MembersCard({ firm }: { firm: Firm }) {
  const query = useQuery(membersQuery(firm.id))
  const { user } = useSession()
  const enter = useEnter()
  const [leaving, setLeaving] = useState<Member | null>(null)
  const remove = useRemoveMember(firm.id)
  const self = leaving?.user_id === user.id
  return (
    <Card title="People" note={query.data?.length} ruled flush>
      <Load query={query} failure="The people did not load" rows={3}>
        {(members) =>
          members.map((member) => (
            <MemberRow
              key={member.user_id}
              member={member}
              firm={firm}
              self={member.user_id === user.id}
              onRemove={() => setLeaving(member)}
            />
          ))
        }
      </Load>
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        title={self ? `Leave ${firm.name}?` : `Remove ${nameOf(leaving)}?`}
        description={
          self
            ? 'You need a new invitation to come back. Your own search stays with you.'
            : 'They lose access at once, and grants to and from them end. Their own search stays with them.'
        }
        action={self ? 'Leave' : 'Remove'}
        loading={remove.isPending}
        onConfirm={() =>
          leaving !== null &&
          remove.mutate(leaving.user_id, {
            onSuccess: () => (self ? enter('/settings/workspace') : toast(`${nameOf(leaving)} removed`)),
            onError: (error) => toast(messageOf(error), { tone: 'bad' }),
            onSettled: () => setLeaving(null),
          })
        }
      />
    </Card>
  )
}

interface MemberRowProps {
  member: Member
  firm: Firm
  self: boolean
  onRemove: () => void
}

function MemberRow({ member, firm, self, onRemove }: MemberRowProps) {
  const settings = useSettings()
  const change = useChangeRole(firm.id)
  const mayChange = runsPractice(firm) && (firm.role === 'owner' || member.role !== 'owner')
  const roles = firm.role === 'owner' ? ROLES : ROLES.filter((role) => role.value !== 'owner')
  return (
    <div className="lrow wrap">
      <Avatar name={nameOf(member)} />
      <div className="grow min-w-44!">
        <div className="m names">
          {nameOf(member)}
          {self && <span className="c-3"> (you)</span>}
        </div>
        <div className="t-13 c-2 names">
          {member.email ?? `@${member.username}`} · since {formatShortDay(member.joined_at, settings)}
        </div>
      </div>
      {mayChange ? (
        <Select
          size="sm"
          className="w-32!"
          aria-label={`Role of ${nameOf(member)}`}
          value={member.role}
          options={roles}
          onChange={(role) =>
            change.mutate(
              { user_id: member.user_id, role },
              {
                onSuccess: () => toast(`${nameOf(member)} is now ${roleLabel(role).toLowerCase()}`),
                onError: (error) => toast(messageOf(error), { tone: 'bad' }),
              },
            )
          }
        />
      ) : (
        <span className="t-13 c-2">{roleLabel(member.role)}</span>
      )}
      {(mayChange || self) && (
        <Button size="sm" aria-label={self ? `Leave ${firm.name}` : `Remove ${nameOf(member)}`} onClick={onRemove}>
          {self ? 'Leave' : 'Remove'}
        </Button>
      )}
    </div>
  )
}

function nameOf(member: Member | null): string {
  return member?.full_name ?? member?.username ?? ''
}
