import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './class-names.ts'

interface CheckboxProps {
  checked: boolean | 'mixed'
  onChange: (checked: boolean) => void
  /** Words beside it; without them give an aria-label. */
  label?: ReactNode
  help?: ReactNode
  disabled?: boolean
  className?: string
  'aria-label'?: string
}

export function Checkbox({ checked, onChange, label, help, disabled = false, className, ...aria }: CheckboxProps) {
  const box = (
    <Base.Root
      {...aria}
      className={cx('check', className)}
      checked={checked === true}
      indeterminate={checked === 'mixed'}
      disabled={disabled}
      onCheckedChange={(next) => onChange(next)}
    >
      <Base.Indicator>{checked === 'mixed' ? <Minus /> : <Check />}</Base.Indicator>
    </Base.Root>
  )
  if (label === undefined) return box
  return (
    <label className="choice">
      {box}
      <span>
        {label}
        {help !== undefined && <span className="help">{help}</span>}
      </span>
    </label>
  )
}
