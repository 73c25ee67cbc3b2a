import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SyncedCalendar } from '#contract/calendar-connections.ts'
import { connectionsQuery } from '#lib/calendars.ts'
import { Button } from '#ui/button.tsx'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { Note } from '#ui/note.tsx'
import { PreviewDialog } from './preview-dialog.tsx'
import { useConfirmDeletions, useSyncNow } from './queries.ts'

/** So much is gone from a calendar at once that nothing is deleted here before somebody says that it was meant. */
export function ConfirmNote({ calendar: { id, connection_id, name } }: { calendar: SyncedCalendar }) {
  const [asks, setAsks] = useState(false)
  const [looks, setLooks] = useState(false)
  const account = useQuery(connectionsQuery).data?.items.find((one) => one.id === connection_id)
  const confirm = useConfirmDeletions()
  const look = useSyncNow()
  return (
    <Note
      tone="warn"
      title={`“${name}”: much is gone there at once`}
      actions={
        <div className="row wrap">
          <Button size="sm" onClick={() => setLooks(true)}>
            Show what is gone
          </Button>
          <Button size="sm" loading={look.isPending} onClick={() => look.mutate({ params: { id: connection_id } })}>
            Look again
          </Button>
          <Button size="sm" variant="danger" onClick={() => setAsks(true)}>
            It was meant
          </Button>
        </div>
      }
    >
      It may be a mistake, so nothing is deleted here. If the events are back by now, look again.
      {looks && account !== undefined && <PreviewDialog account={account} onClose={() => setLooks(false)} />}
      {asks && (
        <ConfirmDialog
          open
          onOpenChange={setAsks}
          title={`Delete here what is gone from “${name}”?`}
          description="Each of them can be taken back for 30 days, under what sync changed here."
          action="Delete them here"
          loading={confirm.isPending}
          onConfirm={() => confirm.mutate({ params: { id } }, { onSuccess: () => setAsks(false) })}
        />
      )}
    </Note>
  )
}
