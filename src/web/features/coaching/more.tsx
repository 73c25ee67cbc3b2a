import { Button } from '#ui/button.tsx'

interface MoreProps {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

/** The next page of a list, asked for. */
export function More({ list }: MoreProps) {
  if (!list.hasNextPage) return null
  return (
    <div className="row p-3">
      <Button variant="ghost" size="sm" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        More
      </Button>
    </div>
  )
}
