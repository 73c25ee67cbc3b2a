import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { twoFactorRequired } from '#contract/accounts.ts'
import { ApiError } from '#lib/client.ts'
import { messageOf } from '#lib/form.ts'
import { useEnter } from '#lib/session.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { buttonClass } from '#ui/button.tsx'
import { Bone, Skeleton } from '#ui/skeleton.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { finishQuery, nextAfterProvider, useKeepChallenge } from './queries.ts'

/** Where a provider sends the browser back to. */
export function OauthCallbackPage() {
  const { provider = '' } = useParams({ strict: false })
  const [params] = useUrlParams()
  const denied = params.get('error')
  const given = { provider, code: params.get('code') ?? '', state: params.get('state') ?? '' }
  const { data, error } = useQuery({ ...finishQuery(given), enabled: denied === null && given.code !== '' })
  useArrival(data !== undefined, error)
  const failure = denied === null && given.code !== '' ? error : 'denied'
  const waiting = error instanceof ApiError && error.code === twoFactorRequired.code
  if (failure === null || waiting) {
    return (
      <AuthFrame title="Logging in">
        <Skeleton label="Logging in">
          <Bone width="100%" height={44} radius={6} />
        </Skeleton>
      </AuthFrame>
    )
  }
  return (
    <AuthFrame
      title="This log-in was not finished"
      lead={
        failure === 'denied'
          ? 'The other side did not agree, or you turned back. Nothing was changed.'
          : messageOf(failure)
      }
    >
      <Link to="/login" className={buttonClass({ variant: 'primary', size: 'lg', block: true }, 'mt-6')}>
        Back to log-in
      </Link>
    </AuthFrame>
  )
}

function useArrival(arrived: boolean, error: unknown): void {
  const enter = useEnter()
  const navigate = useNavigate()
  const keep = useKeepChallenge()
  const done = useRef(false)
  useEffect(() => {
    if (done.current) return
    const next = nextAfterProvider()
    if (arrived) {
      done.current = true
      void enter(next)
    } else if (error instanceof ApiError && error.code === twoFactorRequired.code) {
      done.current = true
      keep(error)
      void navigate({ to: '/two-factor', search: next === undefined ? {} : { next }, replace: true })
    }
  })
}
