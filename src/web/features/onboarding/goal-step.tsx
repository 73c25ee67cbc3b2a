import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Settings } from '#contract/profile.ts'
import { settingsQuery } from '#lib/session.ts'
import { ZONES } from '#lib/zones.ts'
import { Combobox } from '#ui/combobox.tsx'
import { Field, FieldGroup } from '#ui/field.tsx'
import { Segments } from '#ui/segments.tsx'
import { StepFrame } from './step-frame.tsx'
import type { StepProps } from './step.ts'

const GOALS = ['0', '1', '2', '3', '5'].map((value) => ({ value, label: value === '0' ? 'None' : value }))
const DIGESTS = [
  { value: 'daily', label: 'Daily' },
  { value: 'weekly', label: 'Weekly' },
  { value: 'never', label: 'Never' },
] as const

/** Step 4: a daily goal, and when it is what time. Waits for the settings, of which it changes a part. */
export function GoalStep(props: StepProps) {
  const settings = useQuery(settingsQuery)
  if (settings.data === undefined) return null
  return <GoalForm {...props} settings={settings.data} />
}

function GoalForm({ profile, settings, onSave, ...frame }: StepProps & { settings: Settings }) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  const [goal, setGoal] = useState(String(profile.daily_application_goal))
  const [zone, setZone] = useState<string | null>(settings.time_zone === 'UTC' ? here : settings.time_zone)
  const [digest, setDigest] = useState(settings.notifications.digest)
  const goals = GOALS.some(({ value }) => value === goal) ? GOALS : [...GOALS, { value: goal, label: goal }]
  const save = () =>
    onSave(
      { daily_application_goal: Number(goal) },
      { time_zone: zone ?? here, notifications: { ...settings.notifications, digest } },
    )

  return (
    <StepFrame
      {...frame}
      title="What is a good day?"
      lead="A small goal that you keep beats a large one that you do not."
      onSubmit={save}
    >
      <FieldGroup label="Applications a day">
        <div>
          <Segments label="Applications a day" value={goal} onChange={setGoal} options={goals} />
        </div>
      </FieldGroup>
      <Field label="Time zone" help="Interviews and reminders are shown in it.">
        <Combobox size="lg" options={ZONES} value={zone} onChange={setZone} empty="No zone of this name." />
      </Field>
      <FieldGroup label="Summary by e-mail">
        <div>
          <Segments label="Summary by e-mail" value={digest} onChange={setDigest} options={DIGESTS} />
        </div>
      </FieldGroup>
    </StepFrame>
  )
}
