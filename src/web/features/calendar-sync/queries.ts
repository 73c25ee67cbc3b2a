import { infiniteQueryOptions, queryOptions, useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import {
  listConflicts,
  listJournal,
  resolveConflict,
  resolveConflicts,
  undoJournalLine,
} from '#contract/calendar-conflicts.ts'
import {
  confirmDeletions,
  listSyncAttempts,
  previewSync,
  replaySyncAttempt,
  resyncConnection,
  syncConnection,
} from '#contract/calendar-sync.ts'
import { updateCalendarConnection } from '#contract/calendar-connections.ts'
import type { SyncedCalendar } from '#contract/calendar-connections.ts'
import type { SyncAttempt } from '#contract/calendar-sync.ts'
import { call } from '#lib/client.ts'
import { paged } from '#lib/paged.ts'
import { say } from '#lib/say.ts'
import { useRefresh, useWrite } from '#lib/undo.ts'
import { resultWords } from './sync-words.ts'

const PAGE = 10

export interface AttemptFilter {
  readonly calendar_id?: string
  readonly status?: SyncAttempt['status']
}

export const attemptsQuery = (id: string, filter: AttemptFilter) =>
  infiniteQueryOptions({
    queryKey: ['calendar', 'attempts', id, filter],
    queryFn: ({ pageParam, signal }) =>
      call(listSyncAttempts, {
        params: { id },
        query: { ...filter, limit: PAGE, cursor: pageParam ?? undefined },
        signal,
      }),
    ...paged,
  })

export const conflictsQuery = infiniteQueryOptions({
  queryKey: ['calendar', 'conflicts'],
  queryFn: ({ pageParam, signal }) =>
    call(listConflicts, { query: { limit: PAGE, cursor: pageParam ?? undefined }, signal }),
  ...paged,
})

/** Of one calendar, or of all. */
export const journalQuery = (calendar_id: string | null) =>
  infiniteQueryOptions({
    queryKey: ['calendar', 'journal', calendar_id],
    queryFn: ({ pageParam, signal }) =>
      call(listJournal, {
        query: { calendar_id: calendar_id ?? undefined, limit: PAGE, cursor: pageParam ?? undefined },
        signal,
      }),
    ...paged,
  })

/** Asked once for the settings that the calendars have now; it is not asked again because something synced meanwhile. */
export const previewQuery = (id: string, calendars: readonly Pick<SyncedCalendar, 'id' | 'version'>[]) =>
  queryOptions({
    queryKey: ['calendar-preview', id, calendars.map((calendar) => [calendar.id, calendar.version])],
    queryFn: ({ signal }) => call(previewSync, { params: { id }, signal }),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })

/** Switches the sync of an account on. */
export const useStart = () => useWrite(updateCalendarConnection, null)
export const useSyncNow = () => useWrite(syncConnection, resultWords)
export const useResync = () => useWrite(resyncConnection, resultWords, 'drawn')
export const useReplay = () => useWrite(replaySyncAttempt, resultWords)
export const useConfirmDeletions = () => useWrite(confirmDeletions, resultWords)
export const useResolve = () => useWrite(resolveConflict, 'Decided; both sides say the same in a moment')
export const useUndoLine = () => useWrite(undoJournalLine, 'Taken back, here and in its calendars')

/** How many conflicts are decided by one request. */
const AT_ONCE = 50

/**
 * Decides so many conflicts, oldest first, all for one side; `done`: how many of them by now. `stop` leaves those as they are
 * that were not asked for yet.
 */
export function useResolveAll() {
  const refresh = useRefresh()
  const [done, setDone] = useState(0)
  const isStopped = useRef(false)
  const decide = useMutation({
    mutationFn: async ({ side, count }: { side: 'mine' | 'theirs'; count: number }) => {
      setDone(0)
      isStopped.current = false
      let [seen, decided] = [0, 0]
      let cursor: string | undefined
      do {
        const limit = Math.min(AT_ONCE, count - seen)
        const page = await call(listConflicts, { query: { limit, cursor } })
        const ids = page.items.map(({ id }) => id)
        if (ids.length > 0) decided += (await call(resolveConflicts, { body: { ids, side } })).resolved
        seen += ids.length
        cursor = page.next_cursor ?? undefined
        setDone(seen)
      } while (cursor !== undefined && seen < count && !isStopped.current)
      return { decided, seen }
    },
    onSuccess: ({ decided, seen }) =>
      say(`${decided === seen ? decided : `${decided} of ${seen}`} decided; both sides say the same in a moment`),
    onSettled: refresh,
  })
  const stop = () => {
    isStopped.current = true
  }
  return { decide, done, stop }
}
