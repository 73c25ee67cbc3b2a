import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { messageOf } from '#lib/form.ts'
import { buttonClass } from '#ui/button.tsx'
import { Bone, Skeleton } from '#ui/skeleton.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { verifyQuery } from './queries.ts'

/** Opened by the mailed link that confirms an address. */
export function VerifyPage() {
  const hash = useLocation({ select: (location) => location.hash })
  // As it was at the beginning: the hash is gone a moment before this page is.
  const [token] = useState(hash)
  const { data, error } = useQuery(verifyQuery(token))
  if (error !== null) {
    return (
      <AuthFrame title="This did not work" lead={messageOf(error)}>
        <div className="col g-2 mt-6">
          <Link to="/settings/security" className={buttonClass({ variant: 'primary', size: 'lg', block: true })}>
            Send a new link
          </Link>
        </div>
      </AuthFrame>
    )
  }
  if (data === undefined) {
    return (
      <AuthFrame title="Confirm your e-mail">
        <Skeleton label="Confirming">
          <Bone width="100%" height={44} radius={6} />
        </Skeleton>
      </AuthFrame>
    )
  }
  return (
    <AuthFrame title="Your address is confirmed" lead={data.email}>
      <Link to="/" className={buttonClass({ variant: 'primary', size: 'lg', block: true }, 'mt-6')}>
        Go on
      </Link>
    </AuthFrame>
  )
}
