import { Switch as Base } from '@base-ui/react/switch'
import type { ReactNode } from 'react'
import { useFieldWiring } from './field.tsx'

interface SwitchProps {
  checked: boolean
  onChange: (checked: boolean) => void
  label?: ReactNode
  help?: ReactNode
  disabled?: boolean
  'aria-label'?: string
}

export function Switch({ checked, onChange, label, help, disabled = false, ...aria }: SwitchProps) {
  const wiring = useFieldWiring()
  const lever = (
    <Base.Root
      {...wiring}
      {...aria}
      className="switch"
      checked={checked}
      disabled={disabled}
      onCheckedChange={(next) => onChange(next)}
    >
      <Base.Thumb className="switch-thumb" />
    </Base.Root>
  )
  if (label === undefined) return lever
  return (
    <label className="choice">
      {lever}
      <span>
        {label}
        {help !== undefined && <span className="help">{help}</span>}
      </span>
    </label>
  )
}
