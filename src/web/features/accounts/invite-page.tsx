import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useNavigate } from '@tanstack/react-router'
import { ApiError } from '#lib/client.ts'
import { formatDay } from '#lib/format-time.ts'
import { messageOf } from '#lib/form.ts'
import { sessionQuery, useEnter, useSettings } from '#lib/session.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { Note } from '#ui/note.tsx'
import { Bone, Skeleton } from '#ui/skeleton.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { invitationQuery, useAnswerInvitation } from './queries.ts'

const ROLE_WORDS = { owner: 'an owner', admin: 'an admin', coach: 'a coach', member: 'a job seeker' } as const

/** Opened by the mailed link of an invitation, logged in or not. */
export function InvitePage() {
  const token = useLocation({ select: (location) => location.hash })
  const { data, error } = useQuery(invitationQuery(token))
  const settings = useSettings()
  if (error !== null) {
    return (
      <AuthFrame title="This invitation is over" lead={messageOf(error)}>
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
        For {data.email}, until {formatDay(data.expires_at, settings)}.{' '}
        {data.role === 'member' && 'What you save and apply for stays yours: a coach sees only what you open to them.'}
      </p>
      <Answer token={token} email={data.email} />
    </AuthFrame>
  )
}

function Answer({ token, email }: { token: string; email: string }) {
  const { data: me, error } = useQuery({ ...sessionQuery, retry: false })
  const answer = useAnswerInvitation()
  const enter = useEnter()
  const navigate = useNavigate()
  const next = `/invite#${token}`
  if (me === undefined && error === null) return null
  if (me === undefined) {
    return (
      <div className="col g-2 mt-6">
        <Link to="/login" search={{ next }} className={buttonClass({ variant: 'primary', size: 'lg', block: true })}>
          Log in to answer
        </Link>
        <Link to="/register" search={{ next }} className={buttonClass({ size: 'lg', block: true })}>
          Create an account for {email}
        </Link>
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
      {answer.error !== null && (
        <Note tone="bad" title={answer.error instanceof ApiError ? answer.error.message : messageOf(answer.error)} />
      )}
      <Button variant="primary" size="lg" block loading={answer.isPending} onClick={() => respond(true)}>
        Join as {me.user.username}
      </Button>
      <Button size="lg" block onClick={() => respond(false)}>
        Decline
      </Button>
    </div>
  )
}
