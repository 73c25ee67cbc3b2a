import { chooseTheme, useTheme } from '#lib/theme.ts'
import { Field } from '#ui/field.tsx'
import { Page } from '#ui/page.tsx'
import { RadioGroup } from '#ui/radio.tsx'

export function AppearancePage() {
  const theme = useTheme()
  return (
    <Page title="Appearance" lead="Kept on this device.">
      <Field label="Theme">
        <RadioGroup
          aria-label="Theme"
          value={theme}
          onChange={chooseTheme}
          options={[
            { value: 'system', label: 'As the system', help: 'Changes with the setting of your machine.' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
        />
      </Field>
    </Page>
  )
}
