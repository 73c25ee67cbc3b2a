import { CloudOff } from 'lucide-react'

/**
 * Says that what you see is not fresh, and from when it is. `since` is written out already, "today, 09:41";
 * nothing is said while it is undefined. It floats, so that nothing moves when the connection comes and goes.
 */
export function OfflineNote({ since }: { since: string | null | undefined }) {
  if (since === undefined) return null
  return (
    <p className="offline-note" role="status">
      <CloudOff aria-hidden="true" />
      <span>
        <b className="m">Offline.</b>{' '}
        {since === null ? 'Nothing new arrives until you are online again.' : `What you see is from ${since}.`}
      </span>
    </p>
  )
}
