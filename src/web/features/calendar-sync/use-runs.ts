import { useEffect, useState } from 'react'
import { CalendarSyncEvent } from '#contract/calendar-sync.ts'
import { now, useNow } from '#lib/clock.ts'
import { useLive, useLiveState } from '#lib/live.ts'

/** A run tells of itself each second, or as often as the calendar answers. One that is silent for longer is over. */
const SILENCE_MS = 60_000

interface Heard {
  readonly run: CalendarSyncEvent
  readonly at_ms: number
}

/** The runs that are under way, by their calendars, as the socket tells of them. */
export function useRuns(): ReadonlyMap<string, CalendarSyncEvent> {
  const [heard, setHeard] = useState<ReadonlyMap<string, Heard>>(new Map())
  const live = useLiveState()
  const at_ms = useNow(10_000).getTime()
  useLive(['calendar_sync'], (event) => {
    const { data: run } = CalendarSyncEvent.safeParse(event.data)
    if (run === undefined) return
    setHeard((before) => {
      const after = new Map(before)
      if (run.phase === 'ended') after.delete(run.calendar_id)
      else after.set(run.calendar_id, { run, at_ms: now().getTime() })
      return after
    })
  })
  // Without a socket nobody would say that a run ended.
  useEffect(() => {
    if (live !== 'live') setHeard(new Map())
  }, [live])
  const fresh = [...heard].filter(([, one]) => at_ms - one.at_ms < SILENCE_MS)
  return new Map(fresh.map(([id, { run }]) => [id, run]))
}
