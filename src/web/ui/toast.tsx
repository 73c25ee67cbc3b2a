import { CircleCheck, CloudOff, TriangleAlert, X } from 'lucide-react'
import { toast as sonner, Toaster as Base } from 'sonner'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'

interface ToastOptions {
  tone?: 'ok' | 'bad' | 'offline'
  /** Takes the change back. The toast then stays longer. */
  undo?: () => void
  /** One further step, for example "Open". */
  action?: { label: string; run: () => void }
}

const icons = { ok: CircleCheck, bad: TriangleAlert, offline: CloudOff }

/** Says what has happened, and offers to take it back. */
export function toast(message: string, { tone = 'ok', undo, action }: ToastOptions = {}): void {
  const Icon = icons[tone]
  sonner.custom(
    (id) => (
      <div className="float toast" role={tone === 'bad' ? 'alert' : 'status'}>
        <Icon className={tone === 'bad' ? 'text-bad' : undefined} aria-hidden="true" />
        <span className="grow">{message}</span>
        {action !== undefined && (
          <Button
            variant="ghost"
            size="sm"
            className="c-accent"
            onClick={() => {
              sonner.dismiss(id)
              action.run()
            }}
          >
            {action.label}
          </Button>
        )}
        {undo === undefined ? (
          <IconButton icon={X} label="Close" size="sm" onClick={() => sonner.dismiss(id)} />
        ) : (
          <Button
            variant="ghost"
            size="sm"
            className="c-accent"
            onClick={() => {
              sonner.dismiss(id)
              undo()
            }}
          >
            Undo
          </Button>
        )}
      </div>
    ),
    { duration: undo === undefined && action === undefined ? 4000 : 8000, unstyled: true },
  )
}

export function Toaster() {
  return (
    <Base
      position="bottom-left"
      offset={20}
      mobileOffset={{ bottom: 76, left: 16, right: 16 }}
      gap={8}
      visibleToasts={3}
    />
  )
}
