import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { RequestOf } from '#contract/endpoint.ts'
import { createToken, deleteToken, listTokens } from '#contract/security.ts'
import { call } from './client.ts'

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async ({ signal }) => (await call(listTokens, { signal })).items,
})

export function useCreateToken() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: RequestOf<typeof createToken>['body']) => call(createToken, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['tokens'] }),
    // Who asked for it says what went wrong.
    onError: () => {},
  })
}

export function useDeleteToken() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(deleteToken, { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['tokens'] }),
  })
}
