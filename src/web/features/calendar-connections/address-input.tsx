import { Input } from '#ui/input.tsx'

interface AddressInputProps {
  readonly value: string
  readonly placeholder?: string
  readonly onChange: (value: string) => void
}

/** The address of a server or of a file, which no keyboard corrects. */
export function AddressInput({ value, placeholder, onChange }: AddressInputProps) {
  return (
    <Input
      required
      autoFocus
      autoComplete="off"
      spellCheck={false}
      autoCapitalize="none"
      inputMode="url"
      placeholder={placeholder}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
