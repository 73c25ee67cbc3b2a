import { withValue } from '#lib/choices.ts'
import { Field } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { Select } from '#ui/select.tsx'
import type { TypeDraft } from './type-draft.ts'
import { minutesWords } from './words.ts'

const minutes = (value: number, none: string) => ({
  value: String(value),
  label: value === 0 ? none : minutesWords(value),
})
const days = (value: number) => ({ value: String(value), label: `${value} days` })
const BUFFERS = [0, 5, 10, 15, 30, 45, 60].map((value) => minutes(value, 'Nothing'))
const NOTICES = [0, 60, 120, 240, 720, 1440, 2880, 10_080].map((value) => minutes(value, 'Up to the last minute'))
const STEPS = [5, 10, 15, 20, 30, 45, 60, 90, 120].map((value) => minutes(value, ''))
const HORIZONS = [7, 14, 30, 60, 90, 180, 366].map(days)

interface LimitFieldsProps {
  draft: TypeDraft
  onChange: (part: Partial<TypeDraft>) => void
  wrong: (name: keyof TypeDraft) => string | undefined
}

/** How much room an appointment needs, and when it can be booked. */
export function LimitFields({ draft, onChange, wrong }: LimitFieldsProps) {
  return (
    <section aria-label="Limits">
      <h3 className="b mb-2">Limits</h3>
      <div className="form-row is-two">
        <Choice
          label="Kept free before"
          options={BUFFERS}
          own={minutes(Number(draft.buffer_before_min), 'Nothing')}
          onChange={(buffer_before_min) => onChange({ buffer_before_min })}
        />
        <Choice
          label="Kept free after"
          options={BUFFERS}
          own={minutes(Number(draft.buffer_after_min), 'Nothing')}
          onChange={(buffer_after_min) => onChange({ buffer_after_min })}
        />
        <Choice
          label="Booked at the latest"
          options={NOTICES.map((one) => (one.value === '0' ? one : { ...one, label: `${one.label} before` }))}
          own={{ value: draft.notice_min, label: `${minutesWords(Number(draft.notice_min))} before` }}
          onChange={(notice_min) => onChange({ notice_min })}
        />
        <Choice
          label="Booked at the earliest"
          options={HORIZONS.map((one) => ({ ...one, label: `${one.label} ahead` }))}
          own={{ value: draft.horizon_days, label: `${draft.horizon_days} days ahead` }}
          onChange={(horizon_days) => onChange({ horizon_days })}
        />
        <Choice
          label="A start is offered every"
          options={STEPS}
          own={minutes(Number(draft.step_min), '')}
          onChange={(step_min) => onChange({ step_min })}
        />
        <Field label="Most on one day" optional error={wrong('daily_limit')}>
          <Input
            type="number"
            min={1}
            max={50}
            placeholder="Any number"
            value={draft.daily_limit}
            onChange={(event) => onChange({ daily_limit: event.target.value })}
          />
        </Field>
      </div>
    </section>
  )
}

interface ChoiceProps {
  label: string
  options: readonly { value: string; label: string }[]
  own: { value: string; label: string }
  onChange: (value: string) => void
}

function Choice({ label, options, own, onChange }: ChoiceProps) {
  return (
    <Field label={label}>
      <Select options={withValue(options, own)} value={own.value} onChange={onChange} />
    </Field>
  )
}
