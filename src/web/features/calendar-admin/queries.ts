import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import * as admin from '#contract/calendar-admin.ts'
import type { AdminSyncResult } from '#contract/calendar-admin.ts'
import type { RequestOf } from '#contract/endpoint.ts'
import { activateFirm, listMembers } from '#contract/firms.ts'
import { call } from '#lib/client.ts'
import { paged } from '#lib/paged.ts'
import { say } from '#lib/say.ts'
import { quiet } from '#lib/undo.ts'
import type { Refused } from '#lib/undo.ts'
import { resultWords } from './words.ts'

const PAGE = 20
/** A page that stays open shows what is, within a minute. */
const AGAIN_MS = 60_000

export type AccountFilter = Omit<NonNullable<RequestOf<typeof admin.listAdminConnections>['query']>, 'cursor' | 'limit'>
export type AttemptFilter = NonNullable<RequestOf<typeof admin.exportAdminAttempts>['query']>

// What one practice shows is never drawn as another's: its id stands in each key.
const under = (firm_id: string, ...rest: readonly unknown[]) => ['calendar', 'admin', firm_id, ...rest]

export const metricsQuery = (firm_id: string, days: number) =>
  queryOptions({
    queryKey: under(firm_id, 'metrics', days),
    queryFn: ({ signal }) => call(admin.readCalendarMetrics, { query: { days }, signal }),
    refetchInterval: AGAIN_MS,
  })

export const accountsQuery = (firm_id: string, filter: AccountFilter) =>
  infiniteQueryOptions({
    queryKey: under(firm_id, 'connections', filter),
    queryFn: ({ pageParam, signal }) =>
      call(admin.listAdminConnections, { query: { ...filter, limit: PAGE, cursor: pageParam ?? undefined }, signal }),
    ...paged,
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MS,
  })

export const attemptsQuery = (firm_id: string, filter: AttemptFilter) =>
  infiniteQueryOptions({
    queryKey: under(firm_id, 'attempts', filter),
    queryFn: ({ pageParam, signal }) =>
      call(admin.listAdminAttempts, { query: { ...filter, limit: PAGE, cursor: pageParam ?? undefined }, signal }),
    ...paged,
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MS,
  })

export const peopleQuery = (firm_id: string) =>
  queryOptions({
    queryKey: ['firms', firm_id, 'members'],
    queryFn: async ({ signal }) => (await call(listMembers, { params: { id: firm_id }, signal })).items,
  })

function useSyncFor<Request>(work: (request: Request) => Promise<AdminSyncResult>, refused: Refused) {
  const client = useQueryClient()
  return useMutation({
    ...quiet(refused),
    mutationFn: work,
    onSuccess: (result) => {
      const { words, bad } = resultWords(result)
      say(words, bad ? { tone: 'bad' } : {})
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['calendar'] }),
  })
}

export const useReplay = () => useSyncFor((id: string) => call(admin.replayAdminAttempt, { params: { id } }), 'said')

export const useResync = () =>
  useSyncFor(
    (request: RequestOf<typeof admin.resyncAdminConnection>) => call(admin.resyncAdminConnection, request),
    'drawn',
  )

export const useSwitchTo = () => useMutation({ mutationFn: (id: string) => call(activateFirm, { params: { id } }) })
