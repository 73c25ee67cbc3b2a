import { Autocomplete } from '@base-ui/react/autocomplete'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useFieldWiring } from './field.tsx'

interface SuggestInputProps {
  value: string
  onChange: (value: string) => void
  /** What one may be writing; anything else may be written as well. */
  suggestions: readonly string[]
  onPick: (suggestion: string) => void
  /** Enter, with no suggestion chosen, or on to something else: what was written is meant. */
  onEnter: () => void
  placeholder?: string
  /** Its name while the list is open: the label beside it is hidden then, as all around. */
  'aria-label': string
  suffix?: ReactNode
}

/** A line of text with suggestions below it: the arrows choose one, Enter takes it, Escape puts them away. */
export function SuggestInput({
  value,
  onChange,
  suggestions,
  onPick,
  onEnter,
  placeholder,
  suffix,
  ...aria
}: SuggestInputProps) {
  const [open, setOpen] = useState(false)
  return (
    <Autocomplete.Root
      items={[...suggestions]}
      mode="none"
      open={open && suggestions.length > 0}
      onOpenChange={setOpen}
      value={value}
      onValueChange={(text, { reason }) => (reason === 'item-press' ? onPick(text) : onChange(text))}
    >
      <Autocomplete.InputGroup className="input">
        <Autocomplete.Input
          {...useFieldWiring()}
          {...aria}
          placeholder={placeholder}
          onBlur={() => value.trim() !== '' && onEnter()}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.metaKey || event.ctrlKey || value.trim() === '') return
            // Neither way is it meant for the form.
            event.preventDefault()
            const chosen = event.currentTarget.getAttribute('aria-activedescendant')
            if (chosen === null || chosen === '') onEnter()
          }}
        />
        {suffix}
      </Autocomplete.InputGroup>
      <Autocomplete.Portal>
        <Autocomplete.Positioner className="positioner" sideOffset={8} align="start">
          <Autocomplete.Popup className="float menu" style={{ minWidth: 'var(--anchor-width)' }}>
            <Autocomplete.List>
              {(suggestion: string) => (
                <Autocomplete.Item key={suggestion} value={suggestion} className="menu-item">
                  {suggestion}
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  )
}
