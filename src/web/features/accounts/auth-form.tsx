import type { ReactNode } from 'react'
import { Button } from '#ui/button.tsx'
import { submitOnModEnter } from '#ui/form-keys.ts'
import { Note } from '#ui/note.tsx'

interface AuthFormProps {
  label: string
  /** The word on the button that sends. */
  action: string
  sending: boolean
  /** Why it was refused, unless a field says so. */
  failure?: string | null
  /** Another way, below the button. */
  below?: ReactNode
  onSend: () => Promise<void>
  children: ReactNode
}

/** The form of a page before log-in. */
export function AuthForm({ label, action, sending, failure = null, below, onSend, children }: AuthFormProps) {
  return (
    <form
      className="col g-4 mt-6"
      onSubmit={(event) => {
        event.preventDefault()
        void onSend()
      }}
      onKeyDown={submitOnModEnter}
      noValidate
      aria-label={label}
    >
      {children}
      {failure !== null && <Note tone="bad" title={failure} />}
      <Button variant="primary" size="lg" block type="submit" loading={sending}>
        {action}
      </Button>
      {below}
    </form>
  )
}
