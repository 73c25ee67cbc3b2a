import type { SourceRun } from '#contract/sources.ts'
import { formatCount } from '#lib/format-money.ts'
import { formatMoment } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Badge } from '#ui/badge.tsx'
import { Table } from '#ui/table.tsx'
import type { Column } from '#ui/table.tsx'

/** How the last readings of a source went: what came in, what was left out, and what it cost. */
export function RunsTable({ runs }: { runs: readonly SourceRun[] }) {
  const settings = useSettings()
  const count = (key: keyof SourceRun & string, head: string, of: (run: SourceRun) => number): Column<SourceRun> => ({
    key,
    head,
    right: true,
    cell: (run) => formatCount(of(run)),
  })
  return (
    <Table
      label="Runs"
      rows={runs}
      rowKey={(run) => run.id}
      columns={[
        {
          key: 'at',
          head: 'When',
          cell: (run) => formatMoment(run.started_at ?? run.queued_at, settings),
          className: 'nw tn',
        },
        { key: 'result', head: 'Result', cell: (run) => <Result run={run} /> },
        {
          key: 'seen',
          head: 'Read',
          right: true,
          cell: (run) => (run.outcome === 'not_modified' ? '–' : formatCount(run.seen)),
        },
        count('added', 'New', (run) => run.added),
        count('changed', 'Changed', (run) => run.changed),
        count('closed', 'Closed', (run) => run.closed),
        { key: 'rejected', head: 'Left out', right: true, cell: leftOut, className: 'nw' },
        count('requests', 'Requests', (run) => run.requests),
      ]}
    />
  )
}

function leftOut({ rejected, seen }: SourceRun) {
  if (rejected === 0) return '0'
  return `${formatCount(rejected)} (${Math.max(1, Math.round((rejected / (rejected + seen)) * 100))} %)`
}

function Result({ run }: { run: SourceRun }) {
  if (run.status === 'queued') return <Badge tone="info">waits</Badge>
  if (run.status === 'running') return <Badge tone="info">reading</Badge>
  if (run.status === 'failed') return <span className="c-bad t-13 runs-why">{run.message ?? 'It failed.'}</span>
  if (run.outcome === 'schema_drift') return <Badge tone="warn">fields missing</Badge>
  if (run.outcome === 'empty_legit') return <Badge>no postings</Badge>
  const same = run.outcome === 'not_modified' || run.added + run.changed === 0
  return <Badge tone="ok">{same ? 'nothing new' : run.complete ? 'done' : 'done, in part'}</Badge>
}
