import { useState } from 'react'
import type { Profile } from '#contract/profile.ts'
import { CURRENCIES, RADII, WORKPLACES } from '#lib/choices.ts'
import { formatAmount, parseMoney } from '#lib/format-money.ts'
import { useSettings } from '#lib/session.ts'
import { ChipChoice } from '#ui/chip-choice.tsx'
import { Field, FieldGroup } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { LanguageRows } from '#ui/language-rows.tsx'
import { Select } from '#ui/select.tsx'
import { TagInput } from '#ui/tag-input.tsx'
import { StepFrame } from './step-frame.tsx'
import type { StepProps } from './step.ts'

/** Step 2: what to look for. */
export function WishesStep({ profile, fieldError, onSave, ...frame }: StepProps) {
  const settings = useSettings()
  const [titles, setTitles] = useState(profile.titles_wanted)
  const [places, setPlaces] = useState(profile.preferred_locations)
  const [radius, setRadius] = useState(profile.radius_km === null ? 'none' : String(profile.radius_km))
  const [workplaces, setWorkplaces] = useState(profile.remote_preference)
  const [currency, setCurrency] = useState(profile.salary_floor?.currency ?? settings.currency)
  const [floor, setFloor] = useState(floorText(profile))
  const [languages, setLanguages] = useState(profile.languages)
  const amount = floor.trim() === '' ? null : parseMoney(floor, currency)
  const wrongAmount = floor.trim() !== '' && amount === null

  const save = () => {
    if (wrongAmount) return
    onSave({
      titles_wanted: titles,
      preferred_locations: places,
      radius_km: radius === 'none' ? null : Number(radius),
      remote_preference: workplaces,
      salary_floor: amount === null ? null : { amount, currency, period: 'year' },
      languages,
    })
  }

  return (
    <StepFrame
      {...frame}
      title="What are you looking for?"
      lead="Change it any time. It sorts postings; it hides none."
      onSubmit={save}
    >
      <Field
        label="Titles"
        help="Words that stand in the titles you would apply for."
        error={fieldError('titles_wanted')}
      >
        <TagInput size="lg" value={titles} onChange={setTitles} placeholder="Add a title" max={30} />
      </Field>
      <div className="two">
        <Field label="Places" error={fieldError('preferred_locations')}>
          <TagInput size="lg" value={places} onChange={setPlaces} placeholder="City, region or country" max={30} />
        </Field>
        <Field label="Radius">
          <Select size="lg" value={radius} onChange={setRadius} options={RADII} />
        </Field>
      </div>
      <FieldGroup label="Workplace">
        <ChipChoice options={WORKPLACES} value={workplaces} onChange={setWorkplaces} />
      </FieldGroup>
      <div className="two">
        <Field
          label="Salary floor, per year, gross"
          error={wrongAmount ? 'Write an amount such as 80 000.' : fieldError('salary_floor')}
        >
          <Input
            size="lg"
            className="tn"
            value={floor}
            onChange={(event) => setFloor(event.target.value)}
            inputMode="decimal"
            placeholder="80 000"
            prefix={currency}
          />
        </Field>
        <Field label="Currency">
          <Select size="lg" value={currency} onChange={setCurrency} options={CURRENCIES} />
        </Field>
      </div>
      <FieldGroup label="Languages" help="A posting in a language that you do not speak counts less.">
        <LanguageRows locale={settings.locale} value={languages} onChange={setLanguages} />
      </FieldGroup>
    </StepFrame>
  )
}

function floorText(profile: Profile): string {
  const floor = profile.salary_floor
  return floor === null ? '' : formatAmount(floor.amount, floor.currency)
}
