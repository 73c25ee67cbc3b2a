import { useQuery } from '@tanstack/react-query'
import { Monitor, Smartphone, Terminal } from 'lucide-react'
import { formatAgo, formatShortDay } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { toast } from '#ui/toast.tsx'
import { Load } from '#ui/load.tsx'
import { sessionsQuery, useRevokeSession } from './queries.ts'
import { deviceOf } from './device.ts'

const ICONS = { computer: Monitor, phone: Smartphone, program: Terminal } as const

/** Where one is logged in, each session with its end. */
export function SessionsCard() {
  const query = useQuery(sessionsQuery)
  const revoke = useRevokeSession()
  const settings = useSettings()
  const others = (query.data ?? []).filter((session) => !session.current).length
  return (
    <Card
      title="Sessions"
      note={query.data?.length}
      ruled
      flush
      actions={
        others > 0 && (
          <Button
            size="sm"
            loading={revoke.isPending && revoke.variables === null}
            onClick={() => revoke.mutate(null, { onSuccess: () => toast('Every other session was ended') })}
          >
            End all others
          </Button>
        )
      }
    >
      <Load query={query} failure="Your sessions did not load">
        {(sessions) =>
          sessions.map((session) => {
            const device = deviceOf(session.user_agent)
            const Icon = ICONS[device.kind]
            return (
              <div className="lrow" key={session.id}>
                <Icon className="i-16 c-3" aria-hidden="true" />
                <div className="grow">
                  <div className="row">
                    <span className="m names">{device.name}</span>
                    {session.current && <Badge tone="ok">This one</Badge>}
                  </div>
                  <div className="t-13 c-2 names">
                    {session.address} · used {formatAgo(session.last_seen_at, settings)} · since{' '}
                    {formatShortDay(session.created_at, settings)}
                  </div>
                </div>
                {!session.current && (
                  <Button
                    size="sm"
                    aria-label={`End the session on ${device.name}`}
                    loading={revoke.isPending && revoke.variables === session.id}
                    onClick={() => revoke.mutate(session.id, { onSuccess: () => toast('Session ended') })}
                  >
                    End
                  </Button>
                )}
              </div>
            )
          })
        }
      </Load>
    </Card>
  )
}
