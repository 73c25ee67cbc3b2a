import { useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { z } from 'zod'
import { StoppedMailFolder } from '#contract/mail-notice.ts'
import { JobMatchEvent } from '#contract/match.ts'
import { useLive, useLiveState } from '#lib/live.ts'
import { SHOW_APPLICATIONS } from '#lib/undo.ts'
import { sessionQuery } from '#lib/session.ts'
import { toast } from '#ui/toast.tsx'

/** Which cached lists an event makes stale. Keys of queries begin with the name of what they show. */
const STALE: Readonly<Record<string, readonly string[]>> = {
  application_status_update: SHOW_APPLICATIONS,
  job_match: ['jobs'],
  match_renewed: ['jobs', 'match-weights'],
  sources_run: ['sources', 'jobs'],
  saved_searches: ['saved-searches'],
  calendar_connection: ['calendar'],
  appointment: ['appointments', 'calendar'],
}

/** Socket events invalidate; they carry no second truth. After a gap, everything on the screen is asked again. */
export function useLiveUpdates(): void {
  const client = useQueryClient()
  const state = useLiveState()
  const wasLive = useRef(false)

  useLive(Object.keys(STALE), (event) => {
    for (const name of STALE[event.type] ?? []) void client.invalidateQueries({ queryKey: [name] })
  })
  useNewMatches()
  useNewMail(client)
  useSyncedCalendars(client)
  useStoppedMail()
  useEffect(() => {
    if (state === 'live' && wasLive.current) void client.invalidateQueries()
    if (state === 'live') wasLive.current = true
    // The next answer says that the session is over, and leads to log-in.
    if (state === 'ended') void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
  }, [client, state])
}

// As little as is looked at here: the whole of it belongs to a page that is loaded when it is opened.
const SyncStep = z.object({ phase: z.string() })

const MailRun = z.object({ run: z.object({ finished_at: z.string().nullable(), added: z.number() }) })

/** A look through a mailbox tells of each mail; once it is over, how the folder does is asked, and what it brought. */
function useNewMail(client: QueryClient): void {
  useLive(['mail_folder_run'], (event) => {
    const { data } = MailRun.safeParse(event.data)
    if (data === undefined || data.run.finished_at === null) return
    void client.invalidateQueries({ queryKey: ['mail-folders'] })
    if (data.run.added > 0) void client.invalidateQueries({ queryKey: ['jobs'] })
  })
}

/** A sync of a calendar tells of each step; once it is over, what shows calendars is asked again. */
function useSyncedCalendars(client: QueryClient): void {
  useLive(['calendar_sync'], (event) => {
    const { data } = SyncStep.safeParse(event.data)
    if (data?.phase === 'ended') void client.invalidateQueries({ queryKey: ['calendar'] })
  })
}

/** Says that a mail folder waits for its owner; the page of the folders says it itself. */
function useStoppedMail(): void {
  const navigate = useNavigate()
  useLive(['mail_folder_stopped'], (event) => {
    const { data: stopped } = StoppedMailFolder.safeParse(event.data)
    if (stopped === undefined || location.pathname === '/settings/sources') return
    toast(`Job alerts no longer come in from ${stopped.folder} of ${stopped.username}`, {
      tone: 'bad',
      action: { label: 'Mend it', run: () => void navigate({ to: '/settings/sources', hash: 'alert-mails' }) },
    })
  })
}

/** Says that a run brought postings that fit well, whatever page is open. */
function useNewMatches(): void {
  const navigate = useNavigate()
  useLive(['job_match'], (event) => {
    const found = JobMatchEvent.safeParse(event.data)
    const best = found.data?.best[0]
    if (!found.success || best === undefined) return
    const { count } = found.data
    const message =
      count === 1
        ? `New match, ${best.score}: ${best.title} at ${best.company}`
        : `${count} new matches, the best ${best.score}: ${best.title}`
    toast(message, {
      action: {
        label: 'Look',
        run: () => void navigate({ href: count === 1 ? `/jobs/${best.id}` : '/jobs?state=new&sort=-match' }),
      },
    })
  })
}
