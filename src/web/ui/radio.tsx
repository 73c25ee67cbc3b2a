import { Radio as Base } from '@base-ui/react/radio'
import { RadioGroup as Group } from '@base-ui/react/radio-group'
import type { ReactNode } from 'react'
import { useFieldWiring } from './field.tsx'

interface RadioGroupProps<Value extends string> {
  options: readonly { value: Value; label: ReactNode; help?: ReactNode }[]
  value: Value | null
  onChange: (value: Value) => void
  'aria-label'?: string
}

export function RadioGroup<Value extends string>({ options, value, onChange, ...aria }: RadioGroupProps<Value>) {
  return (
    <Group
      {...useFieldWiring()}
      {...aria}
      value={value}
      className="col g-2"
      onValueChange={(next) => next !== null && onChange(next)}
    >
      {options.map((option) => (
        <label className="choice" key={option.value}>
          <Base.Root value={option.value} className="radio" />
          <span>
            {option.label}
            {option.help !== undefined && <span className="help">{option.help}</span>}
          </span>
        </label>
      ))}
    </Group>
  )
}
