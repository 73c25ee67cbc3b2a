import { Check } from 'lucide-react'
import type { CSSProperties } from 'react'
import type { SyncedCalendar } from '#contract/calendar-connections.ts'
import { CAPABILITIES } from '#domain/calendar/sync/capability.ts'
import { GOOGLE_COLOURS } from '#domain/calendar/sync/google-colours.ts'
import { Field, FieldGroup } from '#ui/field.tsx'
import { TagInput } from '#ui/tag-input.tsx'

/** As Google’s own screens call them, by their ids. */
const GOOGLE_NAMES: Readonly<Record<string, string>> = {
  ...{ '1': 'Lavender', '2': 'Sage', '3': 'Grape', '4': 'Flamingo', '5': 'Banana', '6': 'Tangerine' },
  ...{ '7': 'Peacock', '8': 'Graphite', '9': 'Blueberry', '10': 'Basil', '11': 'Tomato' },
}

interface ColourFilterProps {
  provider: SyncedCalendar['provider']
  value: readonly string[]
  onChange: (colours: string[]) => void
}

/** Which colours of events come in; nothing where the provider knows none. */
export function ColourFilter({ provider, value, onChange }: ColourFilterProps) {
  const { fields, palette } = CAPABILITIES[provider]
  if (!fields.has('colour')) return null
  if (palette === null)
    return (
      <Field
        label="Only these colours"
        optional
        help="Names as the events have them, such as tomato. Events without a colour stay out then."
      >
        <TagInput value={[...value]} max={50} onChange={onChange} placeholder="tomato" />
      </Field>
    )
  return (
    <FieldGroup
      label="Only these colours"
      help="Without any, all events come in. Events in the colour of the calendar itself stay out otherwise."
    >
      <div className="row wrap gap-1.5">
        {Object.entries(GOOGLE_COLOURS).map(([id, colour]) => (
          <Swatch
            key={id}
            name={GOOGLE_NAMES[id] ?? colour}
            colour={colour}
            on={value.includes(colour)}
            onToggle={(on) => onChange(on ? [...value, colour] : value.filter((one) => one !== colour))}
          />
        ))}
      </div>
    </FieldGroup>
  )
}

interface SwatchProps {
  name: string
  colour: string
  on: boolean
  onToggle: (on: boolean) => void
}

function Swatch({ name, colour, on, onToggle }: SwatchProps) {
  const style: CSSProperties & Record<'--cal', string> = { '--cal': colour }
  return (
    <button type="button" className={on ? 'chip on' : 'chip'} aria-pressed={on} onClick={() => onToggle(!on)}>
      {on ? <Check className="i-14" aria-hidden="true" /> : <i className="ck" style={style} aria-hidden="true" />}
      {name}
    </button>
  )
}
