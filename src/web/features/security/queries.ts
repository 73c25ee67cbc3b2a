import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { changePassword, resendVerification } from '#contract/accounts.ts'
import type { RequestOf } from '#contract/endpoint.ts'
import { disconnect, listConnected, listProviders, startOAuth, type Provider } from '#contract/oauth.ts'
import * as security from '#contract/security.ts'
import { call } from '#lib/client.ts'
import { sessionQuery } from '#lib/session.ts'

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }) => (await call(security.listSessions, { signal })).items,
})
export const twoFactorQuery = queryOptions({
  queryKey: ['two-factor'],
  queryFn: ({ signal }) => call(security.twoFactorState, { signal }),
})
export const connectedQuery = queryOptions({
  queryKey: ['connected'],
  queryFn: async ({ signal }) => {
    const [accounts, providers] = await Promise.all([call(listConnected, { signal }), call(listProviders, { signal })])
    return { accounts: accounts.items, providers: providers.items }
  },
})

// Forms of this slice draw what went wrong at their fields; the rest becomes a toast.
const onError = () => {}

export function useChangePassword() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: RequestOf<typeof changePassword>['body']) => call(changePassword, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sessions'] }),
    onError,
  })
}

export function useRevokeSession() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (id: string | null) => {
      if (id === null) await call(security.revokeOtherSessions, {})
      else await call(security.revokeSession, { params: { id } })
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  })
}

export function useEnrol() {
  return useMutation({
    mutationFn: (password: string | undefined) =>
      call(security.enrolTwoFactor, { body: password === undefined ? {} : { password } }),
    onError,
  })
}

export type CodePurpose = 'confirm' | 'renew' | 'disable'

/** Confirms, renews or turns off two-factor log-in; gives the recovery codes that are new. */
export function useTwoFactorCode() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ purpose, code }: { purpose: CodePurpose; code: string }): Promise<string[]> => {
      const body = { code }
      if (purpose === 'confirm') return (await call(security.confirmTwoFactor, { body })).recovery_codes
      if (purpose === 'renew') return (await call(security.renewRecoveryCodes, { body })).recovery_codes
      await call(security.disableTwoFactor, { body })
      return []
    },
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['two-factor'] }),
        client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
      ]),
    onError,
  })
}

export function useConnectProvider() {
  return useMutation({
    mutationFn: (provider: Provider) => call(startOAuth, { params: { provider } }),
    onSuccess: ({ authorization_url }) => {
      sessionStorage.setItem('oauth-next', '/settings/security')
      location.assign(authorization_url)
    },
  })
}

export function useDisconnect() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(disconnect, { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['connected'] }),
  })
}

export function useResend() {
  return useMutation({ mutationFn: () => call(resendVerification, {}) })
}

export function useDeletion() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (ask: RequestOf<typeof security.deleteAccount>['body'] | null) => {
      if (ask === null) await call(security.keepAccount, {})
      else await call(security.deleteAccount, { body: ask })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
    onError,
  })
}
