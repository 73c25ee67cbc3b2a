import { Search } from 'lucide-react'
import { useEffect, useEffectEvent, useReducer, useRef } from 'react'
import { Input } from './input.tsx'
import type { InputProps } from './input.tsx'
import { changeSearch, searchText } from './search-text.ts'
import { useShortcuts } from './shortcuts.ts'

interface SearchInputProps extends Pick<InputProps, 'size' | 'className' | 'placeholder' | 'maxLength' | 'suffix'> {
  label: string
  /** The heading of its key on the sheet of shortcuts. */
  group: string
  /** What the page shows results of. */
  value: string
  onSearch: (text: string) => void
}

/** How long typing rests before it is searched. */
const REST_MS = 250

/** Searches as one types, after a short rest; `/` goes to it from anywhere on the page, Escape leaves it. */
export function SearchInput({ label, group, value, onSearch, ...input }: SearchInputProps) {
  const [text, change] = useReducer(changeSearch, value, searchText)
  const field = useRef<HTMLInputElement>(null)
  const ask = useEffectEvent(() => {
    if (text.asked !== value) onSearch(text.asked)
  })
  useEffect(() => change({ kind: 'shown', value }), [value])
  useEffect(() => {
    const timer = setTimeout(() => change({ kind: 'rested' }), REST_MS)
    return () => clearTimeout(timer)
  }, [text.typed])
  useEffect(() => ask(), [text.asked])
  useShortcuts([{ keys: '/', label, group, run: () => field.current?.focus() }])
  return (
    <Input
      {...input}
      ref={field}
      icon={Search}
      type="search"
      value={text.typed}
      aria-label={label}
      onChange={(event) => change({ kind: 'typed', text: event.target.value })}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  )
}
