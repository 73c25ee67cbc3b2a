import { useInfiniteQuery } from '@tanstack/react-query'
import { GitCompare } from 'lucide-react'
import { useState } from 'react'
import { formatCount } from '#lib/format-money.ts'
import { itemsOf } from '#lib/paged.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { LoadError } from '#ui/load.tsx'
import { Conflict } from './conflict.tsx'
import { conflictsQuery, useResolveAll } from './queries.ts'

/** What only a person can decide: events that both sides changed, each to something else. Not drawn without any. */
export function ConflictsCard() {
  const list = useInfiniteQuery(conflictsQuery)
  const conflicts = itemsOf(list.data)
  if (list.error !== null && list.data === undefined)
    return (
      <div className="card">
        <LoadError error={list.error} failure="Your conflicts did not load" onRetry={() => void list.refetch()} />
      </div>
    )
  if (conflicts.length === 0) return null
  const count = Math.max(list.data?.pages.at(-1)?.total ?? 0, conflicts.length)
  return (
    <Card
      title="Both sides changed"
      note={
        <Badge tone="bad" icon={GitCompare}>
          {count === 1 ? '1 conflict' : `${formatCount(count)} conflicts`}
        </Badge>
      }
      actions={<AllAtOnce count={count} />}
      ruled
      flush
    >
      {conflicts.map((conflict) => (
        <Conflict key={conflict.id} conflict={conflict} />
      ))}
      {list.hasNextPage && (
        <div className="row p-3">
          <Button size="sm" variant="ghost" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            More conflicts, {formatCount(conflicts.length)} of {formatCount(count)} shown
          </Button>
        </div>
      )}
    </Card>
  )
}

const ALL = {
  mine: {
    button: 'from here',
    title: 'Keep what is here for all',
    description: 'What you changed here goes to your calendars. What was deleted here is deleted there.',
  },
  theirs: {
    button: 'from there',
    title: 'Take what is there for all',
    description: 'What was changed there comes here. What was deleted there is deleted here.',
  },
} as const

function AllAtOnce({ count }: { count: number }) {
  const [asks, setAsks] = useState<keyof typeof ALL | null>(null)
  const { decide, done, stop } = useResolveAll()
  const close = () => setAsks(null)
  // They become fewer while they are decided.
  const all = formatCount(decide.isPending ? decide.variables.count : count)
  return (
    <>
      {count > 1 &&
        (['mine', 'theirs'] as const).map((side) => (
          <Button key={side} size="sm" variant="ghost" onClick={() => setAsks(side)}>
            All {formatCount(count)} {ALL[side].button}
          </Button>
        ))}
      {asks !== null && (
        <ConfirmDialog
          open
          onOpenChange={decide.isPending ? stop : close}
          title={`${ALL[asks].title} ${all} conflicts?`}
          description={`${ALL[asks].description} Fields that only one side changed are merged already.`}
          action={decide.isPending ? `${formatCount(done)} of ${all}` : 'Decide all'}
          loading={decide.isPending}
          onConfirm={() => decide.mutate({ side: asks, count }, { onSettled: close })}
        />
      )}
    </>
  )
}
