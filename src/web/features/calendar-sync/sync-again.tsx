import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import type { CalendarConnection } from '#contract/calendar-connections.ts'
import { kindOf } from '#lib/calendars.ts'
import { daysAsInstants } from '#lib/days.ts'
import { generalError } from '#lib/form.ts'
import { useSettings } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { DaysDialog } from '#ui/days-dialog.tsx'
import { useResync } from './queries.ts'

/** Has an account read as a whole again, over days of choice. */
export function SyncAgain({ account }: { account: CalendarConnection }) {
  const [asks, setAsks] = useState(false)
  const resync = useResync()
  const { time_zone } = useSettings()
  const close = () => {
    setAsks(false)
    resync.reset()
  }
  return (
    <>
      <Button size="sm" variant="ghost" disabled={!account.sync_enabled} onClick={() => setAsks(true)}>
        <RotateCcw aria-hidden="true" />
        Sync again from … to …
      </Button>
      {asks && (
        <DaysDialog
          title={`Sync again: ${kindOf(account)} ${account.name}`}
          description="All its calendars are read as a whole, and compared with what is here. Nothing is thrown away."
          action="Sync again"
          help={`New events of these days are taken up too. Leave both empty for the ${account.sync_window_days} days before and after today.`}
          pending={resync.isPending}
          error={generalError(resync.error)}
          onClose={close}
          onSubmit={(days) =>
            resync.mutate({ params: { id: account.id }, body: daysAsInstants(days, time_zone) }, { onSuccess: close })
          }
        />
      )}
    </>
  )
}
