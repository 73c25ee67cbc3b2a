import { useNavigate } from '@tanstack/react-router'
import { FlaskConical } from 'lucide-react'
import { Button } from '#ui/button.tsx'
import { useExplore } from './queries.ts'
import { StepFrame } from './step-frame.tsx'
import type { StepProps } from './step.ts'

/** Step 5: what all of it gives, or a look around in sample data. */
export function MatchesStep({ onSave, onBack, at, saving, error }: StepProps) {
  const navigate = useNavigate()
  const explore = useExplore()
  return (
    <StepFrame
      at={at}
      saving={saving}
      error={error}
      onBack={onBack}
      onSkip={null}
      action="To my postings"
      title="That is all we need"
      lead="Postings keep arriving from the sources you switched on. The best matches come up on Today."
      onSubmit={() => onSave({})}
    >
      <div className="well row row-3 p-4 top">
        <FlaskConical className="mt-0.5" aria-hidden="true" />
        <div className="grow">
          <b className="m">Nothing to show yet?</b>
          <p className="t-13 c-2">
            Explore with sample data: about 1 500 made-up postings and 60 applications over five months. They are marked
            as sample, and one click removes them.
          </p>
          <Button
            className="mt-3"
            size="sm"
            loading={explore.isPending}
            onClick={() => explore.mutate(undefined, { onSuccess: () => void navigate({ to: '/' }) })}
          >
            Explore with sample data
          </Button>
        </div>
      </div>
    </StepFrame>
  )
}
