import { Checkbox } from '#ui/checkbox.tsx'
import { Note } from '#ui/note.tsx'

interface AcceptanceProps {
  notice: string
  accepted: boolean
  onChange: (accepted: boolean) => void
}

/** The notice of a source, and the box that says it was read. */
export function Acceptance({ notice, accepted, onChange }: AcceptanceProps) {
  return (
    <>
      <Note tone="warn" title="Not made for programs">
        {notice}
      </Note>
      <Checkbox label="I have read this, and answer for it" checked={accepted} onChange={onChange} />
    </>
  )
}
