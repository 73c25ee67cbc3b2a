import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Event } from '#contract/calendar-events.ts'
import { ApiError } from '#lib/client.ts'
import { namedEventQuery } from './queries.ts'
import { keyOf } from './words.ts'

/** The event that a name means among those that are drawn; the name of a series means the first of its dates here. */
export function namedIn(events: readonly Event[], name: string | null): Event | null {
  return events.find((event) => keyOf(event) === name) ?? events.find(({ id }) => id === name) ?? null
}

interface View {
  /** Whether the event is among those of the view. */
  readonly isHere: boolean
  /** Whether all of the view has come. */
  readonly isSettled: boolean
  readonly onFar: (event: Event) => void
}

/**
 * Looks for an event that came with the address and lies outside of what is shown, once: whoever turns the pages of the
 * calendar after that is not brought back. True where there is no such event any more.
 */
export function useNamedEvent(name: string | null, { isHere, isSettled, onFar }: View): boolean {
  const met = useRef<string | null>(null)
  const found = useQuery({
    ...namedEventQuery(name ?? ''),
    enabled: name !== null && isSettled && !isHere && met.current !== name,
  })
  useEffect(() => {
    if (isHere) met.current = name
    if (isHere || !isSettled || found.data === undefined || met.current === name) return
    met.current = name
    onFar(found.data)
  })
  const { error } = found
  return name !== null && !isHere && error instanceof ApiError && [400, 404, 422].includes(error.status)
}
