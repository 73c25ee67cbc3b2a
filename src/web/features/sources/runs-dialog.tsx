import { useQuery } from '@tanstack/react-query'
import type { Source, SourceRun } from '#contract/sources.ts'
import { messageOf } from '#lib/form.ts'
import { formatCount } from '#lib/format-money.ts'
import { formatMoment } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Badge } from '#ui/badge.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Note } from '#ui/note.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { Table } from '#ui/table.tsx'
import { runsQuery } from './queries.ts'

/** How the last readings of a source went: what came in, what was refused and why. */
export function RunsDialog({ source, onClose }: { source: Source; onClose: () => void }) {
  const { data, error } = useQuery(runsQuery(source.id))
  const settings = useSettings()
  const latestRejects = data?.items.find((run) => run.rejects.length > 0)?.rejects ?? []
  return (
    <Dialog open onOpenChange={onClose} wide title={`${source.name}: last runs`}>
      {error !== null && <Note tone="bad" title={messageOf(error)} />}
      {data === undefined && error === null && <SkeletonRows rows={3} />}
      {data?.items.length === 0 && <p className="c-2">It was never read.</p>}
      {data !== undefined && data.items.length > 0 && (
        <Table
          label="Runs"
          rows={data.items}
          rowKey={(run) => run.id}
          columns={[
            {
              key: 'at',
              head: 'When',
              cell: (run) => formatMoment(run.started_at ?? run.queued_at, settings),
              className: 'nw tn',
            },
            { key: 'seen', head: 'Seen', right: true, cell: (run) => formatCount(run.seen) },
            { key: 'added', head: 'New', right: true, cell: (run) => formatCount(run.added) },
            {
              key: 'changed',
              head: 'Changed',
              right: true,
              cell: (run) => formatCount(run.changed),
              className: 'hide-sm',
            },
            {
              key: 'closed',
              head: 'Closed',
              right: true,
              cell: (run) => formatCount(run.closed),
              className: 'hide-sm',
            },
            {
              key: 'rejected',
              head: 'Left out',
              right: true,
              cell: (run) => formatCount(run.rejected),
              className: 'hide-sm',
            },
            { key: 'result', head: 'Result', cell: (run) => <Result run={run} /> },
          ]}
        />
      )}
      {latestRejects.length > 0 && (
        <div style={{ marginTop: 16 }}>
          <b className="m t-13">Left out last time</b>
          <ul className="t-13 c-2">
            {latestRejects.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </div>
      )}
    </Dialog>
  )
}

function Result({ run }: { run: SourceRun }) {
  if (run.status === 'queued' || run.status === 'running') return <Badge tone="info">{run.status}</Badge>
  if (run.status === 'failed') return <span className="c-bad t-13">{run.message ?? 'It failed.'}</span>
  return (
    <Badge tone="ok">{run.outcome === 'not_modified' || run.added + run.changed === 0 ? 'nothing new' : 'done'}</Badge>
  )
}
