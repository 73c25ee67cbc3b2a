import { cloneElement, useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { Kbd } from './kbd.tsx'

type Side = 'top' | 'bottom' | 'left' | 'right'

interface TooltipProps {
  label: ReactNode
  keys?: string | undefined
  side?: Side | undefined
  children: ReactElement<Record<string, unknown>>
}

const DELAY_MS = 400
const GAP = 6

/**
 * Names what an icon does, on hover and on keyboard focus. The child keeps its own accessible name, so that
 * the tip is for the eye only. Our own, because the shell needs it before anything else is loaded.
 */
export function Tooltip({ label, keys, side = 'bottom', children }: TooltipProps) {
  const [anchor, setAnchor] = useState<DOMRect | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const hide = () => {
    clearTimeout(timer.current)
    setAnchor(null)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    if (anchor === null) return
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && setAnchor(null)
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [anchor])

  function showSoon(event: { currentTarget: EventTarget & Element }) {
    const target = event.currentTarget
    clearTimeout(timer.current)
    timer.current = setTimeout(() => target.isConnected && setAnchor(target.getBoundingClientRect()), DELAY_MS)
  }

  return (
    <>
      {cloneElement(children, {
        onPointerEnter: (event: React.PointerEvent) => event.pointerType === 'mouse' && showSoon(event),
        onPointerLeave: hide,
        onPointerDown: chained(children.props['onPointerDown'], hide),
        onFocus: (event: React.FocusEvent) => event.currentTarget.matches(':focus-visible') && showSoon(event),
        onBlur: hide,
      })}
      {anchor !== null &&
        createPortal(
          <div className="tip" ref={(tip) => place(tip, anchor, side)} aria-hidden="true">
            {label}
            {keys !== undefined && <Kbd keys={keys} />}
          </div>,
          document.body,
        )}
    </>
  )
}

function chained(own: unknown, hide: () => void) {
  return (event: unknown) => {
    hide()
    if (typeof own === 'function') own(event)
  }
}

function place(tip: HTMLDivElement | null, anchor: DOMRect, side: Side) {
  if (tip === null) return
  const { width, height } = tip.getBoundingClientRect()
  const across = anchor.left + (anchor.width - width) / 2
  const beside = anchor.top + (anchor.height - height) / 2
  const spots: Record<Side, [number, number]> = {
    top: [across, anchor.top - height - GAP],
    bottom: [across, anchor.bottom + GAP],
    left: [anchor.left - width - GAP, beside],
    right: [anchor.right + GAP, beside],
  }
  const [left, top] = side === 'bottom' && anchor.bottom + height + GAP > innerHeight ? spots.top : spots[side]
  tip.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`
  tip.style.top = `${Math.max(8, top)}px`
}
