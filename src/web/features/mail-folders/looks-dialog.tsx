import { useQuery } from '@tanstack/react-query'
import type { MailFolder, MailFolderRun } from '#contract/mail-folders.ts'
import { formatCount } from '#lib/format-money.ts'
import { formatMoment } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Badge } from '#ui/badge.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Load } from '#ui/load.tsx'
import { Table } from '#ui/table.tsx'
import { runsQuery } from './queries.ts'

const NUMBERS = [
  { key: 'mails', head: 'Mails', className: 'hide-sm' },
  { key: 'alerts', head: 'Alerts', className: 'hide-sm' },
  { key: 'found', head: 'Postings', className: '' },
  { key: 'added', head: 'New', className: '' },
  { key: 'existing', head: 'Known', className: 'hide-sm' },
] as const

/** How the last looks through a folder went. */
export function LooksDialog({ folder, onClose }: { folder: MailFolder; onClose: () => void }) {
  const query = useQuery(runsQuery(folder.id))
  const settings = useSettings()
  return (
    <Dialog
      open
      onOpenChange={onClose}
      wide
      title={`${folder.folder}: last looks`}
      description="Of mails that are no job alerts nothing is kept."
    >
      <Load query={query} rows={3} failure="The looks did not load">
        {({ items }) =>
          items.length === 0 ? (
            <p className="c-2">Nobody has looked yet.</p>
          ) : (
            <Table
              label="Looks"
              rows={items}
              rowKey={(run) => run.id}
              columns={[
                {
                  key: 'at',
                  head: 'When',
                  cell: (run) => formatMoment(run.started_at ?? run.queued_at, settings),
                  className: 'nw tn',
                },
                ...NUMBERS.map(({ key, head, className }) => ({
                  ...{ key, head, className, right: true },
                  cell: (run: MailFolderRun) => formatCount(run[key]),
                })),
                { key: 'result', head: 'Result', cell: (run) => <Result run={run} /> },
              ]}
            />
          )
        }
      </Load>
    </Dialog>
  )
}

function Result({ run }: { run: MailFolderRun }) {
  if (run.status === 'queued' || run.status === 'running') return <Badge tone="info">{run.status}</Badge>
  if (run.status === 'failed') return <span className="c-bad t-13">{run.message ?? 'It failed.'}</span>
  const left = [
    ...(run.too_large > 0 ? [`${formatCount(run.too_large)} too large`] : []),
    ...(run.passed_over > 0 ? [`${formatCount(run.passed_over)} passed over`] : []),
    ...(run.left_out > 0 ? [`${formatCount(run.left_out)} without an employer`] : []),
  ]
  return (
    <>
      <Badge tone="ok">{run.added === 0 ? 'nothing new' : 'done'}</Badge>
      {left.length > 0 && <span className="t-12 c-3"> {left.join(', ')}</span>}
    </>
  )
}
