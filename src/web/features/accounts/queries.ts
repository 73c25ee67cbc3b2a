import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import * as accounts from '#contract/accounts.ts'
import { acceptInvitation, declineInvitation, previewInvitation } from '#contract/firms.ts'
import { finishOAuth, listProviders, Provider, startOAuth } from '#contract/oauth.ts'
import type { RequestOf } from '#contract/endpoint.ts'
import { putSettings } from '#contract/profile.ts'
import { ApiError, call } from '#lib/client.ts'

const NEXT_KEY = 'oauth-next'
// Pages of this slice draw what went wrong in their forms.
const onError = () => {}

export function useLogin() {
  const keep = useKeepChallenge()
  return useMutation({
    mutationFn: (body: RequestOf<typeof accounts.login>['body']) => call(accounts.login, { body }),
    onError: keep,
  })
}

export function useRegister() {
  return useMutation({
    mutationFn: async (body: RequestOf<typeof accounts.register>['body']) => {
      const signedIn = await call(accounts.register, { body })
      const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions()
      await call(putSettings, { body: { time_zone: timeZone, locale: locale.startsWith('de') ? 'de' : 'en' } })
      return signedIn
    },
    onError,
  })
}

export function useVerifyTwoFactor() {
  return useMutation({
    mutationFn: (body: { challenge: string; code: string }) => call(accounts.verifyTwoFactor, { body }),
    onError,
  })
}

export function useForgot() {
  return useMutation({ mutationFn: (email: string) => call(accounts.forgotPassword, { body: { email } }), onError })
}

export function useReset() {
  return useMutation({
    mutationFn: (body: { token: string; new_password: string }) => call(accounts.resetPassword, { body }),
    onError,
  })
}

/** A link works once, so it is asked once. */
export const verifyQuery = (token: string) =>
  queryOptions({
    queryKey: ['verify', token],
    queryFn: () => call(accounts.verifyEmail, { body: { token } }),
    staleTime: Infinity,
    retry: false,
  })

export const providersQuery = queryOptions({
  queryKey: ['providers'],
  queryFn: async ({ signal }) => (await call(listProviders, { signal })).items,
  staleTime: Infinity,
})

/** Leaves for the provider; `next` is where the way back ends. */
export function useStartProvider(next: string | undefined) {
  return useMutation({
    mutationFn: (provider: Provider) => call(startOAuth, { params: { provider } }),
    onSuccess: ({ authorization_url }) => {
      if (next === undefined) sessionStorage.removeItem(NEXT_KEY)
      else sessionStorage.setItem(NEXT_KEY, next)
      location.assign(authorization_url)
    },
  })
}

export function nextAfterProvider(): string | undefined {
  return sessionStorage.getItem(NEXT_KEY) ?? undefined
}

/** What came back from a provider works once, so it is handed in once. */
export const finishQuery = (given: { provider: string; code: string; state: string }) =>
  queryOptions({
    queryKey: ['oauth', given],
    queryFn: () =>
      call(finishOAuth, {
        params: { provider: Provider.parse(given.provider) },
        body: { code: given.code, state: given.state },
      }),
    staleTime: Infinity,
    retry: false,
  })

const challengeKey = ['two-factor-challenge']

/** Remembers the log-in that waits for its second factor, in memory only. */
export function useKeepChallenge() {
  const client = useQueryClient()
  return (error: unknown) => {
    if (error instanceof ApiError && error.code === accounts.twoFactorRequired.code) {
      client.setQueryData(challengeKey, String(error.details['challenge']))
    }
  }
}

export function useChallenge(): string | undefined {
  return useQueryClient().getQueryData<string>(challengeKey)
}

/** Who is logged in, if anybody: on a page that is open to both. */
export const visitorQuery = queryOptions({
  queryKey: ['visitor'],
  queryFn: async ({ signal }) => {
    try {
      return await call(accounts.me, { signal })
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null
      throw error
    }
  },
  meta: { open: true },
})

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: () => call(previewInvitation, { body: { token } }),
    retry: false,
  })

export function useAnswerInvitation() {
  return useMutation({
    mutationFn: async ({ token, accept }: { token: string; accept: boolean }) => {
      if (accept) await call(acceptInvitation, { body: { token } })
      else await call(declineInvitation, { body: { token } })
    },
    onError,
  })
}

/** Ends the session and stays where one is, to go on as somebody else. */
export function useSwitchPerson() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call(accounts.logout, {}),
    onSuccess: () => client.resetQueries({ queryKey: visitorQuery.queryKey }),
  })
}
