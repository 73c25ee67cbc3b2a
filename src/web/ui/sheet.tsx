import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from './icon-button.tsx'
import { useReturnFocus } from './use-return-focus.ts'

interface SheetProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  /** Stands before the title: a lettermark. */
  mark?: ReactNode
  subtitle?: ReactNode
  actions?: ReactNode
  foot?: ReactNode
  /** False leaves the page behind it alive, for a detail beside its list. */
  modal?: boolean
  children: ReactNode
}

/** From the right on wide screens, a page of its own on a phone. */
export function Sheet({
  open,
  onOpenChange,
  title,
  mark,
  subtitle,
  actions,
  foot,
  modal = true,
  children,
}: SheetProps) {
  useReturnFocus()
  return (
    <Base.Root open={open} modal={modal} disablePointerDismissal={!modal} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        {modal && <Base.Backdrop className="backdrop" />}
        <Base.Popup className="float sheet side" data-modal={modal ? '' : undefined}>
          <header className="sheet-head">
            <div className="row row-3 top">
              {mark}
              <div className="grow">
                <Base.Title className="h2">{title}</Base.Title>
                {subtitle !== undefined && <div className="t-13 c-2">{subtitle}</div>}
              </div>
              {actions}
              <IconButton icon={X} label="Close" keys="escape" size="sm" onClick={() => onOpenChange(false)} />
            </div>
          </header>
          <div className="sheet-body">{children}</div>
          {foot !== undefined && <footer className="sheet-foot">{foot}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
