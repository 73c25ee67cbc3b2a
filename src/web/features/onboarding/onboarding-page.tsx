import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Profile, ProfileChange, SettingsChange } from '#contract/profile.ts'
import { ApiError } from '#lib/client.ts'
import { now } from '#lib/clock.ts'
import { messageOf } from '#lib/form.ts'
import { profileQuery } from '#lib/profile.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { Brand } from '#ui/brand.tsx'
import { Button } from '#ui/button.tsx'
import { LoadError } from '#ui/load.tsx'
import { AboutStep } from './about-step.tsx'
import { GoalStep } from './goal-step.tsx'
import { MatchPreview } from './match-preview.tsx'
import { MatchesStep } from './matches-step.tsx'
import { useSaveStep } from './queries.ts'
import { SourcesStep } from './sources-step.tsx'
import { STEP_COUNT } from './step-frame.tsx'
import { STEP_NAMES, type StepProps } from './step.ts'
import { WishesStep } from './wishes-step.tsx'

const steps = [AboutStep, WishesStep, SourcesStep, GoalStep, MatchesStep]

/** Five short steps after registration; each can be skipped, and all can be done again later. */
export function OnboardingPage({ SkillRows }: Pick<StepProps, 'SkillRows'>) {
  const profile = useQuery(profileQuery)
  const [params, setParams] = useUrlParams()
  const navigate = useNavigate()
  const save = useSaveStep()
  const at = Math.min(STEP_COUNT, Math.max(1, Math.trunc(Number(params.get('step') ?? '1')) || 1))

  const go = (step: number) => {
    save.reset()
    setParams({ step: String(step) }, { replace: false })
  }
  const finish = (current: Profile, to: '/' | '/jobs') =>
    save.mutate(
      { profile: { onboarding: { ...current.onboarding, finished_at: now().toISOString() } } },
      { onSuccess: () => void navigate({ to }) },
    )
  const record = (current: Profile, how: 'done' | 'skipped', change: ProfileChange, settings?: SettingsChange) => {
    const name = STEP_NAMES[at - 1]
    if (name === null || name === undefined) return finish(current, '/jobs')
    const onboarding = { ...current.onboarding, steps: { ...current.onboarding.steps, [name]: how } }
    save.mutate({ profile: { ...change, onboarding }, settings }, { onSuccess: () => go(at + 1) })
  }

  return (
    <main className="auth ob">
      <div className="auth-top">
        <span className="row b">
          <Brand />
        </span>
        {profile.data !== undefined && at < STEP_COUNT && (
          <Button variant="ghost" size="sm" onClick={() => finish(profile.data, '/')}>
            Skip the rest
          </Button>
        )}
      </div>
      <div className="ob-grid">
        {profile.data === undefined ? (
          profile.isError && (
            <LoadError
              error={profile.error}
              failure="Your profile did not load"
              onRetry={() => void profile.refetch()}
            />
          )
        ) : (
          <Step
            key={at}
            at={at}
            profile={profile.data}
            SkillRows={SkillRows}
            saving={save.isPending}
            {...errorsOf(save.error)}
            onSave={(change, settings) => record(profile.data, 'done', change, settings)}
            onBack={at === 1 ? null : () => go(at - 1)}
            onSkip={() => record(profile.data, 'skipped', {})}
          />
        )}
        {profile.data !== undefined && <MatchPreview />}
      </div>
    </main>
  )
}

function Step(props: StepProps) {
  const Current = steps[props.at - 1] ?? AboutStep
  return <Current {...props} />
}

/** A refusal that names fields is shown at them; any other above the buttons. */
function errorsOf(error: Error | null): Pick<StepProps, 'error' | 'fieldError'> {
  const fields = error instanceof ApiError ? error.fieldErrors : []
  return {
    error: error === null || fields.length > 0 ? null : messageOf(error),
    fieldError: (name) => fields.find(({ field }) => field === name || field.startsWith(`${name}.`))?.message,
  }
}
