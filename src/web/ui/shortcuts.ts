import { useEffect, useRef, useSyncExternalStore } from 'react'

export interface Shortcut {
  /** `j`, `shift+x`, `mod+k`, `?`, or a sequence `g j`. `mod` is ⌘ on Apple machines and Ctrl elsewhere. */
  keys: string
  label: string
  /** The heading on the sheet of shortcuts. */
  group: string
  run: () => void
  /** Further spellings of the same: `['arrowdown']`. They are not listed. */
  also?: readonly string[]
  /** Answers while a dialog is open or somebody is typing, too. */
  everywhere?: boolean
}

interface Registration {
  current: readonly Shortcut[]
}

const registrations: Registration[] = []
const listeners = new Set<() => void>()
let listed: readonly Shortcut[] = []
let pending = ''
let pendingSince = 0

/** Offers keyboard shortcuts while the component is on the screen; the sheet of shortcuts lists them. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
    announce()
  })
  useEffect(() => {
    registrations.push(latest)
    announce()
    return () => {
      registrations.splice(registrations.indexOf(latest), 1)
      announce()
    }
  }, [])
}

/** Everything that the current screen offers, newest registrations first. */
export function useListedShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(subscribe, () => listed)
}

/** Starts listening to the keyboard; returns the end of it. */
export function listenForShortcuts(): () => void {
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}

/** Who moves through a list means what was moved to with the next Enter, not the control that was used before. */
const MOVES: ReadonlySet<string> = new Set(['j', 'k'])

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return
  const pressed = spell(event)
  const sequence = pending !== '' && event.timeStamp - pendingSince < 1200 ? `${pending} ${pressed}` : pressed
  const all = registrations.toReversed().flatMap((registration) => registration.current)
  const found =
    all.find((shortcut) => answers(shortcut, sequence)) ?? all.find((shortcut) => answers(shortcut, pressed))
  const blocked =
    isTyping(event.target) ||
    document.querySelector('[data-modal], [role="menu"], [role="listbox"][data-open]') !== null
  pending = ''
  if (isPressing(event)) return
  if (found !== undefined && (!blocked || found.everywhere === true)) {
    event.preventDefault()
    if (MOVES.has(pressed) && document.activeElement instanceof HTMLElement) document.activeElement.blur()
    found.run()
  } else if (!blocked && all.some((shortcut) => shortcut.keys.startsWith(`${pressed} `))) {
    pending = pressed
    pendingSince = event.timeStamp
  }
}

function answers(shortcut: Shortcut, pressed: string): boolean {
  return shortcut.keys === pressed || (shortcut.also?.includes(pressed) ?? false)
}

function spell(event: KeyboardEvent): string {
  const key = event.key.toLowerCase()
  const shift = event.shiftKey && (key.length > 1 || /[a-z]/.test(key))
  return [(event.metaKey || event.ctrlKey) && 'mod', event.altKey && 'alt', shift && 'shift', key]
    .filter(Boolean)
    .join('+')
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

/** Enter and Space alone belong to the control that has the focus. */
function isPressing({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if ((key !== 'Enter' && key !== ' ') || ctrlKey || metaKey || altKey) return false
  return target instanceof Element && target.closest('a[href], button, summary, [role="button"]') !== null
}

function announce() {
  const next = registrations.toReversed().flatMap((registration) => registration.current)
  const same =
    next.length === listed.length &&
    next.every((shortcut, at) => shortcut.keys === listed[at]?.keys && shortcut.label === listed[at]?.label)
  if (same) return
  listed = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
