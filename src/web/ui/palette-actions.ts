import type { LucideIcon } from 'lucide-react'
import { useEffect, useRef, useSyncExternalStore } from 'react'

export interface PaletteAction {
  id: string
  label: string
  /** The heading in the palette, for example "Do" or "On this page". */
  group: string
  icon?: LucideIcon
  keys?: string
  run: () => void
}

const registered = new Map<symbol, readonly PaletteAction[]>()
const listeners = new Set<() => void>()
let snapshot: readonly PaletteAction[] = []

/** Offers actions in the command palette while the component is on the screen. */
export function usePaletteActions(actions: readonly PaletteAction[]): void {
  const latest = useRef(actions)
  const signature = actions.map((action) => `${action.id} ${action.label}`).join('\n')
  useEffect(() => {
    latest.current = actions
  })
  useEffect(() => {
    const key = Symbol('palette')
    const live = latest.current.map((action) => ({
      ...action,
      run: () => latest.current.find((now) => now.id === action.id)?.run(),
    }))
    registered.set(key, live)
    announce()
    return () => {
      registered.delete(key)
      announce()
    }
  }, [signature])
}

export function usePaletteList(): readonly PaletteAction[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => snapshot,
  )
}

function announce() {
  snapshot = [...registered.values()].flat()
  for (const listener of listeners) listener()
}
