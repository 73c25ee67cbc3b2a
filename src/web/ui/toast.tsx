import { lazy, Suspense, useSyncExternalStore } from 'react'

export interface ToastOptions {
  tone?: 'ok' | 'bad' | 'offline'
  /** Takes the change back. The toast then stays longer. */
  undo?: () => void
  /** One further step, for example "Open". */
  action?: { label: string; run: () => void }
}

const load = () => import('./toast-view.tsx')
const LazyRoom = lazy(async () => ({ default: (await load()).ToastRoom }))

const waiting: { message: string; options: ToastOptions }[] = []
const listeners = new Set<() => void>()
let wanted = false
let ready = false

/** Says what has happened, and offers to take it back. */
export function toast(message: string, options: ToastOptions = {}): void {
  waiting.push({ message, options })
  wanted = true
  for (const listener of listeners) listener()
  if (ready) void show()
}

/** Where toasts appear; loaded with the first one, because no page begins with a toast. */
export function Toaster() {
  const needed = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => wanted,
  )
  if (!needed) return null
  return (
    <Suspense>
      <LazyRoom
        onReady={() => {
          ready = true
          void show()
        }}
      />
    </Suspense>
  )
}

async function show() {
  const { showToast } = await load()
  for (const { message, options } of waiting.splice(0)) showToast(message, options)
}
