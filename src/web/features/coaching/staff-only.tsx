import { Link } from '@tanstack/react-router'
import { UserRoundSearch } from 'lucide-react'
import type { ReactNode } from 'react'
import { useIsCoach, useSession } from '#lib/session.ts'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page } from '#ui/page.tsx'

/** Draws a page for the staff of the active practice, and says to others where they are instead. */
export function StaffOnly({ children }: { children: ReactNode }) {
  const coach = useIsCoach()
  const { active_firm } = useSession()
  if (coach) return children
  return (
    <Page title="Seekers">
      <EmptyState
        icon={UserRoundSearch}
        title="This page is for the staff of a practice"
        action={
          <Link to="/settings/workspace" className={buttonClass({})}>
            To the workspaces
          </Link>
        }
      >
        {active_firm.kind === 'personal'
          ? 'You are in your own workspace. Switch to the practice that you work for.'
          : `In ${active_firm.name} you are a job seeker, and seekers do not see each other.`}
      </EmptyState>
    </Page>
  )
}
