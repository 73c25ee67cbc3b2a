import { Plus, X } from 'lucide-react'
import { useId } from 'react'
import type { Hours } from '#contract/appointment-types.ts'
import { DateTimeInput } from '#ui/date-time-input.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { nextStretch, wrongWith } from './hours.ts'

interface StretchesProps {
  /** Whose they are: `Monday`. */
  day: string
  stretches: readonly Hours[]
  onChange: (stretches: readonly Hours[]) => void
}

const MOST = 12
// A clock shows the end of a day as its beginning.
const shown = (end: string) => (end === '24:00' ? '00:00' : end)
const meant = (end: string) => (end === '00:00' ? '24:00' : end)

/** From when to when, as often as one likes. */
export function Stretches({ day, stretches, onChange }: StretchesProps) {
  const id = useId()
  const set = (at: number, part: Partial<Hours>) =>
    onChange(stretches.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <div className="col g-2 grow" role="group" aria-label={`Hours on ${day}`}>
      {stretches.map((stretch, at) => {
        const wrong = wrongWith(stretch)
        const named = stretches.length === 1 ? day : `${day}, ${at + 1}`
        const invalid = wrong === null ? {} : ({ 'aria-invalid': true, 'aria-describedby': `${id}-${at}` } as const)
        return (
          <div key={at}>
            <div className="row stretch">
              <DateTimeInput
                kind="time"
                aria-label={`${named}: from`}
                value={stretch.start}
                onChange={(start) => set(at, { start })}
                {...invalid}
              />
              <span className="c-3">to</span>
              <DateTimeInput
                kind="time"
                aria-label={`${named}: to`}
                value={shown(stretch.end)}
                onChange={(end) => set(at, { end: meant(end) })}
                {...invalid}
              />
              <IconButton
                icon={X}
                size="sm"
                label={`Take ${stretch.start} to ${shown(stretch.end)} off ${day}`}
                onClick={() => onChange(stretches.filter((_, index) => index !== at))}
              />
              {at === stretches.length - 1 && stretches.length < MOST && (
                <IconButton
                  icon={Plus}
                  size="sm"
                  label={`Add hours on ${day}`}
                  onClick={() => onChange([...stretches, nextStretch(stretches)])}
                />
              )}
            </div>
            {wrong !== null && (
              <p className="t-13 c-bad mt-1" id={`${id}-${at}`}>
                {wrong}
              </p>
            )}
          </div>
        )
      })}
      {stretches.length === 0 && (
        <div className="row stretch">
          <span className="c-3 stretch-off">Not bookable</span>
          <IconButton icon={Plus} size="sm" label={`Add hours on ${day}`} onClick={() => onChange([nextStretch([])])} />
        </div>
      )}
    </div>
  )
}
