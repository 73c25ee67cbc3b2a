import type { ComponentType } from 'react'
import type { Profile, ProfileChange, SettingsChange } from '#contract/profile.ts'

/** What every step gets and gives. */
export interface StepProps {
  at: number
  profile: Profile
  SkillRows: SkillRowsOf
  saving: boolean
  error: string | null
  /** What the server says of one field. */
  fieldError: (field: string) => string | undefined
  onSave: (profile: ProfileChange, settings?: SettingsChange) => void
  onBack: (() => void) | null
  onSkip: (() => void) | null
}

/** Draws skills with their levels, as the profile does. */
export type SkillRowsOf = ComponentType<{
  value: Profile['skills']
  onChange: (value: Profile['skills']) => void
  error: string | undefined
}>

export type StepName = keyof Profile['onboarding']['steps']

/** The names under which the five steps are remembered. */
export const STEP_NAMES: readonly (StepName | null)[] = ['skills', 'wishes', 'sources', 'goal', null]
