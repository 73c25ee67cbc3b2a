import { useInfiniteQuery } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useNow } from '#lib/clock.ts'
import { formatAgo, formatDay } from '#lib/format-time.ts'
import { itemsOf } from '#lib/paged.ts'
import { useSettings } from '#lib/session.ts'
import { useUndo } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Dots } from '#ui/dots.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Load } from '#ui/load.tsx'
import { changesQuery } from './queries.ts'

/** Everything that was changed in the last 30 days, with the way back. */
export function ChangesDialog({ onClose }: { onClose: () => void }) {
  const style = useSettings()
  const at = useNow()
  const list = useInfiniteQuery(changesQuery)
  const undo = useUndo()
  const items = itemsOf(list.data)
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title="Recent changes"
      description="Each can be taken back for 30 days, wholly or not at all."
    >
      <Load query={list} failure="The changes could not be loaded" rows={4}>
        {() =>
          items.length === 0 ? (
            <EmptyState icon={Undo2} title="Nothing was changed yet" />
          ) : (
            <ul className="changes" tabIndex={0} aria-label="Changes">
              {items.map((item) => (
                <li className="row" key={item.id}>
                  <span className="grow names">
                    <span lang="de">{item.label}</span>
                    <span className="t-12 c-3 block">
                      <Dots>
                        {formatAgo(item.created_at, style, at)}
                        {item.undone_at === null ? `until ${formatDay(item.expires_at, style)}` : 'taken back'}
                      </Dots>
                    </span>
                  </span>
                  {item.undone_at === null && (
                    <Button
                      size="sm"
                      aria-label={`Undo: ${item.label}`}
                      loading={undo.isPending && undo.variables === item.id}
                      onClick={() => undo.mutate(item.id)}
                    >
                      <Undo2 aria-hidden="true" />
                      Undo
                    </Button>
                  )}
                </li>
              ))}
              {list.hasNextPage && (
                <li>
                  <Button
                    variant="ghost"
                    size="sm"
                    loading={list.isFetchingNextPage}
                    onClick={() => void list.fetchNextPage()}
                  >
                    Older ones
                  </Button>
                </li>
              )}
            </ul>
          )
        }
      </Load>
    </Dialog>
  )
}
