import { Check } from 'lucide-react'
import { Chip } from './chip.tsx'

interface ChipChoiceProps<Value extends string> {
  options: readonly { value: Value; label: string }[]
  value: readonly Value[]
  onChange: (value: Value[]) => void
}

/** Any of a few, each a chip that is on or off. */
export function ChipChoice<Value extends string>({ options, value, onChange }: ChipChoiceProps<Value>) {
  return (
    <div className="row wrap gap-1.5">
      {options.map((option) => {
        const on = value.includes(option.value)
        const rest = value.filter((one) => one !== option.value)
        return (
          <Chip
            key={option.value}
            on={on}
            icon={on ? Check : undefined}
            onToggle={() => onChange(on ? rest : [...rest, option.value])}
          >
            {option.label}
          </Chip>
        )
      })}
    </div>
  )
}
