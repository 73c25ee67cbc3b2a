import { useQuery } from '@tanstack/react-query'
import type { Application } from '#contract/applications.ts'
import { connectionsQuery } from '#lib/calendars.ts'
import { now } from '#lib/clock.ts'
import { useSettings } from '#lib/session.ts'
import { looksOf } from './colours.ts'
import { EventDialog } from './event-dialog.tsx'
import { draftForApplication } from './event-draft.ts'

/** The form of a new event with all that an application says for it. */
export function AddForApplication({ application, onClose }: { application: Application; onClose: () => void }) {
  const { time_zone } = useSettings()
  const { data } = useQuery(connectionsQuery)
  const looks = looksOf(data?.items.flatMap(({ calendars }) => calendars) ?? [])
  const draft = draftForApplication(application, { now: now(), zone: time_zone, origin: location.origin })
  return (
    <EventDialog draft={draft} event={null} about={application} looks={looks} onSaved={onClose} onClose={onClose} />
  )
}
