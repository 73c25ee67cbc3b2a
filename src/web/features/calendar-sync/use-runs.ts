import { useEffect, useState } from 'react'
import { CalendarSyncEvent } from '#contract/calendar-sync.ts'
import { useLive, useLiveState } from '#lib/live.ts'

/** The runs that are under way, by their calendars, as the socket tells of them. */
export function useRuns(): ReadonlyMap<string, CalendarSyncEvent> {
  const [runs, setRuns] = useState<ReadonlyMap<string, CalendarSyncEvent>>(new Map())
  const live = useLiveState()
  useLive(['calendar_sync'], (event) => {
    const { data: run } = CalendarSyncEvent.safeParse(event.data)
    if (run === undefined) return
    setRuns((before) => {
      const after = new Map(before)
      if (run.phase === 'ended') after.delete(run.calendar_id)
      else after.set(run.calendar_id, run)
      return after
    })
  })
  // Without a socket nobody would say that a run ended.
  useEffect(() => {
    if (live !== 'live') setRuns(new Map())
  }, [live])
  return runs
}
