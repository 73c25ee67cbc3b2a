import type { KeyboardEvent } from 'react'

/** For a form's `onKeyDown`: ⌘Enter (Ctrl+Enter) sends it from any of its fields. */
export function submitOnModEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || (!event.metaKey && !event.ctrlKey)) return
  event.preventDefault()
  event.currentTarget.requestSubmit()
}
