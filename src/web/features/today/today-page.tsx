import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useNow } from '#lib/clock.ts'
import { formatClock, formatLongDay, today } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { buttonClass } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { LoadError } from '#ui/load.tsx'
import { OfflineNote } from '#ui/offline-note.tsx'
import { Page } from '#ui/page.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { AttentionCard } from './attention-card.tsx'
import { attentionOf } from './attention.ts'
import { recommendedQuery, summaryQuery } from './queries.ts'
import { RecommendedCard } from './recommended-card.tsx'
import { SetupNote } from './setup-note.tsx'
import { StatusCard } from './status-card.tsx'
import { UpcomingCard } from './upcoming-card.tsx'

/** What needs the person today, what is coming, where things stand, what is new. */
export function TodayPage() {
  const settings = useSettings()
  const now = useNow()
  const summary = useQuery(summaryQuery)
  const recommended = useQuery(recommendedQuery)
  const rows = summary.data === undefined ? [] : attentionOf(summary.data, now)

  return (
    <Page
      title={formatLongDay(today(settings), settings)}
      lead={<Lead count={summary.data === undefined ? null : rows.length} />}
      actions={
        <Link to="/applications" search={{ new: '1' }} className={buttonClass({ variant: 'primary' })}>
          <Plus aria-hidden="true" />
          Add application
        </Link>
      }
    >
      {summary.isError && summary.data !== undefined && (
        <OfflineNote since={formatClock(new Date(summary.dataUpdatedAt).toISOString(), settings)} />
      )}
      <SetupNote />
      <div className="dash">
        {summary.data === undefined ? (
          <Waiting error={summary.error} onRetry={() => void summary.refetch()} />
        ) : (
          <>
            <AttentionCard rows={rows} replyDays={summary.data.reply_days?.median ?? null} />
            <UpcomingCard interviews={summary.data.interviews} />
            <StatusCard counts={summary.data.by_status} total={summary.data.total} />
          </>
        )}
        {recommended.data !== undefined && (
          <RecommendedCard jobs={recommended.data.items} total={recommended.data.total ?? null} />
        )}
        {recommended.isPending && (
          <Card title="Recommended" flush className="w-rec">
            <SkeletonRows rows={3} />
          </Card>
        )}
        {recommended.isError && recommended.data === undefined && (
          <Card title="Recommended" flush className="w-rec">
            <LoadError
              error={recommended.error}
              failure="The postings did not load"
              onRetry={() => void recommended.refetch()}
            />
          </Card>
        )}
      </div>
    </Page>
  )
}

function Lead({ count }: { count: number | null }) {
  if (count === null) return <>&nbsp;</>
  if (count === 0) return <>Nothing needs you right now.</>
  return <>{count === 1 ? '1 thing needs you.' : `${count} things need you.`}</>
}

function Waiting({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
  return (
    <Card title="Needs you" ruled flush className="w-full-row">
      {error === null ? (
        <SkeletonRows rows={5} />
      ) : (
        <LoadError error={error} failure="Your applications did not load" onRetry={onRetry} />
      )}
    </Card>
  )
}
