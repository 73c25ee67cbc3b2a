import { useQuery } from '@tanstack/react-query'
import type { Source } from '#contract/sources.ts'
import { formatCount } from '#lib/format-money.ts'
import { sourcesQuery } from '#lib/sources.ts'
import { LoadError } from '#ui/load.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { Switch } from '#ui/switch.tsx'
import { useSwitchSource } from './queries.ts'
import { StepFrame } from './step-frame.tsx'
import type { StepProps } from './step.ts'

/** Step 3: where postings come from. */
export function SourcesStep({ onSave, ...frame }: StepProps) {
  const sources = useQuery(sourcesQuery)
  const feeds = sources.data?.items.filter(needsNothing) ?? []
  return (
    <StepFrame
      {...frame}
      title="Where should postings come from?"
      lead="These boards need no key and no account. Others, and employers' own, can be added later."
      onSubmit={() => onSave({})}
    >
      {sources.isPending && (
        <div className="card">
          <SkeletonRows rows={10} />
        </div>
      )}
      {sources.isError && sources.data === undefined && (
        <LoadError error={sources.error} failure="The sources did not load" onRetry={() => void sources.refetch()} />
      )}
      {feeds.length > 0 && (
        <ul className="card">
          {feeds.map((source) => (
            <SourceRow key={source.id} source={source} />
          ))}
        </ul>
      )}
    </StepFrame>
  )
}

/** Those with a key to get or a notice to read have their place in the settings. */
function needsNothing({ runnable, notice, config_fields }: Source): boolean {
  return runnable && notice === null && config_fields.every(({ required }) => !required)
}

function SourceRow({ source }: { source: Source }) {
  const change = useSwitchSource()
  const enabled = change.isPending ? change.variables.enabled : source.enabled
  return (
    <li className="lrow">
      <div className="grow">
        <b className="m">{source.name}</b>
        <p className="t-13 c-2">{source.about}</p>
        {source.postings > 0 && <p className="t-12 c-3 tn">{formatCount(source.postings)} open postings here</p>}
      </div>
      <Switch
        aria-label={source.name}
        checked={enabled}
        onChange={(next) => change.mutate({ id: source.id, enabled: next })}
      />
    </li>
  )
}
