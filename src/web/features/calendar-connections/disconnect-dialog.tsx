import { useState } from 'react'
import type { CalendarConnection } from '#contract/calendar-connections.ts'
import { kindOf } from '#lib/calendars.ts'
import { FormDialog } from '#ui/form-dialog.tsx'
import { RadioGroup } from '#ui/radio.tsx'
import { useDisconnect } from './queries.ts'
import { whichOf } from './words.ts'

const COPIES = [
  {
    value: 'keep',
    label: 'Keep what was imported here',
    help: 'Connect the account again, and the sync goes on with it.',
  },
  {
    value: 'remove',
    label: 'Take it away from here',
    help: 'What belongs to an application stays. This cannot be undone.',
  },
] as const

/** Asks what becomes of the copies. Whatever is chosen, nothing changes at the provider. */
export function DisconnectDialog({ account, onClose }: { account: CalendarConnection; onClose: () => void }) {
  const disconnect = useDisconnect()
  const [copies, setCopies] = useState<(typeof COPIES)[number]['value']>('keep')
  const send = () => disconnect.mutate({ params: { id: account.id }, body: { copies } }, { onSuccess: onClose })
  return (
    <FormDialog
      title={`Disconnect ${kindOf(account)}?`}
      description={`${whichOf(account)}. What opens it is forgotten here; nothing changes in its calendars.`}
      action="Disconnect"
      danger
      pending={disconnect.isPending}
      onSubmit={send}
      onClose={onClose}
    >
      <RadioGroup aria-label="What was imported" options={COPIES} value={copies} onChange={setCopies} />
    </FormDialog>
  )
}
