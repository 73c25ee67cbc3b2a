import { Menu as Base } from '@base-ui/react/menu'
import { Check, type LucideIcon } from 'lucide-react'
import { Fragment, type ReactElement, type ReactNode } from 'react'
import { cx } from './class-names.ts'
import { Kbd } from './kbd.tsx'

export interface MenuItem {
  key: string
  label: ReactNode
  icon?: LucideIcon
  keys?: string
  danger?: boolean
  disabled?: boolean
  /** A tick: this is the chosen one of its group. */
  checked?: boolean
  run: () => void
}

export interface MenuGroup {
  title?: ReactNode
  items: readonly MenuItem[]
}

interface MenuProps {
  trigger: ReactElement<Record<string, unknown>>
  groups: readonly MenuGroup[]
  /** Drawn above the groups. */
  head?: ReactNode
  align?: 'start' | 'end'
  side?: 'bottom' | 'top' | 'right'
  defaultOpen?: boolean
}

export function Menu({ trigger, groups, head, align = 'end', side = 'bottom', defaultOpen = false }: MenuProps) {
  return (
    <Base.Root defaultOpen={defaultOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="positioner" sideOffset={6} align={align} side={side}>
          <Base.Popup className="float menu">
            {head}
            {groups
              .filter((group) => group.items.length > 0)
              .map((group, at) => (
                <Fragment key={group.items[0]?.key}>
                  {at > 0 && <Base.Separator className="menu-sep" />}
                  <Base.Group>
                    {group.title !== undefined && (
                      <Base.GroupLabel className="menu-title">{group.title}</Base.GroupLabel>
                    )}
                    {group.items.map((item) => (
                      <Item key={item.key} item={item} />
                    ))}
                  </Base.Group>
                </Fragment>
              ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function Item({ item }: { item: MenuItem }) {
  const Icon = item.icon
  return (
    <Base.Item className={cx('menu-item', item.danger && 'c-bad')} disabled={item.disabled ?? false} onClick={item.run}>
      {Icon !== undefined && <Icon aria-hidden="true" />}
      <span className="grow">{item.label}</span>
      {item.checked === true && <Check className="i-14 tick" aria-label="chosen" />}
      {item.keys !== undefined && <Kbd keys={item.keys} />}
    </Base.Item>
  )
}
