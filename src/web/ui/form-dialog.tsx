import { useId, useRef, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { submitOnModEnter } from './form-keys.ts'
import { Note } from './note.tsx'

interface FormDialogProps {
  title: ReactNode
  description?: ReactNode
  wide?: boolean
  /** The word on the button that sends. */
  action: string
  /** The word on the button that leaves all as it is, where “Cancel” says too little. */
  back?: string
  danger?: boolean
  ready?: boolean
  pending: boolean
  /** Why it was refused, unless a field says so. */
  error?: string | null
  /** Stands at the other end of the foot. */
  aside?: ReactNode
  /** The form tells in its own words what is missing. */
  noValidate?: boolean
  onSubmit: () => void
  onClose: () => void
  children?: ReactNode
}

/** A dialog that asks for something and sends it: with its button, with Enter, and with ⌘Enter from any field. */
export function FormDialog({
  action,
  back = 'Cancel',
  danger = false,
  ready = true,
  pending,
  error = null,
  aside,
  noValidate = false,
  onSubmit,
  onClose,
  children,
  ...dialog
}: FormDialogProps) {
  const form = useId()
  const body = useRef<HTMLFormElement>(null)
  const foot = (
    <>
      {aside}
      <Button onClick={onClose}>{back}</Button>
      <Button
        variant={danger ? 'danger' : 'primary'}
        type="submit"
        form={form}
        keys="mod+enter"
        disabled={!ready}
        loading={pending}
      >
        {action}
      </Button>
    </>
  )
  return (
    <Dialog {...dialog} open onOpenChange={onClose} foot={foot} begin={() => firstOf(body.current)}>
      <form
        ref={body}
        id={form}
        className="col g-4"
        noValidate={noValidate}
        onKeyDown={submitOnModEnter}
        onSubmit={(event) => {
          event.preventDefault()
          if (ready && !pending) onSubmit()
        }}
      >
        {children}
        {error !== null && <Note tone="bad" title={error} />}
      </form>
    </Dialog>
  )
}

const FIELDS = 'input:not([tabindex="-1"], [disabled]), textarea, select, [tabindex="0"], button:not([disabled])'

/** What is filled in first: the field that asks for it, or else the first one, and not the way out above it. */
function firstOf(form: HTMLElement | null): HTMLElement | null {
  const focused = document.activeElement
  if (form === null) return null
  return focused instanceof HTMLElement && form.contains(focused) ? focused : form.querySelector<HTMLElement>(FIELDS)
}
