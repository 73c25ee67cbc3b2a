import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Feed } from '#contract/calendar-feeds.ts'
import { formatAgo } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { Load } from '#ui/load.tsx'
import { toast } from '#ui/toast.tsx'
import { FeedDialog } from './feed-dialog.tsx'
import { feedsQuery, useDeleteFeed } from './queries.ts'

/** The addresses under which calendar programs read one's events, without an account of theirs. */
export function FeedsCard() {
  const query = useQuery(feedsQuery)
  const [making, setMaking] = useState(false)
  const [closing, setClosing] = useState<Feed | null>(null)
  const remove = useDeleteFeed()
  return (
    <Card
      title="Your calendar in other programs"
      flush
      actions={
        <Button size="sm" onClick={() => setMaking(true)}>
          <Plus aria-hidden="true" />
          New address
        </Button>
      }
    >
      <p className="c-2 t-13 px-4 pb-3">
        A phone or a mail program can subscribe to your calendar by an address, without connecting an account. It only
        reads, and is not told who is invited.
      </p>
      <Load query={query} failure="The addresses did not load">
        {(feeds) => feeds.map((feed) => <FeedRow key={feed.id} feed={feed} onClose={() => setClosing(feed)} />)}
      </Load>
      {making && <FeedDialog onClose={() => setMaking(false)} />}
      <ConfirmDialog
        open={closing !== null}
        onOpenChange={() => setClosing(null)}
        title={`Close “${closing?.name ?? ''}”?`}
        description="Programs that read it get nothing any more. The address cannot be opened again; a new one can be made."
        action="Close the address"
        loading={remove.isPending}
        onConfirm={() =>
          closing !== null &&
          remove.mutate(closing.id, {
            onSuccess: () => toast('Address closed'),
            onSettled: () => setClosing(null),
          })
        }
      />
    </Card>
  )
}

function FeedRow({ feed, onClose }: { feed: Feed; onClose: () => void }) {
  const settings = useSettings()
  return (
    <div className="lrow">
      <div className="grow">
        <div className="m names">{feed.name}</div>
        <div className="t-13 c-2">
          Made {formatAgo(feed.created_at, settings)},{' '}
          {feed.last_used_at === null ? 'not read yet' : `last read ${formatAgo(feed.last_used_at, settings)}`}
        </div>
      </div>
      <Button size="sm" aria-label={`Close ${feed.name}`} onClick={onClose}>
        Close
      </Button>
    </div>
  )
}
