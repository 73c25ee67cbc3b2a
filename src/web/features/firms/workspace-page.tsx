import { Link } from '@tanstack/react-router'
import { Building2, CalendarSync, Plus } from 'lucide-react'
import { useState } from 'react'
import type { Firm } from '#contract/firms.ts'
import { runsPractice, useEnter, useSession } from '#lib/session.ts'
import { messageOf } from '#lib/form.ts'
import { Badge } from '#ui/badge.tsx'
import { Button, buttonClass } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Page } from '#ui/page.tsx'
import { toast } from '#ui/toast.tsx'
import { AccessCard } from './access-card.tsx'
import { FirmNameCard } from './firm-name-card.tsx'
import { GrantsCard } from './grants-card.tsx'
import { InvitationsCard } from './invitations-card.tsx'
import { MembersCard } from './members-card.tsx'
import { NewFirmDialog } from './new-firm-dialog.tsx'
import { useActivate } from './queries.ts'
import { roleLabel } from './words.ts'

/** The firms one belongs to; the active one with its people, invitations and grants. */
export function WorkspacePage() {
  const { firms, active_firm } = useSession()
  const [making, setMaking] = useState(false)
  const firm = firms.find((one) => one.id === active_firm.id)
  const practice = firm?.kind === 'practice' ? firm : null
  return (
    <Page
      title="Workspace"
      lead="Your own search, and the practices that you belong to."
      actions={
        <Button onClick={() => setMaking(true)}>
          <Plus aria-hidden="true" />
          New practice
        </Button>
      }
    >
      <div className="col g-4">
        <FirmsCard firms={firms} activeId={active_firm.id} />
        {practice !== null && (
          <>
            {runsPractice(practice) && <FirmNameCard key={practice.id + practice.version} firm={practice} />}
            <MembersCard firm={practice} />
            {runsPractice(practice) && <SyncCard />}
            {runsPractice(practice) && <InvitationsCard firm={practice} />}
            <GrantsCard firm={practice} />
          </>
        )}
        {practice === null && firms.length === 1 && (
          <p className="c-2">
            You run your search alone, and nobody else sees it. A practice is for coaches and careers services: they
            invite people, and each decides what to open to whom.
          </p>
        )}
        <AccessCard />
      </div>
      {making && <NewFirmDialog onClose={() => setMaking(false)} />}
    </Page>
  )
}

function SyncCard() {
  return (
    <Card title="Calendar sync of the members">
      <div className="row wrap">
        <p className="c-2 grow">Whose calendars stand still and why, and how the syncs of the last days went.</p>
        <Link to="/admin/calendar" className={buttonClass({ size: 'sm' })}>
          <CalendarSync aria-hidden="true" />
          Calendar sync
        </Link>
      </div>
    </Card>
  )
}

function FirmsCard({ firms, activeId }: { firms: readonly Firm[]; activeId: string }) {
  const activate = useActivate()
  const enter = useEnter()
  return (
    <Card title="Workspaces" note={firms.length} ruled flush>
      {firms.map((firm) => (
        <div className="lrow" key={firm.id}>
          <Building2 className="i-16 c-3" aria-hidden="true" />
          <div className="grow">
            <div className="row">
              <span className="m names">{firm.name}</span>
              {firm.id === activeId && <Badge tone="ok">Active</Badge>}
            </div>
            <div className="t-13 c-2">
              {firm.kind === 'personal'
                ? 'Your own workspace'
                : `${roleLabel(firm.role)} · ${firm.members} ${firm.members === 1 ? 'person' : 'people'}`}
            </div>
          </div>
          {firm.id !== activeId && (
            <Button
              size="sm"
              aria-label={`Switch to ${firm.name}`}
              loading={activate.isPending && activate.variables === firm.id}
              onClick={() =>
                activate.mutate(firm.id, {
                  onSuccess: () => enter('/settings/workspace'),
                  onError: (error) => toast(messageOf(error), { tone: 'bad' }),
                })
              }
            >
              Switch
            </Button>
          )}
        </div>
      ))}
    </Card>
  )
}
