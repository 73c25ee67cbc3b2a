import { Link } from '@tanstack/react-router'
import { ArrowLeft, UserRoundCog } from 'lucide-react'
import { useIsCoach, useSession } from '#lib/session.ts'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page } from '#ui/page.tsx'
import { HoursCard } from './hours-card.tsx'
import { LinksCard } from './links-card.tsx'
import { TypesCard } from './types-card.tsx'

/** What can be booked with oneself, when, and by which links. */
export function SetupPage() {
  const { active_firm } = useSession()
  const isCoach = useIsCoach()
  const back = (
    <Link to="/appointments" className={buttonClass({})}>
      <ArrowLeft aria-hidden="true" />
      Appointments
    </Link>
  )
  if (!isCoach && active_firm.kind === 'practice')
    return (
      <Page title="Set up appointments" actions={back}>
        <EmptyState icon={UserRoundCog} title="This page is for the staff of a practice">
          In {active_firm.name} you book appointments with others.
        </EmptyState>
      </Page>
    )
  return (
    <Page
      title="Set up appointments"
      lead={
        active_firm.kind === 'practice'
          ? `What can be booked with you in ${active_firm.name}, when, and by which links.`
          : 'What can be booked with you, when, and by which links.'
      }
      actions={back}
    >
      <div className="appt-setup">
        <div className="col g-4">
          <TypesCard />
          <LinksCard />
        </div>
        <HoursCard />
      </div>
    </Page>
  )
}
