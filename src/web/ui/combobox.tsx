import { Combobox as Base } from '@base-ui/react/combobox'
import { Check } from 'lucide-react'
import { cx } from './class-names.ts'
import { useFieldWiring } from './field.tsx'
import type { Option } from './select.tsx'

interface ComboboxProps {
  options: readonly Option[]
  value: string | null
  onChange: (value: string | null) => void
  placeholder?: string
  empty?: string
  size?: 'sm' | 'md' | 'lg'
  'aria-label'?: string
}

/** One of a long list, found by typing. */
export function Combobox({
  options,
  value,
  onChange,
  placeholder,
  empty = 'Nothing fits.',
  size = 'md',
  ...aria
}: ComboboxProps) {
  const chosen = options.find((option) => option.value === value) ?? null
  return (
    <Base.Root
      items={[...options]}
      value={chosen}
      onValueChange={(next: Option | null) => onChange(next?.value ?? null)}
    >
      <span className={cx('input', size === 'lg' && 'input-lg', size === 'sm' && 'is-sm')}>
        <Base.Input {...useFieldWiring()} {...aria} placeholder={placeholder} />
      </span>
      <Base.Portal>
        <Base.Positioner className="positioner" sideOffset={8} align="start">
          <Base.Popup className="float menu" style={{ minWidth: 'var(--anchor-width)' }}>
            <Base.Empty>
              <div className="menu-title">{empty}</div>
            </Base.Empty>
            <Base.List>
              {(option: Option) => (
                <Base.Item key={option.value} value={option} className="menu-item">
                  {option.face ?? option.label}
                  <Base.ItemIndicator className="tick">
                    <Check className="i-14" />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
