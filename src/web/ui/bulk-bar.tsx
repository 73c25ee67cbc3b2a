import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from './icon-button.tsx'

interface BulkBarProps {
  count: number
  onClear: () => void
  /** Small ghost buttons. */
  children: ReactNode
}

/** Floats above a list as soon as something is selected. */
export function BulkBar({ count, onClear, children }: BulkBarProps) {
  if (count === 0) return null
  return (
    <div className="bulk-wrap">
      <div className="float bulk" role="toolbar" aria-label={`${count} selected`}>
        <b>{count} selected</b>
        {children}
        <IconButton icon={X} label="Clear selection" size="sm" onClick={onClear} />
      </div>
    </div>
  )
}
