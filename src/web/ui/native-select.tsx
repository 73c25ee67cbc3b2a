import type { ComponentPropsWithRef } from 'react'
import { cx } from './class-names.ts'
import { useFieldWiring } from './field.tsx'

interface NativeSelectProps extends Omit<ComponentPropsWithRef<'select'>, 'onChange' | 'size'> {
  options: readonly { value: string; label: string }[]
  value: string
  onChange: (value: string) => void
}

/** The browser's own choice of one: for pages that should stay small, and for long lists on a phone. */
export function NativeSelect({ options, onChange, className, ...rest }: NativeSelectProps) {
  return (
    <span className={cx('input select native-select', className)}>
      <select {...useFieldWiring()} {...rest} onChange={(event) => onChange(event.target.value)}>
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </span>
  )
}
