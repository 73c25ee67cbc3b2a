import type { CSSProperties } from 'react'

interface SliderProps {
  label: string
  value: number
  max?: number
  /** What the value means, for those who hear it. */
  text: string
  describedBy?: string
  onChange: (value: number) => void
}

/** A number between 0 and a most: arrows move it by one, Page keys by ten, Home and End to the ends. */
export function Slider({ label, value, max = 100, text, describedBy, onChange }: SliderProps) {
  const style: CSSProperties & Record<'--at', string> = { '--at': `${(value / max) * 100}%` }
  return (
    <input
      className="slider"
      type="range"
      min={0}
      max={max}
      step={1}
      value={value}
      style={style}
      aria-label={label}
      aria-valuetext={text}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.valueAsNumber)}
    />
  )
}
