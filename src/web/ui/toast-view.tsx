import { CircleCheck, CloudOff, TriangleAlert, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { toast as sonner, Toaster as Base } from 'sonner'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import type { ToastOptions } from './toast.tsx'

const icons = { ok: CircleCheck, bad: TriangleAlert, offline: CloudOff }

export function showToast(message: string, { tone = 'ok', undo, action }: ToastOptions): void {
  const Icon = icons[tone]
  sonner.custom(
    (id) => {
      const after = (run: () => void) => () => {
        sonner.dismiss(id)
        run()
      }
      return (
        <div className="float toast" role={tone === 'bad' ? 'alert' : 'status'}>
          <Icon className={tone === 'bad' ? 'is-bad' : undefined} aria-hidden="true" />
          <span className="grow">{message}</span>
          {action !== undefined && (
            <Button variant="ghost" size="sm" className="c-accent" onClick={after(action.run)}>
              {action.label}
            </Button>
          )}
          {undo === undefined ? (
            <IconButton icon={X} label="Close" size="sm" onClick={() => sonner.dismiss(id)} />
          ) : (
            <Button variant="ghost" size="sm" className="c-accent" onClick={after(undo)}>
              Undo
            </Button>
          )}
        </div>
      )
    },
    { duration: undo === undefined && action === undefined ? 4000 : 8000, unstyled: true },
  )
}

export function ToastRoom({ onReady }: { onReady: () => void }) {
  const first = useRef(onReady)
  useEffect(() => first.current(), [])
  return (
    <Base
      position="bottom-left"
      offset={{ bottom: 20, left: 'var(--toast-left)' }}
      mobileOffset={{ bottom: 76, left: 16, right: 16 }}
      gap={8}
      visibleToasts={3}
    />
  )
}
