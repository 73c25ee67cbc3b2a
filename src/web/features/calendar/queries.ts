import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { createEvent, deleteEvent, getEvent, listEvents, updateEvent } from '#contract/calendar-events.ts'
import { getFreeTimes, listWarnings } from '#contract/calendar-times.ts'
import type { RequestOf } from '#contract/endpoint.ts'
import { call } from '#lib/client.ts'
import { useWrite } from '#lib/undo.ts'
import type { Refused } from '#lib/undo.ts'
import type { Stretch } from './stretch.ts'

export const eventsQuery = ({ from, to }: Stretch, timezone: string) =>
  queryOptions({
    queryKey: ['calendar', 'events', from, to, timezone],
    queryFn: ({ signal }) => call(listEvents, { query: { from, to, timezone }, signal }),
    placeholderData: keepPreviousData,
  })

/** What does not go together in a stretch. */
export const warningsQuery = ({ from, to }: Stretch, timezone: string) =>
  queryOptions({
    queryKey: ['calendar', 'warnings', from, to, timezone],
    queryFn: ({ signal }) => call(listWarnings, { query: { from, to, timezone }, signal }),
    placeholderData: keepPreviousData,
  })

/** An event by what names it in the address: its id, and for a date of a series the key of it. */
export const namedEventQuery = (name: string) => {
  const [id = '', recurrence_id] = name.split(' ')
  return queryOptions({
    queryKey: ['calendar', 'events', 'named', name],
    queryFn: ({ signal }) =>
      call(getEvent, { params: { id }, query: recurrence_id === undefined ? {} : { recurrence_id }, signal }),
    retry: false,
  })
}

export const freeQuery = (query: RequestOf<typeof getFreeTimes>['query']) =>
  queryOptions({
    queryKey: ['calendar', 'free', query],
    queryFn: ({ signal }) => call(getFreeTimes, { query, signal }),
    placeholderData: keepPreviousData,
  })

export const useAddEvent = () => useWrite(createEvent, ({ title }) => `“${title}” added`, 'drawn')
export const useChangeEvent = (refused: Refused = 'drawn') =>
  useWrite(updateEvent, ({ title }) => `“${title}” changed`, refused)
export const useDeleteEvent = () => useWrite(deleteEvent, 'Event deleted')
