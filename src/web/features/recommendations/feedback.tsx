import { useQuery } from '@tanstack/react-query'
import { EyeOff, ThumbsDown, ThumbsUp } from 'lucide-react'
import type { Job } from '#contract/postings.ts'
import type { FeedbackReason, FeedbackVerdict } from '#contract/feedback.ts'
import { wordFor } from '#lib/posting-words.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { ChipChoice } from '#ui/chip-choice.tsx'
import { useShortcuts } from '#ui/shortcuts.ts'
import { feedbackQuery, useFeedback, useHideCompany } from './queries.ts'

const PARTS: readonly FeedbackReason[] = ['skills', 'title', 'place', 'seniority', 'salary', 'language']

/** Whether a posting fits, as the person sees it, and why; it teaches the match. */
export function Feedback({ job }: { job: Pick<Job, 'id' | 'company' | 'company_hidden'> }) {
  const { data } = useQuery(feedbackQuery(job.id))
  const { say } = useFeedback(job.id)
  const hide = useHideCompany()
  const verdict = data?.verdict ?? null
  const reasons = data?.reasons ?? []
  const toggle = (wanted: FeedbackVerdict) =>
    data !== undefined && say({ verdict: verdict === wanted ? null : wanted, reasons: [] })
  useShortcuts([
    { keys: 'u', label: 'Good match', group: 'Jobs', run: () => toggle('good') },
    { keys: 'd', label: 'Not for me', group: 'Jobs', run: () => toggle('not_for_me') },
  ])
  const options = [...PARTS, ...(verdict === 'not_for_me' ? (['company'] as const) : [])]
  return (
    <div className="feedback">
      <div className="row wrap" role="group" aria-label="Does it fit?">
        <span className="label">Does it fit?</span>
        <Chip icon={ThumbsUp} on={verdict === 'good'} onToggle={() => toggle('good')}>
          Good match
        </Chip>
        <Chip icon={ThumbsDown} on={verdict === 'not_for_me'} onToggle={() => toggle('not_for_me')}>
          Not for me
        </Chip>
        {verdict === 'not_for_me' && <span className="c-2 t-12">Hidden from your feed, and learned from.</span>}
      </div>
      {verdict !== null && (
        <div className="col g-2" role="group" aria-label="Why?">
          <span className="label">{verdict === 'good' ? 'What speaks for it?' : 'What speaks against it?'}</span>
          <ChipChoice
            options={options.map((value) => ({ value, label: value === 'company' ? 'Company' : wordFor(value) }))}
            value={reasons}
            onChange={(chosen) => say({ verdict, reasons: chosen })}
          />
          {reasons.includes('company') && !job.company_hidden && (
            <div>
              <Button size="sm" loading={hide.isPending} onClick={() => hide.mutate(job.company)}>
                <EyeOff aria-hidden="true" />
                Hide all of {job.company}
              </Button>
            </div>
          )}
        </div>
      )}
    </div>
  )
}
