import { useEffect, useState } from 'react'

/** Gives the focus back to where it was, when what opened over the page leaves it without closing first. */
export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () =>
      queueMicrotask(() => {
        if (document.activeElement === document.body && before instanceof HTMLElement) before.focus()
      }),
    [before],
  )
}
