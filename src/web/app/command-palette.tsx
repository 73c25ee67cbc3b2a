import { Dialog as Base } from '@base-ui/react/dialog'
import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { CalendarClock, Keyboard, Moon, Search, Sun, type LucideIcon } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { chooseTheme } from '#lib/theme.ts'
import { Kbd } from '#ui/kbd.tsx'
import { usePaletteList } from '#ui/palette-actions.ts'
import { useReturnFocus } from '#ui/use-return-focus.ts'
import { PaletteResults, usePaletteResults } from './palette-results.tsx'
import { usePlaces } from './places.ts'

interface PaletteProps {
  onClose: () => void
  onShortcuts: () => void
}

/** ⌘K: go somewhere, do something, find a posting or an application. */
export function CommandPalette({ onClose, onShortcuts }: PaletteProps) {
  useReturnFocus()
  const [text, setText] = useState('')
  const navigate = useNavigate()
  const actions = usePaletteList()
  const found = usePaletteResults(text)
  const places = usePlaces()
  const groups = Map.groupBy(actions, (action) => action.group)
  const then = (run: () => void) => () => {
    onClose()
    run()
  }

  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className="float dialog is-top palette" data-modal="" aria-label="Search or do something">
          <Command label="Search or do something" loop>
            <div className="palette-in">
              <Search aria-hidden="true" />
              <Command.Input value={text} onValueChange={setText} placeholder="Search or do something" autoFocus />
              <Kbd keys="escape" />
            </div>
            <Command.List>
              {found.applications.length + found.jobs.length === 0 && (
                <Command.Empty>Nothing fits “{text}”.</Command.Empty>
              )}
              {[...groups].map(([group, list]) => (
                <Command.Group heading={group} key={group}>
                  {list.map((action) => (
                    <Row
                      key={action.id}
                      value={`${group} ${action.label} ${action.id}`}
                      icon={action.icon}
                      keys={action.keys}
                      onSelect={then(action.run)}
                    >
                      {action.label}
                    </Row>
                  ))}
                </Command.Group>
              ))}
              <PaletteResults found={found} onChoose={(go) => then(go)()} />
              <Command.Group heading="Go to">
                {places.map((place) => (
                  <Row
                    key={place.to}
                    value={`go to ${place.label}`}
                    icon={place.icon}
                    keys={place.keys}
                    onSelect={then(() => void navigate({ to: place.to }))}
                  >
                    {place.label}
                  </Row>
                ))}
                {/* In one's own workspace it has no place in the navigation. */}
                {!places.some(({ to }) => to === '/appointments') && (
                  <Row
                    value="go to Appointments"
                    icon={CalendarClock}
                    onSelect={then(() => void navigate({ to: '/appointments' }))}
                  >
                    Appointments
                  </Row>
                )}
              </Command.Group>
              <Command.Group heading="Everywhere">
                <Row value="dark theme" icon={Moon} onSelect={then(() => chooseTheme('dark'))}>
                  Dark theme
                </Row>
                <Row value="light theme" icon={Sun} onSelect={then(() => chooseTheme('light'))}>
                  Light theme
                </Row>
                <Row value="shortcuts keyboard" icon={Keyboard} keys="?" onSelect={then(onShortcuts)}>
                  Shortcuts
                </Row>
              </Command.Group>
            </Command.List>
            <div className="palette-foot">
              <span>
                <Kbd keys="enter" /> open
              </span>
              <span>
                <Kbd keys="escape" /> close
              </span>
            </div>
          </Command>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

interface RowProps {
  value: string
  icon?: LucideIcon | undefined
  keys?: string | undefined
  onSelect: () => void
  children: ReactNode
}

function Row({ value, icon: Icon, keys, onSelect, children }: RowProps) {
  return (
    <Command.Item className="palette-row" value={value} onSelect={onSelect}>
      {Icon !== undefined && <Icon aria-hidden="true" />}
      <span>{children}</span>
      {keys !== undefined && (
        <span className="push">
          <Kbd keys={keys} />
        </span>
      )}
    </Command.Item>
  )
}
