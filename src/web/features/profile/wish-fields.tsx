import { Check } from 'lucide-react'
import { useSettings } from '#lib/session.ts'
import { Chip } from '#ui/chip.tsx'
import { Field, FieldGroup } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { LanguageRows } from '#ui/language-rows.tsx'
import { Select } from '#ui/select.tsx'
import { TagInput } from '#ui/tag-input.tsx'
import type { PartProps } from './profile-form.tsx'

const RADII = ['none', '10', '25', '50', '100', '200'] as const
const WORKPLACES = [
  { value: 'hybrid', label: 'Hybrid' },
  { value: 'remote', label: 'Remote' },
  { value: 'onsite', label: 'On site' },
] as const
const CURRENCIES = ['EUR', 'CHF', 'GBP', 'USD', 'SEK', 'DKK', 'NOK', 'PLN', 'CZK']

/** Titles, places, salary, languages, permits, the daily goal. */
export function WishFields({ draft, change, errorOf }: PartProps) {
  const { locale } = useSettings()
  const radii = [...new Set([...RADII, draft.radius_km])].map((value) => ({
    value,
    label: value === 'none' ? 'Any distance' : `${value} km`,
  }))
  return (
    <div className="col g-4">
      <Field label="Titles" help="Words that stand in the titles you would apply for." error={errorOf('titles_wanted')}>
        <TagInput
          value={draft.titles_wanted}
          onChange={(titles_wanted) => change({ titles_wanted })}
          placeholder="Add a title"
          max={30}
        />
      </Field>
      <div className="two">
        <Field label="Places" error={errorOf('preferred_locations')}>
          <TagInput
            value={draft.preferred_locations}
            onChange={(preferred_locations) => change({ preferred_locations })}
            placeholder="City, region or country"
            max={30}
          />
        </Field>
        <Field label="Radius">
          <Select value={draft.radius_km} onChange={(radius_km) => change({ radius_km })} options={radii} />
        </Field>
      </div>
      <FieldGroup label="Workplace">
        <div className="row wrap gap-1.5">
          {WORKPLACES.map(({ value, label }) => {
            const on = draft.remote_preference.includes(value)
            const rest = draft.remote_preference.filter((one) => one !== value)
            return (
              <Chip
                key={value}
                on={on}
                icon={on ? Check : undefined}
                onToggle={() => change({ remote_preference: on ? rest : [...rest, value] })}
              >
                {label}
              </Chip>
            )
          })}
        </div>
      </FieldGroup>
      <div className="two">
        <Field
          label="Salary floor, per year, gross"
          error={errorOf('salary_floor') === undefined ? undefined : 'Write an amount such as 80 000.'}
        >
          <Input
            className="tn"
            inputMode="decimal"
            placeholder="80 000"
            prefix={draft.currency}
            value={draft.salary}
            onChange={(event) => change({ salary: event.target.value })}
          />
        </Field>
        <Field label="Currency">
          <Select
            value={draft.currency}
            onChange={(currency) => change({ currency })}
            options={[...new Set([...CURRENCIES, draft.currency])].map((value) => ({ value, label: value }))}
          />
        </Field>
      </div>
      <FieldGroup label="Languages" help="A posting in a language that you do not speak counts less.">
        <LanguageRows locale={locale} value={draft.languages} onChange={(languages) => change({ languages })} />
      </FieldGroup>
      <Field
        label="Work permits"
        help="Countries or regions where you may work, for example EU."
        error={errorOf('work_permits')}
      >
        <TagInput
          value={draft.work_permits}
          onChange={(work_permits) => change({ work_permits })}
          placeholder="EU, CH"
          max={60}
        />
      </Field>
      <Field
        label="Applications a day"
        optional
        help="Your own goal. Today shows how far you are."
        error={errorOf('daily_application_goal') === undefined ? undefined : 'Write a number from 0 to 100.'}
      >
        <Input
          className="tn max-w-28"
          inputMode="numeric"
          value={draft.daily_application_goal}
          onChange={(event) => change({ daily_application_goal: event.target.value })}
        />
      </Field>
    </div>
  )
}
