import { useQuery } from '@tanstack/react-query'
import { formatCount } from '#lib/format-money.ts'
import { Card } from '#ui/card.tsx'
import { Lettermark } from '#ui/lettermark.tsx'
import { ScoreBox } from '#ui/score-box.tsx'
import { GOOD_MATCH, matchesQuery } from './queries.ts'

/** What the answers so far already give. */
export function MatchPreview() {
  const { data } = useQuery(matchesQuery)
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
            ? 'Postings appear here once a source is switched on and was read.'
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
