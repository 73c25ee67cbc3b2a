import { useQuery } from '@tanstack/react-query'
import { BadgeCheck, Columns3, Unlink2 } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { DuplicateMember } from '#contract/duplicates.ts'
import type { Job, JobSource } from '#contract/postings.ts'
import { formatMoment, formatShortDay } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { CompareDialog } from './compare-dialog.tsx'
import { FieldSources } from './field-sources.tsx'
import { givesOf } from './fields.ts'
import { duplicatesQuery, useSameness } from './queries.ts'
import { SimilarJobs } from './similar-jobs.tsx'
import { whyOne } from './words.ts'

interface SightingsProps {
  job: Job
  onOpen: (job_id: string) => void
}

/** Where a posting was seen and why that is one posting; which fields come from where; and what is like it. */
export function Sightings({ job, onOpen }: SightingsProps) {
  const { data } = useQuery(duplicatesQuery(job.id))
  const same = useSameness(job.id, onOpen)
  const [comparing, setComparing] = useState(false)
  const members = data?.members ?? []
  // A board that lists it anew is one board still.
  const count = new Set(job.seen_at_sources.flatMap(({ id }) => (id === 'import' ? [] : [id]))).size
  const boards = count === 1 ? 'Seen on 1 board' : `Seen on ${count} boards`
  const merged = members.filter((member) => member.kind === 'posting' && member.joined_at !== null)
  const why = whyOne(members)
  // The first is what the others are taken from.
  const takeOut = (member: DuplicateMember | undefined) =>
    member?.separable === true &&
    member.how !== null && (
      <IconButton
        icon={Unlink2}
        label="Not a duplicate"
        size="sm"
        disabled={same.busy}
        onClick={() => same.takeOut(member.id)}
      />
    )
  return (
    <>
      {job.seen_at_sources.length + merged.length > 0 && (
        <section>
          <header className="sec">
            <h3 className="h2">{count > 0 ? boards : job.seen_at_sources.length > 0 ? 'Imported by you' : 'Merged'}</h3>
            {why !== null && <span className="n long">{why}</span>}
            {members.length > 1 && (
              <Button variant="ghost" size="sm" className="push" onClick={() => setComparing(true)}>
                <Columns3 aria-hidden="true" />
                Compare
              </Button>
            )}
          </header>
          <div className="tscroll box" tabIndex={0} role="region" aria-label="Sources">
            <table className="tbl t-13">
              <thead>
                <tr>
                  <th scope="col">Source</th>
                  <th scope="col" className="hide-sm">
                    First seen
                  </th>
                  <th scope="col">Last seen</th>
                  <th scope="col" className="hide-sm">
                    Gives
                  </th>
                  {members.length > 1 && (
                    <th scope="col">
                      <span className="sr">Action</span>
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {job.seen_at_sources.map((source) => (
                  <SourceRow key={`${source.id} ${source.external_id}`} source={source}>
                    {members.length > 1 && <td className="r nw">{takeOut(memberOf(members, source))}</td>}
                  </SourceRow>
                ))}
                {merged.map((member) => (
                  <MergedRow key={member.id} member={member} onOpen={() => onOpen(member.id)}>
                    <td className="r nw">{takeOut(member)}</td>
                  </MergedRow>
                ))}
              </tbody>
            </table>
          </div>
          {count > 1 && <FieldSources job={job} />}
        </section>
      )}
      {data !== undefined && data.similar.length > 0 && (
        <SimilarJobs similar={data.similar} same={same} onOpen={onOpen} />
      )}
      {comparing && <CompareDialog members={members} onClose={() => setComparing(false)} />}
    </>
  )
}

function memberOf(members: readonly DuplicateMember[], source: JobSource): DuplicateMember | undefined {
  return members.find(
    (member) => member.external_id === source.external_id && member.sources.some(({ id }) => id === source.id),
  )
}

function SourceRow({ source, children }: { source: JobSource; children: ReactNode }) {
  const settings = useSettings()
  return (
    <tr>
      <td>
        {source.source_url === '' ? (
          source.name
        ) : (
          <a className="link" href={source.source_url} target="_blank" rel="noopener noreferrer">
            {source.name}
          </a>
        )}{' '}
        {source.is_employer && (
          <Badge tone="ok" icon={BadgeCheck}>
            employer
          </Badge>
        )}
        {source.gone_at !== null && <Badge tone="line">gone</Badge>}
      </td>
      <td className="nw tn hide-sm">{formatShortDay(source.first_seen_at, settings)}</td>
      <td className="nw tn">{formatMoment(source.last_seen_at, settings)}</td>
      <td className="hide-sm">{givesOf(source.gives)}</td>
      {children}
    </tr>
  )
}

function MergedRow({ member, onOpen, children }: { member: DuplicateMember; onOpen: () => void; children: ReactNode }) {
  const settings = useSettings()
  return (
    <tr>
      <td>
        <button type="button" className="link" onClick={onOpen}>
          {member.sources.map(({ name }) => name).join(', ')}
        </button>{' '}
        <Badge tone="line">merged by you</Badge>
      </td>
      <td className="nw tn hide-sm">{formatShortDay(member.first_seen_at, settings)}</td>
      <td className="nw tn">{formatMoment(member.last_seen_at, settings)}</td>
      <td className="hide-sm" />
      {children}
    </tr>
  )
}
