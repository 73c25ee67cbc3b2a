import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import {
  connectCaldav,
  connectFeed,
  finishCalendarConsent,
  listCalendarProviders,
  startCalendarConsent,
} from '#contract/calendar-connect.ts'
import type { SignInProvider } from '#contract/calendar-connect.ts'
import {
  disconnectCalendar,
  refreshCalendars,
  updateCalendarConnection,
  updateSyncedCalendar,
} from '#contract/calendar-connections.ts'
import type { RequestOf } from '#contract/endpoint.ts'
import { call } from '#lib/client.ts'
import { useWrite } from '#lib/undo.ts'

export const providersQuery = queryOptions({
  queryKey: ['calendar', 'providers'],
  queryFn: ({ signal }) => call(listCalendarProviders, { signal }),
})

/** Leads to the provider's own page; it sends the browser back to `/settings/calendar/callback/…`. */
export function useConsent() {
  return useMutation({
    mutationFn: (provider: SignInProvider) => call(startCalendarConsent, { params: { provider }, query: {} }),
    onSuccess: ({ authorization_url }) => location.assign(authorization_url),
  })
}

type Returned = RequestOf<typeof finishCalendarConsent>

/**
 * What came back from the provider works once, so that it is sent once, and what was answered is kept. Its key lies outside
 * of those that are asked again when a calendar changes.
 */
export function finishQuery({ params, body }: Returned) {
  return queryOptions({
    queryKey: ['calendar-consent', body.state],
    queryFn: () => call(finishCalendarConsent, { params, body }),
    staleTime: Infinity,
    retry: false,
  })
}

/** The accounts are asked for again. */
export function useAskAgain(): () => Promise<void> {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['calendar', 'connections'] })
}

export const useConnectServer = () => useWrite(connectCaldav, ({ name }) => `${name} is connected`, 'drawn')
export const useConnectFeed = () => useWrite(connectFeed, ({ name }) => `${name} is connected`, 'drawn')
export const useEnterPassword = () => useWrite(updateCalendarConnection, ({ name }) => `${name} opens again`, 'drawn')
export const useChangeConnection = () => useWrite(updateCalendarConnection, null)
export const useAskForCalendars = () => useWrite(refreshCalendars, ({ name }) => `${name} answers`)
export const useDisconnect = () => useWrite(disconnectCalendar, 'Disconnected')
export const useChangeCalendar = () => useWrite(updateSyncedCalendar, null)
export const useSetUpCalendar = () => useWrite(updateSyncedCalendar, ({ name }) => `“${name}” changed`, 'drawn')
