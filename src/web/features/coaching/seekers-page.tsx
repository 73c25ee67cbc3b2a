import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronRight, UserRoundSearch } from 'lucide-react'
import { useRef } from 'react'
import type { Seeker } from '#contract/coaching.ts'
import { areaLabel } from '#lib/areas.ts'
import { formatShortDay } from '#lib/format-time.ts'
import { useSession, useSettings } from '#lib/session.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Dots } from '#ui/dots.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Load } from '#ui/load.tsx'
import { Page } from '#ui/page.tsx'
import { useShortcuts } from '#ui/shortcuts.ts'
import { More } from './more.tsx'
import { seekersQuery } from './queries.ts'
import { StaffOnly } from './staff-only.tsx'

/** Those who opened something of their search to the coach. */
export function SeekersPage() {
  return (
    <StaffOnly>
      <Page title="Seekers" lead="People who opened something of their search to you, to read.">
        <Seekers />
      </Page>
    </StaffOnly>
  )
}

function Seekers() {
  const list = useInfiniteQuery(seekersQuery)
  const rows = useRef<HTMLUListElement>(null)
  const step = (by: number) => {
    const links = [...(rows.current?.querySelectorAll('a') ?? [])]
    const at = links.findIndex((link) => link === document.activeElement)
    links[Math.min(links.length - 1, Math.max(0, at + by))]?.focus()
  }
  useShortcuts([
    { keys: 'j', label: 'Next seeker', group: 'Seekers', run: () => step(1) },
    { keys: 'k', label: 'Seeker before', group: 'Seekers', run: () => step(-1) },
  ])
  return (
    <Load query={list} failure="The seekers did not load" rows={6}>
      {({ pages }) =>
        pages[0]?.items.length === 0 ? (
          <Nobody />
        ) : (
          <>
            <ul className="card seekers" ref={rows}>
              {pages.flatMap(({ items }) => items.map((seeker) => <SeekerRow key={seeker.user_id} seeker={seeker} />))}
            </ul>
            <More list={list} />
          </>
        )
      }
    </Load>
  )
}

function SeekerRow({ seeker }: { seeker: Seeker }) {
  const settings = useSettings()
  return (
    <li className="lrow">
      <Avatar name={seeker.name} />
      <Link to="/seekers/$id" params={{ id: seeker.user_id }} className="grow names">
        <b className="m">{seeker.name}</b>
        <span className="t-13 c-2 block">
          <Dots>
            {seeker.areas.map(({ area, until }) => `${areaLabel(area)} until ${formatShortDay(until, settings)}`)}
          </Dots>
        </span>
      </Link>
      <ChevronRight className="i-16 c-3" aria-hidden="true" />
    </li>
  )
}

function Nobody() {
  const { active_firm } = useSession()
  return (
    <EmptyState icon={UserRoundSearch} title="Nobody opened anything to you yet">
      Under Settings, Workspace, a job seeker of {active_firm.name} opens applications, saved jobs or the profile to
      you, until a day of their choice. Then you find them here.
    </EmptyState>
  )
}
