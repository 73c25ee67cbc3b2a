import type { JobEdit } from '#contract/posting-life.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { EditView } from './edit-view.tsx'

interface EditsDialogProps {
  edits: readonly JobEdit[]
  language: string | undefined
  onClose: () => void
}

/** All edits of a posting that are kept, the latest first. */
export function EditsDialog({ edits, language, onClose }: EditsDialogProps) {
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title="What changed"
      description="The latest first. Each is compared with what the same source said before."
      foot={<Button onClick={onClose}>Close</Button>}
    >
      <ol className="edits" tabIndex={0} aria-label="Edits">
        {edits.map((edit) => (
          <li key={edit.id}>
            <EditView edit={edit} language={language} withTitle />
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
