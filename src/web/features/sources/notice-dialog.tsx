import { useState } from 'react'
import type { Source } from '#contract/sources.ts'
import { messageOf } from '#lib/form.ts'
import { FormDialog } from '#ui/form-dialog.tsx'
import { toast } from '#ui/toast.tsx'
import { Acceptance } from './acceptance.tsx'
import { useSwitchSource } from './queries.ts'

/** What has to be read and accepted before a source that was not made for programs goes on. */
export function NoticeDialog({ source, notice, onClose }: { source: Source; notice: string; onClose: () => void }) {
  const [accepted, setAccepted] = useState(false)
  const change = useSwitchSource()
  const submit = () =>
    change.mutate(
      { id: source.id, enabled: true, accept_notice: true },
      {
        onSuccess: () => {
          toast(`${source.name} is on; its postings arrive over the next readings`)
          onClose()
        },
      },
    )
  return (
    <FormDialog
      title={`Switch on ${source.name}?`}
      action="Switch on"
      ready={accepted}
      pending={change.isPending}
      error={change.error && messageOf(change.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <Acceptance notice={notice} accepted={accepted} onChange={setAccepted} />
    </FormDialog>
  )
}
