import { Download } from 'lucide-react'
import type { Source, SourceRun } from '#contract/sources.ts'
import { now } from '#lib/clock.ts'
import { saveCsv } from '#lib/csv.ts'
import { messageOf } from '#lib/form.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { toast } from '#ui/toast.tsx'
import { useAllRuns } from './queries.ts'
import { runsCsv } from './runs-csv.ts'
import { RunsTable } from './runs-table.tsx'

interface RunsCardProps {
  source: Source
  runs: readonly SourceRun[]
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

/** How readings went, with the older ones, and all of them as a file. */
export function RunsCard({ source, runs, list }: RunsCardProps) {
  const all = useAllRuns()
  const save = () =>
    all.mutate(source.id, {
      onSuccess: (every) => saveCsv(`runs-${source.id}-${now().toISOString().slice(0, 10)}.csv`, runsCsv(every)),
      onError: (error) => toast(messageOf(error), { tone: 'bad' }),
    })
  const count = runs.length === 1 ? '1 run' : `${runs.length} runs`
  return (
    <Card
      title="Last runs"
      note={list.hasNextPage ? `the last ${count}` : `${count}, latest first`}
      actions={
        <Button size="sm" variant="ghost" loading={all.isPending} onClick={save}>
          <Download aria-hidden="true" />
          Save as CSV
        </Button>
      }
      flush
    >
      <RunsTable runs={runs} />
      {list.hasNextPage && (
        <div className="row p-3">
          <Button size="sm" variant="ghost" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Older runs
          </Button>
        </div>
      )}
    </Card>
  )
}
