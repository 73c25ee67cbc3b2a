import { CURRENCIES, RADII, WORKPLACES, radius, withValue } from '#lib/choices.ts'
import { useSettings } from '#lib/session.ts'
import { ChipChoice } from '#ui/chip-choice.tsx'
import { Field, FieldGroup } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { LanguageRows } from '#ui/language-rows.tsx'
import { Select } from '#ui/select.tsx'
import { TagInput } from '#ui/tag-input.tsx'
import type { PartProps } from './profile-form.tsx'

/** Titles, places, salary, languages, permits, the daily goal. */
export function WishFields({ draft, change, errorOf }: PartProps) {
  const { locale } = useSettings()
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
          <Select
            value={draft.radius_km}
            onChange={(radius_km) => change({ radius_km })}
            options={withValue(RADII, radius(draft.radius_km))}
          />
        </Field>
      </div>
      <FieldGroup label="Workplace">
        <ChipChoice
          options={WORKPLACES}
          value={draft.remote_preference}
          onChange={(remote_preference) => change({ remote_preference })}
        />
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
            options={withValue(CURRENCIES, { value: draft.currency, label: draft.currency })}
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
