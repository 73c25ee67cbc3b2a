import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FlaskConical, Trash2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { SampleState } from '#contract/sample.ts'
import { messageOf } from '#lib/form.ts'
import { formatCount } from '#lib/format-money.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { LoadError } from '#ui/load.tsx'
import { Page } from '#ui/page.tsx'
import { Progress } from '#ui/progress.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { toast } from '#ui/toast.tsx'
import { sampleQuery, useSample } from './queries.ts'

/** Sample data to look around in: made with one click, gone with one click, your own left alone. */
export function DataPage() {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(sampleQuery)
  const before = useRef(data?.state)
  useEffect(() => {
    // Making it takes a moment in the background: what stands on other pages is old when it ends.
    const busy = before.current === 'creating' || before.current === 'removing'
    if (busy && (data?.state === 'ready' || data?.state === 'none')) void client.invalidateQueries()
    before.current = data?.state
  }, [data?.state, client])
  return (
    <Page title="Data" lead="What stands in this workspace besides your own.">
      {error !== null && data === undefined && (
        <LoadError error={error} failure="This did not load" onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <SkeletonRows rows={2} />}
      {data !== undefined && (
        <Card title="Sample data">
          <Sample sample={data} />
        </Card>
      )}
    </Page>
  )
}

function Sample({ sample }: { sample: SampleState }) {
  const create = useSample('create')
  const remove = useSample('remove')
  const fail = (error: unknown) => toast(messageOf(error), { tone: 'bad' })
  if (sample.state === 'creating' || sample.state === 'removing') {
    const percent = sample.progress === null ? null : Math.round(sample.progress * 100)
    return (
      <Progress
        label={sample.state === 'creating' ? 'Making sample data' : 'Removing sample data'}
        value={percent}
        {...(percent === null ? {} : { text: `${percent} %` })}
      />
    )
  }
  if (sample.state === 'ready') {
    return (
      <div className="col g-4">
        <p>
          {formatCount(sample.postings)} made-up postings and {formatCount(sample.applications)} applications stand
          beside your own, each marked as sample. Removing them leaves everything of yours as it is.
        </p>
        <div className="row wrap">
          <Link to="/applications" className={buttonClass({})}>
            See the board
          </Link>
          <Button
            variant="danger"
            loading={remove.isPending}
            onClick={() => remove.mutate(undefined, { onSuccess: () => toast('Sample data removed'), onError: fail })}
          >
            <Trash2 aria-hidden="true" />
            Remove sample data
          </Button>
        </div>
      </div>
    )
  }
  return (
    <div className="col g-4">
      <p>
        See how a search looks after five months: about 1,500 made-up postings and 60 applications with their histories.
        Everything is marked as sample and goes with one click.
      </p>
      <div className="row">
        <Button
          variant="primary"
          loading={create.isPending}
          onClick={() => create.mutate(undefined, { onError: fail })}
        >
          <FlaskConical aria-hidden="true" />
          Explore with sample data
        </Button>
      </div>
    </div>
  )
}
