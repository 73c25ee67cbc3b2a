import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { MatchWeights } from '#contract/match.ts'
import { Card } from '#ui/card.tsx'
import { Load } from '#ui/load.tsx'
import { ScoreBox } from '#ui/score-box.tsx'
import { sharesQuery } from './queries.ts'
import { ranked } from './rank.ts'

const SHOWN = 10

/** The best matches as other weights would put them, and how far each would move. */
export function PreviewCard({ before, after }: { before: MatchWeights; after: MatchWeights }) {
  const query = useQuery(sharesQuery)
  return (
    <Card
      title="Your best matches then"
      note={query.data === undefined ? undefined : `of ${query.data.items.length} open ones`}
      ruled
      flush
    >
      <Load query={query} failure="The preview did not load" rows={SHOWN}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="card-body c-2 t-13">
              No posting has a score yet. Tell your skills and the titles that you look for in your{' '}
              <Link to="/settings/profile" className="link">
                profile
              </Link>
              ; then this shows what each weight changes.
            </p>
          ) : (
            <ol>
              {ranked(items, before, after)
                .slice(0, SHOWN)
                .map((job) => (
                  <li className="lrow" key={job.id}>
                    <ScoreBox score={job.score} />
                    <div className="grow">
                      <Link to="/jobs/$id" params={{ id: job.id }} className="m">
                        {job.title}
                      </Link>
                      <div className="t-13 c-2">{job.company}</div>
                    </div>
                    <Moved by={job.moved} />
                  </li>
                ))}
            </ol>
          )
        }
      </Load>
    </Card>
  )
}

function Moved({ by }: { by: number }) {
  if (by === 0) return <span className="moved" />
  const Icon = by > 0 ? ArrowUp : ArrowDown
  const words = `${Math.abs(by)} ${Math.abs(by) === 1 ? 'place' : 'places'} ${by > 0 ? 'up' : 'down'}`
  return (
    <span className="moved c-2" role="img" aria-label={words} title={words}>
      <Icon className="i-12" aria-hidden="true" />
      {Math.abs(by)}
    </span>
  )
}
