import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Seeker } from '#contract/coaching.ts'
import type { OpenArea } from '#contract/grants.ts'
import { areaLabel } from '#lib/areas.ts'
import { formatShortDay } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { buttonClass } from '#ui/button.tsx'
import { Page } from '#ui/page.tsx'
import { useShortcuts } from '#ui/shortcuts.ts'
import { Tabs } from '#ui/tabs.tsx'
import { Look } from './look.tsx'
import { seekerQuery } from './queries.ts'
import { SeekerApplications } from './seeker-applications.tsx'
import { SeekerJobs } from './seeker-jobs.tsx'
import { SeekerProfilePanel } from './seeker-profile.tsx'
import { StaffOnly } from './staff-only.tsx'

/** What one seeker opened, to read. */
export function SeekerPage() {
  const { id } = useParams({ strict: false })
  return <StaffOnly>{id !== undefined && <OneSeeker key={id} id={id} />}</StaffOnly>
}

function OneSeeker({ id }: { id: string }) {
  const query = useQuery(seekerQuery(id))
  const navigate = useNavigate()
  useShortcuts([
    { keys: 'escape', label: 'Back to the seekers', group: 'Seekers', run: () => void navigate({ to: '/seekers' }) },
  ])
  return (
    <Page
      title={query.data?.name ?? 'Seeker'}
      actions={
        <Link to="/seekers" className={buttonClass({})}>
          <ArrowLeft aria-hidden="true" />
          All seekers
        </Link>
      }
    >
      <Look query={query} failure="This seeker did not load">
        {(seeker) => <Areas seeker={seeker} />}
      </Look>
    </Page>
  )
}

function Areas({ seeker }: { seeker: Seeker }) {
  const settings = useSettings()
  const [params, change] = useUrlParams()
  const shown = seeker.areas.find(({ area }) => area === params.get('area')) ?? seeker.areas[0]
  if (shown === undefined) return null
  return (
    <Tabs
      label={`What ${seeker.name} opened`}
      value={shown.area}
      onChange={(area) => change({ area })}
      tabs={seeker.areas.map(({ area, until }) => ({
        value: area,
        label: areaLabel(area),
        panel: panelOf(
          area,
          seeker,
          `To read, until ${formatShortDay(until, settings)}. ${seeker.name} sees that you looked.`,
        ),
      }))}
    />
  )
}

function panelOf(area: OpenArea, seeker: Seeker, note: string): ReactNode {
  switch (area) {
    case 'applications':
      return <SeekerApplications seeker={seeker} note={note} />
    case 'postings':
      return <SeekerJobs seeker={seeker} note={note} />
    case 'profile':
      return <SeekerProfilePanel seeker={seeker} note={note} />
  }
}
