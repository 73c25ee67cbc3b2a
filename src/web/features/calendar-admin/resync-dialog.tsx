import type { AdminConnection } from '#contract/calendar-admin.ts'
import { generalError } from '#lib/form.ts'
import { useSettings } from '#lib/session.ts'
import { daysAsInstants } from '#lib/days.ts'
import { DaysDialog } from '#ui/days-dialog.tsx'
import { useResync } from './queries.ts'
import { PROVIDERS } from './words.ts'

/** Has an account of a member read as a whole again, over days of choice. */
export function ResyncDialog({ account, onClose }: { account: AdminConnection; onClose: () => void }) {
  const resync = useResync()
  const { time_zone } = useSettings()
  return (
    <DaysDialog
      title={`Sync again: ${PROVIDERS[account.provider]} of ${account.person}`}
      description={`All its calendars are read as a whole, and nothing is thrown away. ${account.person} reads in their log that you did it.`}
      action="Sync again"
      help="New events of these days are taken up too. Leave both empty for the days that are synced."
      pending={resync.isPending}
      error={generalError(resync.error)}
      onClose={onClose}
      onSubmit={(days) =>
        resync.mutate({ params: { id: account.id }, body: daysAsInstants(days, time_zone) }, { onSuccess: onClose })
      }
    />
  )
}
