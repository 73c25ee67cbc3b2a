import { useQuery } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { useState } from 'react'
import { addDays, placeOfZone, today } from '#lib/format-time.ts'
import { copyText } from '#lib/copy.ts'
import { useSettings } from '#lib/session.ts'
import { ZONES } from '#lib/zones.ts'
import { Button } from '#ui/button.tsx'
import { Combobox } from '#ui/combobox.tsx'
import { DateTimeInput } from '#ui/date-time-input.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Field } from '#ui/field.tsx'
import { Load } from '#ui/load.tsx'
import { Select } from '#ui/select.tsx'
import { Textarea } from '#ui/textarea.tsx'
import { freeWords } from './free-words.ts'
import { freeQuery } from './queries.ts'

const choice = (value: string, label: string) => ({ value, label })
const LENGTHS = ['30', '45', '60', '90', '120', '180'].map((value) => choice(value, `${value} min`))
const DAYS = [choice('5', '5 days'), choice('7', 'a week'), choice('14', '2 weeks'), choice('28', '4 weeks')]
const BUFFERS = [choice('0', 'none'), choice('15', '15 min'), choice('30', '30 min'), choice('60', '1 h')]

/** Free times as a text for a mail. */
export function FreeDialog({ onClose }: { readonly onClose: () => void }) {
  const style = useSettings()
  const [draft, setDraft] = useState({
    ...{ first: addDays(today(style), 1), days: '7', duration_min: '60', buffer_min: '15' },
    ...{ day_start: '09:00', day_end: '17:00', other_zone: '' },
  })
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const { first, days, duration_min, buffer_min, day_start, day_end } = draft
  const list = useQuery(
    freeQuery({
      ...{ from: first, to: addDays(first, Number(days) - 1), timezone: style.time_zone, day_start, day_end },
      ...{ duration_min: Number(duration_min), buffer_min: Number(buffer_min) },
    }),
  )
  const other = draft.other_zone === '' ? null : draft.other_zone
  const words = freeWords(list.data?.items ?? [], style, other)
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title="Offer times"
      description="When you are free, as a text for your mail."
      foot={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button
            variant="primary"
            disabled={words === ''}
            onClick={() => copyText(words, 'The browser did not allow copying. Mark the text and copy it.')}
          >
            <Copy aria-hidden="true" />
            Copy
          </Button>
        </>
      }
    >
      <div className="col g-4">
        <div className="form-row is-two">
          <Field label="From">
            <DateTimeInput value={first} required onChange={(value) => value !== '' && set({ first: value })} />
          </Field>
          <Field label="For">
            <Select options={DAYS} value={days} onChange={(value) => set({ days: value })} />
          </Field>
          <Field label="Not before">
            <DateTimeInput
              kind="time"
              value={day_start}
              required
              onChange={(value) => value !== '' && set({ day_start: value })}
            />
          </Field>
          <Field label="Not after">
            <DateTimeInput
              kind="time"
              value={day_end}
              required
              onChange={(value) => value !== '' && set({ day_end: value })}
            />
          </Field>
          <Field label="At least">
            <Select options={LENGTHS} value={duration_min} onChange={(value) => set({ duration_min: value })} />
          </Field>
          <Field label="Free before and after">
            <Select options={BUFFERS} value={buffer_min} onChange={(value) => set({ buffer_min: value })} />
          </Field>
        </div>
        <Field label="Also on the clock of" optional help={`Your clock: ${placeOfZone(style.time_zone)}`}>
          <Combobox
            options={ZONES}
            value={other}
            placeholder="Only mine"
            onChange={(zone) => set({ other_zone: zone ?? '' })}
          />
        </Field>
        <Load query={list} failure="Your free times could not be loaded" rows={3}>
          {() =>
            words === '' ? (
              <p className="c-2">Nothing is free like this. Try more days, or less time.</p>
            ) : (
              <Field label="Text">
                <Textarea readOnly rows={Math.min(10, words.split('\n').length + 1)} value={words} />
              </Field>
            )
          }
        </Load>
      </div>
    </Dialog>
  )
}
