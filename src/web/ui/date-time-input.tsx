import type { ComponentPropsWithRef } from 'react'
import { Input } from './input.tsx'

interface DateTimeInputProps extends Omit<
  ComponentPropsWithRef<'input'>,
  'type' | 'value' | 'onChange' | 'size' | 'prefix'
> {
  /** `date` gives YYYY-MM-DD, `datetime` YYYY-MM-DDTHH:MM, `time` HH:MM. All are local, without a zone. */
  kind?: 'date' | 'datetime' | 'time'
  value: string
  onChange: (value: string) => void
}

export function DateTimeInput({ kind = 'date', value, onChange, ...rest }: DateTimeInputProps) {
  return (
    <Input
      {...rest}
      type={kind === 'datetime' ? 'datetime-local' : kind}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
