import { lazy, Suspense } from 'react'

export interface ToastOptions {
  tone?: 'ok' | 'bad' | 'offline'
  /** Takes the change back. The toast then stays longer. */
  undo?: () => void
  /** One further step, for example "Open". */
  action?: { label: string; run: () => void }
}

const LazyToaster = lazy(async () => ({ default: (await import('./toast-view.tsx')).ToastRoom }))

/** Says what has happened, and offers to take it back. */
export function toast(message: string, options: ToastOptions = {}): void {
  void import('./toast-view.tsx').then(({ showToast }) => showToast(message, options))
}

/** Where toasts appear; loaded after the page, because no page begins with one. */
export function Toaster() {
  return (
    <Suspense>
      <LazyToaster />
    </Suspense>
  )
}
