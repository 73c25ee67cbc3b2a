import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { formatDay } from '#lib/format-time.ts'
import { messageOf } from '#lib/form.ts'
import { useEnter } from '#lib/session.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { Note } from '#ui/note.tsx'
import { Bone, Skeleton } from '#ui/skeleton.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { invitationQuery, useAnswerInvitation, useSwitchPerson, visitorQuery } from './queries.ts'

const HERE = { locale: navigator.language, time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone }
const ROLE_WORDS = { owner: 'an owner', admin: 'an admin', coach: 'a coach', member: 'a job seeker' } as const

/** Opened by the mailed link of an invitation, logged in or not. */
export function InvitePage() {
  const hash = useLocation({ select: (location) => location.hash })
  // As it was at the beginning: the hash is gone a moment before this page is.
  const [token] = useState(hash)
  const { data, error } = useQuery({ ...invitationQuery(token), enabled: token !== '' })
  if (error !== null || token === '') {
    return (
      <AuthFrame
        title="This invitation is over"
        lead={error === null ? 'Its link is not complete. Open it from the mail once more.' : messageOf(error)}
      >
        <Link to="/" className={buttonClass({ size: 'lg', block: true }, 'mt-6')}>
          Go to Career Copilot
        </Link>
      </AuthFrame>
    )
  }
  if (data === undefined) {
    return (
      <AuthFrame title="An invitation">
        <Skeleton label="Reading the invitation">
          <Bone width="100%" height={44} radius={6} />
        </Skeleton>
      </AuthFrame>
    )
  }
  return (
    <AuthFrame title={data.firm_name} lead={`${data.invited_by} invites you to join as ${ROLE_WORDS[data.role]}.`}>
      <p className="t-13 c-2 mt-4">
        For {data.email}, until {formatDay(data.expires_at, HERE)}.{' '}
        {data.role === 'member' && 'What you save and apply for stays yours: a coach sees only what you open to them.'}
      </p>
      <Answer token={token} email={data.email} />
    </AuthFrame>
  )
}

function Answer({ token, email }: { token: string; email: string }) {
  const { data: me, error } = useQuery(visitorQuery)
  const answer = useAnswerInvitation()
  const enter = useEnter()
  const navigate = useNavigate()
  const logout = useSwitchPerson()
  const next = `/invite#${token}`
  if (me === undefined && error === null) return <Bone width="100%" height={44} radius={6} />
  if (me === undefined || me === null) {
    return (
      <div className="col g-2 mt-6">
        <Link to="/login" search={{ next }} className={buttonClass({ variant: 'primary', size: 'lg', block: true })}>
          Log in to answer
        </Link>
        <Link to="/register" search={{ next }} className={buttonClass({ size: 'lg', block: true })}>
          Create an account
        </Link>
      </div>
    )
  }
  if (me.user.email.toLowerCase() !== email.toLowerCase()) {
    return (
      <div className="col g-2 mt-6">
        <Note tone="warn" title={`You are logged in as ${me.user.email}`}>
          Only the account of {email} can answer this.
        </Note>
        <Button size="lg" block loading={logout.isPending} onClick={() => logout.mutate()}>
          Log in with that account
        </Button>
      </div>
    )
  }
  const respond = (accept: boolean) =>
    answer.mutate(
      { token, accept },
      { onSuccess: () => (accept ? enter('/settings/workspace') : navigate({ to: '/' })) },
    )
  return (
    <div className="col g-2 mt-6">
      {answer.error !== null && <Note tone="bad" title={messageOf(answer.error)} />}
      <Button variant="primary" size="lg" block loading={answer.isPending} onClick={() => respond(true)}>
        Join as {me.user.username}
      </Button>
      <Button size="lg" block onClick={() => respond(false)}>
        Decline
      </Button>
    </div>
  )
}
