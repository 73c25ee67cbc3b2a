import { ArrowDown, ArrowUp, ThumbsDown, ThumbsUp } from 'lucide-react'
import type { MatchWeighting } from '#contract/match-weights.ts'
import { wordFor } from '#lib/posting-words.ts'
import { Card } from '#ui/card.tsx'
import { Switch } from '#ui/switch.tsx'

interface LearningCardProps {
  now: MatchWeighting
  busy: boolean
  onLearn: (learning: boolean) => void
}

/** What the answers to postings speak for, why, and whether it counts by itself. */
export function LearningCard({ now, busy, onLearn }: LearningCardProps) {
  const { good, not_for_me, needed } = now.answers
  const missing = [
    ...(good < needed ? [`${needed - good} good`] : []),
    ...(not_for_me < needed ? [`${needed - not_for_me} not for you`] : []),
  ]
  return (
    <Card
      title="Learned from your answers"
      note={
        <span className="row row-1">
          <ThumbsUp className="i-12" aria-hidden="true" /> {good} good
          <ThumbsDown className="i-12" aria-hidden="true" style={{ marginLeft: 8 }} /> {not_for_me} not for you
          {now.since !== null && ' since you set the weights'}
        </span>
      }
    >
      <div className="col g-3">
        <Switch
          checked={now.learning}
          disabled={busy}
          onChange={onLearn}
          label="Let my answers move the weights"
          help="Say in a posting whether it is a good match. What tells apart what you like and what you turn down counts more; no part falls below 2 points or rises above 50 by it."
        />
        {missing.length > 0 ? (
          <p className="c-2 t-13">
            Nothing moves yet: it takes {needed} answers of either kind, {missing.join(' and ')} to go.
          </p>
        ) : now.changes.length === 0 ? (
          <p className="c-2 t-13">Your answers agree with the weights as they are.</p>
        ) : (
          <Changes now={now} />
        )}
      </div>
    </Card>
  )
}

function Changes({ now }: { now: MatchWeighting }) {
  return (
    <>
      <p className="t-13 c-2">
        {now.learning ? 'Moved from what you set:' : 'Your answers speak for this. Switch learning on, and it counts:'}
      </p>
      <ul className="why-list">
        {now.changes.map((change) => {
          const more = change.to > change.from
          const Icon = more ? ArrowUp : ArrowDown
          return (
            <li key={change.part}>
              <Icon className="i-14 c-2" aria-hidden="true" />
              <span>
                <b className="m">{wordFor(change.part)}</b> counts {more ? 'more' : 'less'},{' '}
                <span className="tn">
                  {change.from} → {change.to}
                </span>
                : <span className="c-2">{change.text}</span>
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}
