import type { ReactNode } from 'react'

interface SegmentsProps<Value extends string> {
  options: readonly { value: Value; label: ReactNode }[]
  value: Value
  onChange: (value: Value) => void
  /** What is chosen here, for people who do not see it. */
  label: string
}

export function Segments<Value extends string>({ options, value, onChange, label }: SegmentsProps<Value>) {
  return (
    <div className="seg" role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}
