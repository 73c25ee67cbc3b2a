import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useLive, useLiveState } from '#lib/live.ts'
import { sessionQuery } from '#lib/session.ts'

/** Which cached lists an event makes stale. Keys of queries begin with the name of what they show. */
const STALE: Readonly<Record<string, readonly string[]>> = {
  application_status_update: ['applications'],
  job_match: ['jobs'],
  sources_run: ['sources', 'jobs'],
}

/** Socket events invalidate; they carry no second truth. After a gap, everything on the screen is asked again. */
export function useLiveUpdates(): void {
  const client = useQueryClient()
  const state = useLiveState()
  const wasLive = useRef(false)

  useLive(Object.keys(STALE), (event) => {
    for (const name of STALE[event.type] ?? []) void client.invalidateQueries({ queryKey: [name] })
  })
  useEffect(() => {
    if (state === 'live' && wasLive.current) void client.invalidateQueries()
    if (state === 'live') wasLive.current = true
    // The next answer says that the session is over, and leads to log-in.
    if (state === 'ended') void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
  }, [client, state])
}
