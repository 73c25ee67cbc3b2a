import { useState, type KeyboardEvent } from 'react'
import { Chip } from './chip.tsx'
import { cx } from './class-names.ts'
import { useFieldWiring } from './field.tsx'

interface TagInputProps {
  value: readonly string[]
  onChange: (value: string[]) => void
  placeholder?: string
  size?: 'md' | 'lg'
  max?: number
  'aria-label'?: string
}

/** Words as chips: Enter or a comma adds one, Backspace in the empty field takes the last away. */
export function TagInput({ value, onChange, placeholder, size = 'md', max = 100, ...aria }: TagInputProps) {
  const [draft, setDraft] = useState('')
  const wiring = useFieldWiring()

  function add(text: string) {
    const words = text
      .split(/[,;\n]/)
      .map((word) => word.trim())
      .filter((word) => word !== '')
    const known = new Set(value.map((word) => word.toLowerCase()))
    const fresh = words.filter((word) => !known.has(word.toLowerCase()) && known.add(word.toLowerCase()))
    if (fresh.length > 0) onChange([...value, ...fresh].slice(0, max))
    setDraft('')
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if ((event.key === 'Enter' || event.key === ',') && draft.trim() !== '' && !event.metaKey && !event.ctrlKey) {
      event.preventDefault()
      add(draft)
    }
    if (event.key === 'Backspace' && draft === '') onChange(value.slice(0, -1))
  }

  return (
    <span className={cx('input is-wrap', size === 'lg' && 'input-lg')}>
      {value.map((word) => (
        <Chip key={word} onRemove={() => onChange(value.filter((other) => other !== word))}>
          {word}
        </Chip>
      ))}
      <input
        {...wiring}
        {...aria}
        value={draft}
        placeholder={placeholder}
        onChange={(event) =>
          /[,;\n]$/.test(event.target.value) ? add(event.target.value) : setDraft(event.target.value)
        }
        onKeyDown={onKeyDown}
        onBlur={() => add(draft)}
      />
    </span>
  )
}
