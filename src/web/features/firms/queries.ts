import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { RequestOf } from '#contract/endpoint.ts'
import * as firms from '#contract/firms.ts'
import * as grants from '#contract/grants.ts'
import { call } from '#lib/client.ts'
import { paged } from '#lib/paged.ts'
import { sessionQuery } from '#lib/session.ts'

export const membersQuery = (id: string) =>
  queryOptions({
    queryKey: ['firms', id, 'members'],
    queryFn: async ({ signal }) => (await call(firms.listMembers, { params: { id }, signal })).items,
  })
export const invitationsQuery = (id: string) =>
  queryOptions({
    queryKey: ['firms', id, 'invitations'],
    queryFn: async ({ signal }) => (await call(firms.listInvitations, { params: { id }, signal })).items,
  })
export const grantsQuery = (id: string) =>
  queryOptions({
    queryKey: ['firms', id, 'grants'],
    queryFn: ({ signal }) => call(grants.listGrants, { params: { id }, signal }),
  })
export const accessQuery = infiniteQueryOptions({
  queryKey: ['access-log'],
  queryFn: ({ pageParam, signal }) => call(grants.listAccess, { query: { cursor: pageParam ?? undefined }, signal }),
  ...paged,
})

/** A change to a firm: whatever is known of firms and of the session is read again. */
function useFirmMutation<Variables, Answer>(work: (variables: Variables) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: work,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['firms'] }),
        client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
      ]),
    // Each place says what went wrong where it was done.
    onError: () => {},
  })
}

export const useCreateFirm = () => useFirmMutation((name: string) => call(firms.createFirm, { body: { name } }))

export const useRenameFirm = () =>
  useFirmMutation(({ id, name, version }: { id: string; name: string; version: number }) =>
    call(firms.patchFirm, { params: { id }, body: { name }, version }),
  )

export const useInvite = (id: string) =>
  useFirmMutation((body: RequestOf<typeof firms.invite>['body']) => call(firms.invite, { params: { id }, body }))

export const useRevokeInvitation = (id: string) =>
  useFirmMutation((invitation_id: string) => call(firms.revokeInvitation, { params: { id, invitation_id } }))

export const useChangeRole = (id: string) =>
  useFirmMutation(({ user_id, role }: { user_id: string; role: firms.Role }) =>
    call(firms.changeRole, { params: { id, user_id }, body: { role } }),
  )

export const useRemoveMember = (id: string) =>
  useFirmMutation((user_id: string) => call(firms.removeMember, { params: { id, user_id } }))

export const useGrant = (id: string) =>
  useFirmMutation(
    async ({ coach_id, areas, expires_at }: { coach_id: string; areas: grants.OpenArea[]; expires_at: string }) => {
      for (const area of areas) await call(grants.createGrant, { params: { id }, body: { coach_id, area, expires_at } })
    },
  )

export const useRevokeGrant = (id: string) =>
  useFirmMutation((grant_id: string) => call(grants.revokeGrant, { params: { id, grant_id } }))

export const useActivate = () => useFirmMutation((id: string) => call(firms.activateFirm, { params: { id } }))
