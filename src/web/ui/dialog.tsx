import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './class-names.ts'
import { IconButton } from './icon-button.tsx'
import { useReturnFocus } from './use-return-focus.ts'

interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  description?: ReactNode
  foot?: ReactNode
  wide?: boolean
  /** Where the keyboard begins; without it on the first thing that can be pressed. */
  begin?: () => HTMLElement | null
  children?: ReactNode
}

export function Dialog({ open, onOpenChange, title, description, foot, wide = false, begin, children }: DialogProps) {
  useReturnFocus()
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup
          className={cx('float dialog', wide && 'is-wide')}
          data-modal=""
          // A finger would have the keyboard of its phone come up.
          {...(begin !== undefined && { initialFocus: (by) => (by === 'touch' ? true : (begin() ?? true)) })}
        >
          <div className="dialog-head">
            <div className="grow">
              <Base.Title className="t-16 b">{title}</Base.Title>
              {description !== undefined && <Base.Description className="c-2 mt-1">{description}</Base.Description>}
            </div>
            <IconButton icon={X} label="Close" size="sm" onClick={() => onOpenChange(false)} />
          </div>
          {children}
          {foot !== undefined && <div className="dialog-foot">{foot}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
