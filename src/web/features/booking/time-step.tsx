import { withValue } from '#lib/choices.ts'
import { messageOf } from '#lib/form.ts'
import { placeOfZone } from '#lib/format-time.ts'
import { useSlots, type AskSlots } from '#lib/use-slots.ts'
import { ZONES } from '#lib/zones.ts'
import { Field } from '#ui/field.tsx'
import { NativeSelect } from '#ui/native-select.tsx'
import { Note } from '#ui/note.tsx'
import { SlotPicker } from '#ui/slot-picker.tsx'
import { elsewhereWords, guestStyle } from './words.ts'

interface TimeStepProps {
  name: readonly string[]
  ask: AskSlots
  zone: string
  onZone: (zone: string) => void
  /** Whose clock the hours are on. */
  host: { name: string; zone: string } | null
  /** What is moved; null: something new is booked. */
  around: string | null
  time: string | null
  onTime: (start_time: string) => void
}

/** Days and times, on the clock of who books. */
export function TimeStep({ name, ask, zone, onZone, host, around, time, onTime }: TimeStepProps) {
  const style = guestStyle(zone)
  const { picker, error, shortened } = useSlots({ name, ask, style, around })
  const sample = [...picker.days.values()][0]?.times[0]
  const there = host === null || sample === undefined ? null : elsewhereWords(sample.value, style, host.zone)
  return (
    <div className="col g-4">
      {error !== null && <Note tone="bad" title={messageOf(error)} />}
      <SlotPicker {...picker} time={time} onTime={onTime} />
      {shortened && <p className="t-13 c-3">The calendar behind this is very full: a time may turn out to be taken.</p>}
      <Field
        label="Your time zone"
        help={
          host !== null && there !== null && sample !== undefined
            ? `${host.name} is in ${placeOfZone(host.zone)}: your ${sample.label} is ${there}.`
            : undefined
        }
      >
        <NativeSelect
          options={withValue(ZONES, { value: zone, label: zone.replaceAll('_', ' ') })}
          value={zone}
          onChange={onZone}
        />
      </Field>
    </div>
  )
}
