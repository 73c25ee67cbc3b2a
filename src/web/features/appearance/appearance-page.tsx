import { useQuery } from '@tanstack/react-query'
import { CURRENCIES } from '#lib/choices.ts'
import { now } from '#lib/clock.ts'
import { formatMoment } from '#lib/format-time.ts'
import { Load } from '#ui/load.tsx'
import { settingsQuery } from '#lib/session.ts'
import { chooseTheme, useTheme, type ThemeChoice } from '#lib/theme.ts'
import { Card } from '#ui/card.tsx'
import { Combobox } from '#ui/combobox.tsx'
import { Field } from '#ui/field.tsx'
import { Page } from '#ui/page.tsx'
import { RadioGroup } from '#ui/radio.tsx'
import { Select } from '#ui/select.tsx'
import { useChangeSettings } from './queries.ts'

const THEMES: readonly { value: ThemeChoice; label: string; help?: string }[] = [
  { value: 'system', label: 'As the system', help: 'Changes with the setting of your machine.' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]
const LOCALES = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
] as const
const WEEK_STARTS = [
  { value: 'monday', label: 'Monday' },
  { value: 'sunday', label: 'Sunday' },
  { value: 'saturday', label: 'Saturday' },
] as const
/** Theme, dates and money, time zone. Saved as you go. */
export function AppearancePage() {
  const query = useQuery(settingsQuery)
  const theme = useTheme()
  const change = useChangeSettings()
  const chooseBoth = (choice: ThemeChoice) => {
    chooseTheme(choice)
    change.mutate({ theme: choice })
  }
  return (
    <Page title="Appearance" lead="Saved as you go.">
      <div className="col g-4">
        <Card title="Theme">
          <RadioGroup aria-label="Theme" value={theme} onChange={chooseBoth} options={THEMES} />
        </Card>
        <Card title="Dates, times and money">
          <Load query={query} failure="Your settings did not load" rows={3}>
            {(settings) => (
              <div className="col g-4">
                <div className="two">
                  <Field label="Written as in" help={`For example ${formatMoment(now().toISOString(), settings)}.`}>
                    <Select
                      value={settings.locale}
                      onChange={(locale) => change.mutate({ locale })}
                      options={LOCALES}
                    />
                  </Field>
                  <Field label="Week starts on">
                    <Select
                      value={settings.week_start}
                      onChange={(week_start) => change.mutate({ week_start })}
                      options={WEEK_STARTS}
                    />
                  </Field>
                </div>
                <div className="two">
                  <Field label="Time zone">
                    <Combobox
                      value={settings.time_zone}
                      onChange={(time_zone) => time_zone !== null && change.mutate({ time_zone })}
                      options={zones(settings.time_zone)}
                      empty="No time zone of this name."
                    />
                  </Field>
                  <Field label="Currency" help="What amounts are compared in.">
                    <Select
                      value={settings.currency}
                      onChange={(currency) => change.mutate({ currency })}
                      options={CURRENCIES}
                    />
                  </Field>
                </div>
              </div>
            )}
          </Load>
        </Card>
      </div>
    </Page>
  )
}

function zones(own: string) {
  const all = new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')])
  return [...all].map((value) => ({ value, label: value.replaceAll('_', ' ') }))
}
