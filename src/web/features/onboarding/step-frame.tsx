import { useRef, type FormEvent, type ReactNode } from 'react'
import { Button } from '#ui/button.tsx'
import { Note } from '#ui/note.tsx'
import { useTitle } from '#ui/page.tsx'
import { Steps } from '#ui/progress.tsx'
import { useShortcuts } from '#ui/shortcuts.ts'

export const STEP_COUNT = 5

interface StepFrameProps {
  at: number
  title: string
  lead: ReactNode
  error?: string | null | undefined
  saving?: boolean
  action?: string
  onBack: (() => void) | null
  onSkip: (() => void) | null
  onSubmit: () => void
  children: ReactNode
}

/** One of the five steps: where one is, the question, the fields, back, skip, continue. */
export function StepFrame({
  at,
  title,
  lead,
  error,
  saving = false,
  action = 'Continue',
  onBack,
  onSkip,
  onSubmit,
  children,
}: StepFrameProps) {
  useTitle(title)
  const form = useRef<HTMLFormElement>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  useShortcuts([
    {
      keys: 'mod+enter',
      label: action,
      group: 'This step',
      run: () => form.current?.requestSubmit(),
      everywhere: true,
    },
  ])
  return (
    <section>
      <div className="row t-13 c-2">
        <span className="tn">
          Step {at} of {STEP_COUNT}
        </span>
        <span className="push">{at === STEP_COUNT ? 'done in a moment' : 'every step can be skipped'}</span>
      </div>
      <div className="mt-2 mb-7">
        <Steps at={at} of={STEP_COUNT} />
      </div>
      <h1 className="auth-h">{title}</h1>
      <p className="c-2">{lead}</p>
      <form ref={form} className="col mt-6 gap-5" onSubmit={submit} noValidate>
        {children}
        {error !== null && error !== undefined && <Note tone="bad" title={error} />}
        <div className="row ob-foot">
          {onBack !== null && (
            <Button size="lg" variant="ghost" className="-ml-4" onClick={onBack}>
              Back
            </Button>
          )}
          <span className="push" />
          {onSkip !== null && (
            <Button size="lg" onClick={onSkip}>
              Skip
            </Button>
          )}
          <Button size="lg" variant="primary" type="submit" loading={saving} keys="mod+enter">
            {action}
          </Button>
        </div>
      </form>
    </section>
  )
}
