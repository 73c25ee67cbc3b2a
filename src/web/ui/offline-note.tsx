import { Note } from './note.tsx'
import { CloudOff } from 'lucide-react'

/**
 * Says that what you see is not fresh, and from when it is. `since` is written out already, "today, 09:41";
 * nothing is said while it is undefined.
 */
export function OfflineNote({ since }: { since: string | null | undefined }) {
  if (since === undefined) return null
  return (
    <Note tone="warn" icon={CloudOff} title="Offline.">
      {since === null ? 'Nothing new arrives until you are online again.' : `What you see is from ${since}.`}
    </Note>
  )
}
