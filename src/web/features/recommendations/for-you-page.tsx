import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { CircleCheckBig, SearchX, UserRound } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { AnswerOf } from '#contract/endpoint.ts'
import type { listRecommendations } from '#contract/recommendations.ts'
import { formatCount } from '#lib/format-money.ts'
import { useOfflineSince } from '#lib/offline.ts'
import { buttonClass } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { LoadError } from '#ui/load.tsx'
import { OfflineNote } from '#ui/offline-note.tsx'
import { Page } from '#ui/page.tsx'
import { useShortcuts } from '#ui/shortcuts.ts'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { recommendationsQuery, useRecommended } from './queries.ts'
import { RecommendationRow } from './recommendation-row.tsx'

type Recommended = AnswerOf<typeof listRecommendations>

/** The best unseen matches, unlike each other; `head` says what holds for their order. */
export function ForYouPage({ head }: { head: ReactNode }) {
  const { data, error, refetch, dataUpdatedAt } = useQuery(recommendationsQuery)
  const offline = useOfflineSince(dataUpdatedAt)
  return (
    <Page
      title="For you"
      lead="The best matches that you have not opened, from different companies and kinds of role. Chosen anew each day."
      actions={
        <>
          <Link to="/settings/match" className={buttonClass({ variant: 'ghost' })}>
            Weights
          </Link>
          <Link to="/jobs" className={buttonClass({})}>
            All postings
          </Link>
        </>
      }
    >
      <OfflineNote since={offline} />
      <div className="col g-3 for-you">
        {head}
        {data === undefined && error !== null && (
          <LoadError error={error} failure="The recommendations did not load" onRetry={() => void refetch()} />
        )}
        {data === undefined && error === null && (
          <Card title="Recommended" ruled flush>
            <SkeletonRows rows={6} />
          </Card>
        )}
        {data !== undefined && (data.items.length === 0 ? <Nothing why={data.empty} /> : <Rows data={data} />)}
      </div>
    </Page>
  )
}

function Rows({ data: { items, unseen } }: { data: Recommended }) {
  const actions = useRecommended()
  const navigate = useNavigate()
  const [at, setAt] = useState<number | null>(null)
  const current = at === null ? undefined : items[Math.min(at, items.length - 1)]
  const step = (by: number) => setAt((now) => Math.min(items.length - 1, Math.max(0, now === null ? 0 : now + by)))
  const open = (id: string) => void navigate({ to: '/jobs/$id', params: { id } })
  const group = 'For you'
  useShortcuts([
    { keys: 'j', also: ['arrowdown'], label: 'Next posting', group, run: () => step(1) },
    { keys: 'k', also: ['arrowup'], label: 'Previous posting', group, run: () => step(-1) },
    { keys: 'enter', label: 'Open the posting', group, run: () => current !== undefined && open(current.job.id) },
    { keys: 'd', label: 'Not for me', group, run: () => current !== undefined && actions.dismiss(current.job.id) },
  ])
  return (
    <Card
      title="Recommended"
      note={`${items.length} of ${formatCount(unseen)}${unseen === 400 ? '+' : ''} unseen`}
      ruled
      flush
    >
      <ul>
        {items.map((item) => (
          <RecommendationRow key={item.job.id} item={item} current={item === current} actions={actions} />
        ))}
      </ul>
    </Card>
  )
}

const WHY = {
  no_profile: {
    icon: UserRound,
    title: 'Your profile says too little yet',
    text: 'Tell your skills or the titles that you look for, and postings get a score. The best of them stand here.',
    to: '/settings/profile',
    action: 'Fill in the profile',
  },
  no_match: {
    icon: SearchX,
    title: 'Nothing fits well yet',
    text: 'None of your postings has a match of 50 or more. More sources bring more of them; other weights sort them otherwise.',
    to: '/settings/sources',
    action: 'Switch on sources',
  },
  all_seen: {
    icon: CircleCheckBig,
    title: 'You have seen all of it',
    text: 'Every good match was opened. New ones stand here as soon as a source brings them.',
    to: '/jobs',
    action: 'All postings',
  },
} as const

function Nothing({ why }: { why: Recommended['empty'] }) {
  const { icon, title, text, to, action } = WHY[why ?? 'all_seen']
  return (
    <EmptyState
      icon={icon}
      title={title}
      action={
        <Link to={to} className={buttonClass({ variant: 'primary' })}>
          {action}
        </Link>
      }
    >
      {text}
    </EmptyState>
  )
}
