import { useQuery } from '@tanstack/react-query'
import type { Source } from '#contract/sources.ts'
import { formatCount } from '#lib/format-money.ts'
import { sourcesQuery } from '#lib/sources.ts'
import { Card } from '#ui/card.tsx'
import { Lettermark } from '#ui/lettermark.tsx'
import { ScoreBox } from '#ui/score-box.tsx'
import { GOOD_MATCH, matchesQuery, useArrivals } from './queries.ts'

/** What the answers so far already give. */
export function MatchPreview() {
  const { data } = useQuery(matchesQuery)
  const sources = useQuery(sourcesQuery)
  useArrivals()
  const total = data?.total ?? data?.items.length ?? 0
  return (
    <Card title="With this, today" ruled flush className="ob-prev">
      <div className="card-body pt-3.5">
        <div className="row items-baseline!">
          <span className="num-xl">{data === undefined ? '–' : formatCount(total)}</span>
          <span className="c-2">{total === 1 ? 'posting matches' : 'postings match'}</span>
        </div>
        <p className="t-13 c-2">
          {total === 0
            ? whyNone(sources.data?.items.filter((source) => source.runnable && source.enabled) ?? [])
            : `Open ones with a match of ${GOOD_MATCH} or more.`}
        </p>
      </div>
      <ul>
        {data?.items.map((job) => (
          <li className="lrow top" key={job.id}>
            <Lettermark name={job.company} src={job.company_logo_url} />
            <div className="grow">
              <b className="m">{job.title}</b>
              <div className="t-13 c-2">{job.company}</div>
            </div>
            <ScoreBox score={job.match_score} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

// Which of the three it is: nothing switched on, still being read, or read and nothing fits well.
function whyNone(on: readonly Source[]): string {
  const reading = on.filter(({ last_run: run }) => run === null || run.status === 'queued' || run.status === 'running')
  const read = on.reduce((sum, source) => sum + source.postings, 0)
  if (on.length === 0) return 'Postings appear here once a source is switched on and was read.'
  if (reading.length > 0) return `${reading.map((source) => source.name).join(', ')}: being read now.`
  return `${formatCount(read)} open postings were read; none reaches a match of ${GOOD_MATCH}. Skills and titles raise it.`
}
