import type { CalendarLook } from './colours.ts'
import { inColour } from './grid.tsx'

interface KeysProps {
  readonly looks: readonly CalendarLook[]
  readonly hidden: ReadonlySet<string>
  readonly onToggle: (id: string) => void
}

/** The calendars with their colours; a press hides one for as long as the page is open. */
export function Keys({ looks, hidden, onToggle }: KeysProps) {
  return (
    <div className="row cal-keys hide-sm" role="group" aria-label="Calendars">
      {looks.map(({ id, name, colour }) => (
        <button
          key={id}
          type="button"
          className="chip"
          aria-pressed={!hidden.has(id)}
          title={name}
          style={inColour(colour)}
          onClick={() => onToggle(id)}
        >
          <i className="ck" />
          <span>{name}</span>
        </button>
      ))}
    </div>
  )
}

export function toggled(all: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return all.has(id) ? new Set([...all].filter((one) => one !== id)) : new Set([...all, id])
}
