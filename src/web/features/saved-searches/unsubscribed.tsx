import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { useState, type ComponentType, type ReactNode } from 'react'
import { messageOf } from '#lib/form.ts'
import { buttonClass } from '#ui/button.tsx'
import { Bone, Skeleton } from '#ui/skeleton.tsx'
import { unsubscribeQuery } from './queries.ts'

type Frame = ComponentType<{ title: string; lead?: ReactNode; children: ReactNode }>

/** Opened by the link of an alert: stops its e-mails, without a log-in. */
export function Unsubscribed({ Frame }: { Frame: Frame }) {
  const hash = useLocation({ select: (location) => location.hash })
  // As it was at the beginning: the hash is gone a moment before this page is.
  const [token] = useState(hash)
  const { data, error } = useQuery(unsubscribeQuery(token))
  if (error !== null) {
    return (
      <Frame title="This did not work" lead={messageOf(error)}>
        <ToSearches />
      </Frame>
    )
  }
  if (data === undefined) {
    return (
      <Frame title="Stopping these e-mails">
        <Skeleton label="Stopping">
          <Bone width="100%" height={44} radius={6} />
        </Skeleton>
      </Frame>
    )
  }
  const lead =
    data.name === null
      ? 'This search was deleted before.'
      : `“${data.name}” sends no more e-mails. It goes on counting what is new; its alert can be switched on again beside it.`
  return (
    <Frame title="No more e-mails" lead={lead}>
      <ToSearches />
    </Frame>
  )
}

function ToSearches() {
  return (
    <Link to="/jobs" className={buttonClass({ variant: 'primary', size: 'lg', block: true }, 'mt-6')}>
      To your searches
    </Link>
  )
}
