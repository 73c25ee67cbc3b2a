import { usePrefetchQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import type { Application } from '#contract/applications.ts'
import { useNow } from '#lib/clock.ts'
import { formatLongDay, formatMoment, today } from '#lib/format-time.ts'
import { useOfflineSince } from '#lib/offline.ts'
import { useSettings } from '#lib/session.ts'
import { buttonClass } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { LoadError } from '#ui/load.tsx'
import { OfflineNote } from '#ui/offline-note.tsx'
import { Page } from '#ui/page.tsx'
import { useShortcuts } from '#ui/shortcuts.ts'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { AttentionCard } from './attention-card.tsx'
import { attentionOf } from './attention.ts'
import { INTERVIEW_WORDS } from './interview-words.ts'
import { MailNote } from './mail-note.tsx'
import { recommendedQuery, summaryQuery } from './queries.ts'
import { RecommendedCard } from './recommended-card.tsx'
import { SetupNote } from './setup-note.tsx'
import { StatusCard } from './status-card.tsx'
import { UpcomingCard, upcomingOf } from './upcoming-card.tsx'

/** What needs the person today, what is coming, where things stand, what is new. */
export function TodayPage() {
  const settings = useSettings()
  const now = useNow()
  const summary = useQuery(summaryQuery)
  const offline = useOfflineSince(summary.dataUpdatedAt)
  usePrefetchQuery(recommendedQuery)
  const navigate = useNavigate()
  useShortcuts([
    {
      keys: 'n',
      label: 'Add an application',
      group: 'Today',
      run: () => void navigate({ to: '/applications', search: { new: '1' } }),
    },
  ])
  const rows = summary.data === undefined ? [] : attentionOf(summary.data, now)

  return (
    <Page
      title={formatLongDay(today(settings), settings)}
      lead={
        summary.data === undefined ? <LeadPlace /> : <Lead count={rows.length} interviews={summary.data.interviews} />
      }
      actions={
        <Link to="/applications" search={{ new: '1' }} className={buttonClass({ variant: 'primary' })}>
          <Plus aria-hidden="true" />
          Add application
          <span className="hide-sm">
            <Kbd keys="n" />
          </span>
        </Link>
      }
    >
      <OfflineNote since={offline} />
      <SetupNote />
      <MailNote />
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
        {/* It stands below the rest: what comes first would be pushed away. */}
        {summary.data !== undefined && <Recommended />}
      </div>
    </Page>
  )
}

function Recommended() {
  const query = useQuery(recommendedQuery)
  if (query.data !== undefined) return <RecommendedCard recommended={query.data} />
  return (
    <Card title="Recommended" flush className="w-rec">
      {query.isError ? (
        <LoadError error={query.error} failure="The postings did not load" onRetry={() => void query.refetch()} />
      ) : (
        <SkeletonRows rows={3} />
      )}
    </Card>
  )
}

/** The room of the lead while it is not known; on a phone it takes two lines. */
function LeadPlace() {
  return (
    <>
      &nbsp;
      <br className="only-sm" />
    </>
  )
}

function Lead({ count, interviews }: { count: number; interviews: readonly Application[] }) {
  const settings = useSettings()
  const need =
    count === 0 ? 'Nothing needs you right now.' : count === 1 ? '1 thing needs you.' : `${count} things need you.`
  const next = upcomingOf(interviews)[0]
  if (next === undefined) return need
  const { application, interview } = next
  return `${need} The next fixed time is ${formatMoment(interview.start_time, settings)}, ${INTERVIEW_WORDS[interview.kind].toLowerCase()} with ${application.company}.`
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
