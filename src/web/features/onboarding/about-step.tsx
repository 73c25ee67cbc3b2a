import { useState } from 'react'
import { SKILL_LEVELS } from '#lib/skill-words.ts'
import { Field, FieldGroup } from '#ui/field.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Input } from '#ui/input.tsx'
import { Select } from '#ui/select.tsx'
import { TagInput } from '#ui/tag-input.tsx'
import { X } from 'lucide-react'
import { StepFrame } from './step-frame.tsx'
import type { StepProps } from './step.ts'

/** Step 1: name, current title, years, skills with levels. */
export function AboutStep({ profile, fieldError, onSave, ...frame }: StepProps) {
  const [name, setName] = useState(profile.full_name ?? '')
  const [headline, setHeadline] = useState(profile.headline ?? '')
  const [years, setYears] = useState(profile.years_experience?.toString() ?? '')
  const [skills, setSkills] = useState(profile.skills)
  const levelOf = (skill: string) => skills.find((known) => known.name === skill)?.level ?? 3

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
      <Field label="Skills" help="Enter or a comma adds one." error={fieldError('skills')}>
        <TagInput
          size="lg"
          value={skills.map((skill) => skill.name)}
          placeholder="Add a skill"
          onChange={(names) => setSkills(names.map((skill) => ({ name: skill, level: levelOf(skill) })))}
        />
      </Field>
      {skills.length > 0 && (
        <FieldGroup label="How well">
          <ul className="grid gap-1.5">
            {skills.map((skill) => (
              <li className="row" key={skill.name}>
                <span className="grow m">{skill.name}</span>
                <Select
                  size="sm"
                  className="w-40!"
                  aria-label={`Level of ${skill.name}`}
                  value={String(skill.level)}
                  options={SKILL_LEVELS}
                  onChange={(level) =>
                    setSkills(skills.map((one) => (one.name === skill.name ? { ...one, level: Number(level) } : one)))
                  }
                />
                <IconButton
                  icon={X}
                  size="sm"
                  label={`Remove ${skill.name}`}
                  onClick={() => setSkills(skills.filter((one) => one.name !== skill.name))}
                />
              </li>
            ))}
          </ul>
        </FieldGroup>
      )}
    </StepFrame>
  )
}
