import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { SignInProvider } from '#contract/calendar-connect.ts'
import { kindOf } from '#lib/calendars.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { Page } from '#ui/page.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { toast } from '#ui/toast.tsx'
import { refusalOf } from './consent-words.ts'
import { finishQuery, useAskAgain, useConsent } from './queries.ts'

/** Where Google and Microsoft send the browser back to. */
export function CallbackPage() {
  const { provider } = useParams({ strict: false })
  const known = SignInProvider.safeParse(provider).data
  if (known !== undefined) return <Finish provider={known} />
  return (
    <Page title="Connect a calendar">
      <ErrorState title="There is no such provider" message="Nothing was connected." action={<ToCalendars />} />
    </Page>
  )
}

function Finish({ provider }: { provider: SignInProvider }) {
  const [address] = useUrlParams()
  // As it was on arrival: on the way out the page is drawn once more, at the next address.
  const [params] = useState(address)
  const [code, error] = [params.get('code'), params.get('error')]
  const body = {
    state: params.get('state') ?? '-',
    ...(code === null ? { error: error ?? 'nothing_came_back' } : { code }),
  }
  const query = useQuery(finishQuery({ params: { provider }, body }))
  useArrival(query.data?.id, kindOf({ provider, server_url: null }))
  return (
    <Page title={`Connect ${kindOf({ provider, server_url: null })}`}>
      <div className="card">
        {query.error === null ? <SkeletonRows rows={3} /> : <Refused provider={provider} error={query.error} />}
      </div>
    </Page>
  )
}

function Refused({ provider, error }: { provider: SignInProvider; error: Error }) {
  const consent = useConsent()
  const { title, message, missing, again } = refusalOf(error)
  return (
    <ErrorState
      heading="h2"
      title={title}
      message={
        <>
          {message}
          {missing.map((permission) => (
            <span className="block m" key={permission}>
              {permission}
            </span>
          ))}
        </>
      }
      action={
        <>
          {again && (
            <Button variant="primary" loading={consent.isPending} onClick={() => consent.mutate(provider)}>
              Connect again
            </Button>
          )}
          <ToCalendars />
        </>
      }
    />
  )
}

function ToCalendars() {
  return (
    <Link to="/settings/calendar" className={buttonClass({})}>
      To your calendars
    </Link>
  )
}

/** Leads on to the account that was connected, once. */
function useArrival(id: string | undefined, kind: string): void {
  const navigate = useNavigate()
  const askAgain = useAskAgain()
  const done = useRef(false)
  useEffect(() => {
    if (id === undefined || done.current) return
    done.current = true
    toast(`${kind} is connected`)
    void askAgain().then(() => navigate({ href: `/settings/calendar?account=${id}`, replace: true }))
  })
}
