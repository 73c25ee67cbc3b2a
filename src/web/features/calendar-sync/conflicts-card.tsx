import { useInfiniteQuery } from '@tanstack/react-query'
import { GitCompare } from 'lucide-react'
import type { CalendarConflict } from '#contract/calendar-conflicts.ts'
import { itemsOf } from '#lib/paged.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { LoadError } from '#ui/load.tsx'
import { Conflict } from './conflict.tsx'
import { conflictsQuery, useResolveMany } from './queries.ts'

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
  const count = `${conflicts.length}${list.hasNextPage ? '+' : ''}`
  return (
    <Card
      title="Both sides changed"
      note={
        <Badge tone="bad" icon={GitCompare}>
          {count === '1' ? '1 conflict' : `${count} conflicts`}
        </Badge>
      }
      actions={conflicts.length > 1 && <AllAtOnce conflicts={conflicts} />}
      ruled
      flush
    >
      {conflicts.map((conflict) => (
        <Conflict key={conflict.id} conflict={conflict} />
      ))}
      {list.hasNextPage && (
        <div className="row p-3">
          <Button size="sm" variant="ghost" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            More conflicts
          </Button>
        </div>
      )}
    </Card>
  )
}

function AllAtOnce({ conflicts }: { conflicts: readonly CalendarConflict[] }) {
  const resolve = useResolveMany()
  const ids = conflicts.map(({ id }) => id)
  const take = (side: 'mine' | 'theirs', words: string) => (
    <Button
      size="sm"
      variant="ghost"
      loading={resolve.isPending && resolve.variables.body.side === side}
      onClick={() => resolve.mutate({ body: { ids, side } })}
    >
      {words}
    </Button>
  )
  return (
    <>
      {take('mine', `All ${ids.length} from here`)}
      {take('theirs', `All ${ids.length} from there`)}
    </>
  )
}
