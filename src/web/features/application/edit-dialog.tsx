import { useState } from 'react'
import type { Application } from '#contract/applications.ts'
import { fieldError, messageOf } from '#lib/form.ts'
import { useSettings } from '#lib/session.ts'
import { useDone } from '#lib/undo.ts'
import { FormDialog } from '#ui/form-dialog.tsx'
import { AboutFields, bodyOf, draftOf } from './about-fields.tsx'
import { useChange } from './queries.ts'

/** Changes what is known of the job. */
export function EditDialog({ application, onClose }: { application: Application; onClose: () => void }) {
  const { currency } = useSettings()
  // As it was when the dialog opened: what changed elsewhere since is not overwritten unseen.
  const [{ version }] = useState(application)
  const [draft, setDraft] = useState(() => draftOf(application, currency))
  const change = useChange(application.id, 'drawn')
  const done = useDone()
  function submit() {
    const about = bodyOf(draft)
    if (about === null) return
    change.mutate(
      { ...about, version },
      {
        onSuccess: (answer) => {
          done(`${answer.company} changed`, answer.undo_id)
          onClose()
        },
      },
    )
  }
  return (
    <FormDialog
      wide
      title="Edit the application"
      action="Keep"
      pending={change.isPending}
      error={change.error && messageOf(change.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <AboutFields draft={draft} onChange={setDraft} errorOf={(field) => fieldError(change.error, field)} />
    </FormDialog>
  )
}
