import { useState, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Field } from './field.tsx'
import { Input } from './input.tsx'

interface ConfirmDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  /** What will be gone, and that it cannot be undone. */
  description: ReactNode
  /** The word to type before the button answers; without it one press is enough. */
  word?: string
  action: string
  loading?: boolean
  onConfirm: () => void
}

/** For what cannot be undone. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  description,
  word,
  action,
  loading = false,
  onConfirm,
}: ConfirmDialogProps) {
  const [typed, setTyped] = useState('')
  const ready = word === undefined || typed.trim().toLowerCase() === word.toLowerCase()
  const change = (next: boolean) => {
    setTyped('')
    onOpenChange(next)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={title}
      description={description}
      foot={
        <>
          <Button onClick={() => change(false)}>Cancel</Button>
          <Button variant="danger" type="submit" form="confirm-dialog" disabled={!ready} loading={loading}>
            {action}
          </Button>
        </>
      }
    >
      <form
        id="confirm-dialog"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) onConfirm()
        }}
      >
        {word !== undefined && (
          <Field label={<>Type “{word}” to go on</>}>
            <Input value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" autoFocus />
          </Field>
        )}
      </form>
    </Dialog>
  )
}
