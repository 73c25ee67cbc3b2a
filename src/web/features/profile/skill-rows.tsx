import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { Profile } from '#contract/profile.ts'
import { SKILL_LEVELS } from '#lib/skill-words.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Select } from '#ui/select.tsx'
import { SuggestInput } from '#ui/suggest-input.tsx'
import { useRested } from '#ui/use-rested.ts'
import { skillsQuery } from './queries.ts'

type Skill = Profile['skills'][number]

const LEVELS = SKILL_LEVELS.map(({ value, label }) => ({ value, label: `${value} · ${label}` }))

/** Skills with their levels: Enter adds one, a level is one choice away. */
export function SkillRows({
  value,
  onChange,
  error,
}: {
  value: readonly Skill[]
  onChange: (value: Skill[]) => void
  error: string | undefined
}) {
  const [name, setName] = useState('')
  // Of several at once, the one that is being written.
  const written = /[^,;\n]*$/.exec(name)?.[0].trim() ?? ''
  const { data } = useQuery(skillsQuery(useRested(written, 150)))
  const has = (word: string) => value.some((skill) => skill.name.toLowerCase() === word.toLowerCase())
  const suggestions = written === '' ? [] : (data?.items ?? []).map((skill) => skill.name).filter((word) => !has(word))
  function add(text = name) {
    const fresh = text
      .split(/[,;\n]/)
      .map((word) => word.trim())
      .filter((word) => word !== '' && !has(word))
    if (fresh.length > 0) onChange([...value, ...[...new Set(fresh)].map((word) => ({ name: word, level: 3 }))])
    setName('')
  }
  return (
    <div className="col g-2">
      {value.length === 0 && (
        <p className="c-2">Nothing yet. A posting is matched by the skills that it asks for and you have.</p>
      )}
      {value.map((skill) => (
        <div className="row" key={skill.name}>
          <span className="grow m names">{skill.name}</span>
          <Select
            size="sm"
            className="w-44!"
            aria-label={`Level of ${skill.name}`}
            value={String(skill.level)}
            options={LEVELS}
            onChange={(level) =>
              onChange(value.map((one) => (one.name === skill.name ? { ...one, level: Number(level) } : one)))
            }
          />
          <IconButton
            icon={X}
            size="sm"
            label={`Remove ${skill.name}`}
            onClick={() => onChange(value.filter((one) => one.name !== skill.name))}
          />
        </div>
      ))}
      <Field label="Add a skill" help="Several at once: separate them with commas." error={error}>
        <SuggestInput
          aria-label="Add a skill"
          value={name}
          placeholder="PostgreSQL, project management, welding"
          onChange={setName}
          suggestions={suggestions}
          onPick={(skill) => add(`${name.slice(0, name.length - written.length)}${skill}`)}
          onEnter={() => add()}
          suffix={
            <Button size="sm" variant="ghost" className="-mr-1.5" disabled={name.trim() === ''} onClick={() => add()}>
              <Plus aria-hidden="true" />
              Add
            </Button>
          }
        />
      </Field>
    </div>
  )
}
