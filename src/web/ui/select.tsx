import { Select as Base } from '@base-ui/react/select'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './class-names.ts'
import { useFieldWiring } from './field.tsx'

export interface Option<Value extends string = string> {
  value: Value
  label: string
  /** Drawn instead of the label, for example a status with its ring. */
  face?: ReactNode
  disabled?: boolean
}

interface SelectProps<Value extends string> {
  options: readonly Option<Value>[]
  value: Value | null
  onChange: (value: Value) => void
  placeholder?: string
  size?: 'sm' | 'md' | 'lg'
  disabled?: boolean
  className?: string
  /** Needed outside of a Field. */
  'aria-label'?: string
}

export function Select<Value extends string>({
  options,
  value,
  onChange,
  placeholder = 'Choose',
  size = 'md',
  disabled = false,
  className,
  ...aria
}: SelectProps<Value>) {
  const wiring = useFieldWiring()
  const chosen = options.find((option) => option.value === value)
  return (
    <Base.Root
      items={[...options]}
      value={value}
      disabled={disabled}
      onValueChange={(next) => next !== null && onChange(next)}
    >
      <Base.Trigger
        {...wiring}
        {...aria}
        className={cx(
          'input select select-trigger',
          size !== 'md' && `${size === 'lg' ? 'input' : 'is'}-${size}`,
          className,
        )}
      >
        <span className={cx('grow clip', chosen === undefined && 'c-3')}>
          {chosen?.face ?? chosen?.label ?? placeholder}
        </span>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className="positioner" sideOffset={4} alignItemWithTrigger={false}>
          <Base.Popup className="float menu" style={{ minWidth: 'var(--anchor-width)' }}>
            {options.map((option) => (
              <Base.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled ?? false}
                className="menu-item"
              >
                <Base.ItemText>{option.face ?? option.label}</Base.ItemText>
                <Base.ItemIndicator className="tick">
                  <Check className="i-14" />
                </Base.ItemIndicator>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
