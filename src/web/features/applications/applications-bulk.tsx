import { useQuery } from '@tanstack/react-query'
import { Archive, MoveRight, Trash2 } from 'lucide-react'
import type { Application } from '#contract/applications.ts'
import { stagesQuery } from '#lib/stages.ts'
import { BulkBar } from '#ui/bulk-bar.tsx'
import { Button } from '#ui/button.tsx'
import { Menu } from '#ui/menu.tsx'
import { StatusWord } from '#ui/status-badge.tsx'
import { useBulk } from './queries.ts'

/** What can be done with the selected ones; each is one change with one undo. */
export function ApplicationsBulk({ chosen, onClear }: { chosen: readonly Application[]; onClear: () => void }) {
  const { data } = useQuery(stagesQuery)
  const bulk = useBulk()
  const ids = chosen.map((one) => one.id).slice(0, 1000)
  const archived = chosen.length > 0 && chosen.every((one) => one.archived_at !== null)
  const after = { onSuccess: onClear }
  const run = (action: 'archive' | 'unarchive' | 'delete') => bulk.mutate({ body: { action, ids } }, after)
  return (
    <BulkBar count={chosen.length} onClear={onClear}>
      <Menu
        side="top"
        align="start"
        trigger={
          <Button size="sm" variant="ghost">
            <MoveRight aria-hidden="true" />
            Move to
          </Button>
        }
        groups={[
          {
            items: (data?.items ?? []).map((stage) => ({
              key: stage.key,
              label: <StatusWord status={stage.status} label={stage.name} />,
              run: () =>
                bulk.mutate(
                  {
                    body: {
                      action: 'move',
                      ids,
                      ...(stage.id === null ? { status: stage.status } : { stage_id: stage.id }),
                    },
                  },
                  after,
                ),
            })),
          },
        ]}
      />
      <Button size="sm" variant="ghost" onClick={() => run(archived ? 'unarchive' : 'archive')}>
        <Archive aria-hidden="true" />
        {archived ? 'Take out' : 'Archive'}
      </Button>
      <Button size="sm" variant="ghost" onClick={() => run('delete')}>
        <Trash2 aria-hidden="true" />
        Delete
      </Button>
    </BulkBar>
  )
}
