import { useState } from 'react'
import { Field, FieldGroup } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { StepFrame } from './step-frame.tsx'
import type { StepProps } from './step.ts'

/** Step 1: name, current title, years, skills with levels. */
export function AboutStep({ profile, SkillRows, fieldError, onSave, ...frame }: StepProps) {
  const [name, setName] = useState(profile.full_name ?? '')
  const [headline, setHeadline] = useState(profile.headline ?? '')
  const [years, setYears] = useState(profile.years_experience?.toString() ?? '')
  const [skills, setSkills] = useState(profile.skills)

  return (
    <StepFrame
      {...frame}
      title="Who are you at work?"
      lead="Matches compare your skills and their levels with what a posting asks."
      onSubmit={() =>
        onSave({
          full_name: name,
          headline,
          years_experience: years.trim() === '' ? null : Number(years.replace(',', '.')),
          skills,
        })
      }
    >
      <Field label="Name" error={fieldError('full_name')}>
        <Input size="lg" value={name} onChange={(event) => setName(event.target.value)} autoComplete="name" />
      </Field>
      <div className="two">
        <Field label="Current title" error={fieldError('headline')}>
          <Input
            size="lg"
            value={headline}
            onChange={(event) => setHeadline(event.target.value)}
            placeholder="Data Engineer"
          />
        </Field>
        <Field label="Years of experience" error={fieldError('years_experience')}>
          <Input
            size="lg"
            value={years}
            onChange={(event) => setYears(event.target.value)}
            inputMode="decimal"
            suffix={<span className="c-3">years</span>}
          />
        </Field>
      </div>
      <FieldGroup label="Skills">
        <SkillRows value={skills} onChange={setSkills} error={fieldError('skills')} />
      </FieldGroup>
    </StepFrame>
  )
}
