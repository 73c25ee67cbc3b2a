import { useState } from 'react'
import type { Application } from '#contract/applications.ts'
import { ApiError } from '#lib/client.ts'
import { messageOf } from '#lib/form.ts'
import { useSettings } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Note } from '#ui/note.tsx'
import { AboutFields, bodyOf, draftOf } from './about-fields.tsx'
import { useChange, useDone } from './queries.ts'

/** Changes what is known of the job. */
export function EditDialog({ application, onClose }: { application: Application; onClose: () => void }) {
  const { currency } = useSettings()
  const [draft, setDraft] = useState(() => draftOf(application, currency))
  const change = useChange(application.id)
  const done = useDone()
  const errorOf = (field: string) =>
    change.error instanceof ApiError
      ? change.error.fieldErrors.find((error) => error.field === field)?.message
      : undefined
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title="Edit the application"
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="edit-application" loading={change.isPending}>
            Keep
          </Button>
        </>
      }
    >
      <form
        id="edit-application"
        className="col g-4"
        onSubmit={(event) => {
          event.preventDefault()
          const about = bodyOf(draft)
          if (about === null) return
          change.mutate(
            { ...about, version: application.version },
            {
              onSuccess: (answer) => {
                done(`${answer.company} changed`, answer.undo_id)
                onClose()
              },
            },
          )
        }}
      >
        <AboutFields draft={draft} onChange={setDraft} errorOf={errorOf} />
        {change.error !== null && <Note tone="bad" title={messageOf(change.error)} />}
      </form>
    </Dialog>
  )
}
