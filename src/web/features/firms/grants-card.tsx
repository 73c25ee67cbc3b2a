import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Eye } from 'lucide-react'
import { useState } from 'react'
import type { Firm } from '#contract/firms.ts'
import type { Grant } from '#contract/grants.ts'
import { areaLabel } from '#lib/areas.ts'
import { now } from '#lib/clock.ts'
import { messageOf } from '#lib/form.ts'
import { formatAgo, formatShortDay } from '#lib/format-time.ts'
import { Load } from '#ui/load.tsx'
import { useSettings } from '#lib/session.ts'
import { Badge } from '#ui/badge.tsx'
import { Button, buttonClass } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { toast } from '#ui/toast.tsx'
import { GrantDialog } from './grant-dialog.tsx'
import { grantsQuery, useRevokeGrant } from './queries.ts'

/** What one has opened to coaches, and what seekers have opened to oneself. */
export function GrantsCard({ firm }: { firm: Firm }) {
  const query = useQuery(grantsQuery(firm.id))
  const [giving, setGiving] = useState(false)
  const give = <Button onClick={() => setGiving(true)}>Open something to a coach</Button>
  const open = query.data?.given.filter(isOpen) ?? []
  const received = query.data?.received.filter(isOpen) ?? []
  return (
    <>
      <Card title="Opened to coaches" note={open.length} ruled flush actions={open.length > 0 && give}>
        <Load query={query} failure="Your grants did not load">
          {({ given }) =>
            given.length === 0 ? (
              <EmptyState icon={Eye} title="Nobody sees anything of yours" action={give}>
                Open single areas to a coach of {firm.name}, until a day of your choice. Every look is written down.
              </EmptyState>
            ) : (
              given.map((grant) => <GrantRow key={grant.id} grant={grant} firm={firm} />)
            )
          }
        </Load>
      </Card>
      {received.length > 0 && (
        <Card
          title="Opened to you"
          note={received.length}
          ruled
          flush
          actions={
            <Link to="/seekers" className={buttonClass({})}>
              To the seekers
            </Link>
          }
        >
          {received.map((grant) => (
            <div className="lrow" key={grant.id}>
              <div className="grow">
                <div className="m names">{grant.seeker_name}</div>
                <GrantLine grant={grant} />
              </div>
              <Badge>{areaLabel(grant.area)}</Badge>
            </div>
          ))}
        </Card>
      )}
      {giving && <GrantDialog firm={firm} onClose={() => setGiving(false)} />}
    </>
  )
}

function GrantRow({ grant, firm }: { grant: Grant; firm: Firm }) {
  const revoke = useRevokeGrant(firm.id)
  return (
    <div className="lrow">
      <div className="grow">
        <div className="row">
          <span className="m names">{grant.coach_name}</span>
          <Badge>{areaLabel(grant.area)}</Badge>
        </div>
        <GrantLine grant={grant} />
      </div>
      {isOpen(grant) ? (
        <Button
          size="sm"
          aria-label={`Close ${areaLabel(grant.area)} to ${grant.coach_name}`}
          loading={revoke.isPending}
          onClick={() =>
            revoke.mutate(grant.id, {
              onSuccess: () => toast(`${areaLabel(grant.area)} closed to ${grant.coach_name}`),
              onError: (error) => toast(messageOf(error), { tone: 'bad' }),
            })
          }
        >
          Close
        </Button>
      ) : (
        <span className="t-13 c-3">{grant.revoked_at === null ? 'Over' : 'Closed'}</span>
      )}
    </div>
  )
}

function GrantLine({ grant }: { grant: Grant }) {
  const settings = useSettings()
  const used =
    grant.last_used_at === null ? 'not looked at yet' : `looked at ${formatAgo(grant.last_used_at, settings)}`
  return (
    <div className="t-13 c-2 names">
      until {formatShortDay(grant.revoked_at ?? grant.expires_at, settings)} · {used}
    </div>
  )
}

function isOpen(grant: Grant): boolean {
  return grant.revoked_at === null && Date.parse(grant.expires_at) > now().getTime()
}
