import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { MatchWeights } from '#contract/match.ts'
import type { MatchWeighting } from '#contract/match-weights.ts'
import { MATCH_PARTS, normalised, sameWeights } from '#domain/match-weights/weights.ts'
import { messageOf } from '#lib/form.ts'
import { useOfflineSince } from '#lib/offline.ts'
import { wordFor } from '#lib/posting-words.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { submitOnModEnter } from '#ui/form-keys.ts'
import { LoadError } from '#ui/load.tsx'
import { Note } from '#ui/note.tsx'
import { OfflineNote } from '#ui/offline-note.tsx'
import { Page } from '#ui/page.tsx'
import { Bone, Skeleton } from '#ui/skeleton.tsx'
import { Slider } from '#ui/slider.tsx'
import { LearningCard } from './learning-card.tsx'
import { PreviewCard } from './preview-card.tsx'
import { useWeights, weightsQuery } from './queries.ts'
import { RenewalNote } from './renewal-note.tsx'
import { PART_HELP } from './words.ts'

/** What each part of a match counts for: set by hand, or moved by what the person says of postings. */
export function WeightsPage() {
  const { data, error, refetch, dataUpdatedAt } = useQuery(weightsQuery)
  const offline = useOfflineSince(dataUpdatedAt)
  return (
    <Page
      title="Match"
      lead={
        <>
          What counts when postings are matched with your{' '}
          <Link to="/settings/profile" className="link">
            profile
          </Link>
          .
        </>
      }
    >
      <OfflineNote since={offline} />
      <div className="col g-4">
        <RenewalNote />
        {error !== null && data === undefined && (
          <LoadError error={error} failure="Your weights did not load" onRetry={() => void refetch()} />
        )}
        {data === undefined && error === null && (
          <Skeleton label="Loading your weights">
            <div className="weights-grid">
              <Bone width="100%" height={560} radius={8} />
              <Bone width="100%" height={560} radius={8} />
            </div>
          </Skeleton>
        )}
        {data !== undefined && <WeightsForm key={data.version} now={data} />}
      </div>
    </Page>
  )
}

function WeightsForm({ now }: { now: MatchWeighting }) {
  const [draft, setDraft] = useState<MatchWeights>(now.weights)
  const weights = useWeights()
  const points = normalised(draft)
  const dirty = points === null || !sameWeights(points, now.weights)
  const save = () => {
    if (points !== null && dirty) weights.set.mutate({ weights: draft, before: now })
  }
  return (
    <>
      <form
        className="weights-grid"
        onKeyDown={submitOnModEnter}
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Card
          title="Weights"
          note="100 points together"
          actions={
            !sameWeights(now.weights, now.defaults) && (
              <Button size="sm" variant="ghost" onClick={() => weights.reset.mutate(now)}>
                Reset to the defaults
              </Button>
            )
          }
        >
          {MATCH_PARTS.map((part) => {
            const counts = points?.[part] ?? 0
            return (
              <div className="weight" key={part}>
                <b className="m">{wordFor(part)}</b>
                <span className="weight-n c-3 t-12">
                  <b>{counts}</b> {counts === 1 ? 'point' : 'points'}
                </span>
                <span className="weight-help c-2 t-12" id={`weight-${part}`}>
                  {PART_HELP[part]} {counts !== now.defaults[part] && `Default: ${now.defaults[part]}.`}
                </span>
                <div style={{ gridColumn: '1 / -1' }}>
                  <Slider
                    label={wordFor(part)}
                    value={draft[part]}
                    text={`${draft[part]}, ${counts} of 100 points`}
                    describedBy={`weight-${part}`}
                    onChange={(value) => setDraft((known) => ({ ...known, [part]: value }))}
                  />
                </div>
              </div>
            )
          })}
          <div className="col g-3" style={{ paddingTop: 12 }}>
            {points === null && <Note tone="bad" title="Give at least one part more than 0." />}
            {weights.set.error !== null && <Note tone="bad" title={messageOf(weights.set.error)} />}
            <div className="row">
              <Button
                variant="primary"
                type="submit"
                keys="mod+enter"
                loading={weights.set.isPending}
                disabled={points === null || !dirty}
              >
                Save the weights
              </Button>
              {dirty && (
                <Button variant="ghost" onClick={() => setDraft(now.weights)}>
                  Cancel
                </Button>
              )}
            </div>
          </div>
        </Card>
        <PreviewCard before={now.weights} after={points ?? now.weights} />
      </form>
      <LearningCard now={now} busy={weights.learn.isPending} onLearn={(on) => weights.learn.mutate(on)} />
    </>
  )
}
