import { X, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './class-names.ts'

interface ChipProps {
  children: ReactNode
  icon?: LucideIcon | undefined
  /** A number behind the word. */
  count?: ReactNode
  on?: boolean
  dashed?: boolean
  className?: string
  /** Makes the chip a toggle button. */
  onToggle?: (() => void) | undefined
  /** Adds a small cross. */
  onRemove?: (() => void) | undefined
}

export function Chip({
  children,
  icon: Icon,
  count,
  on = false,
  dashed = false,
  className,
  onToggle,
  onRemove,
}: ChipProps) {
  const look = cx('chip', on && 'on', dashed && 'dashed', className)
  const inside = (
    <>
      {Icon !== undefined && <Icon className="i-14" aria-hidden="true" />}
      {children}
      {count !== undefined && <em>{count}</em>}
    </>
  )
  if (onToggle !== undefined) {
    return (
      <button type="button" className={look} aria-pressed={on} onClick={onToggle}>
        {inside}
      </button>
    )
  }
  return (
    <span className={look}>
      {inside}
      {onRemove !== undefined && (
        <button
          type="button"
          className="chip-x"
          aria-label={typeof children === 'string' ? `Remove ${children}` : 'Remove'}
          onClick={onRemove}
        >
          <X className="i-12" />
        </button>
      )}
    </span>
  )
}
