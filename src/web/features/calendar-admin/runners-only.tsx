import { Link } from '@tanstack/react-router'
import { CalendarSync } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ActiveFirm } from '#contract/firms.ts'
import { messageOf } from '#lib/form.ts'
import { runsPractice, useEnter, useSession } from '#lib/session.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page } from '#ui/page.tsx'
import { toast } from '#ui/toast.tsx'
import { useSwitchTo } from './queries.ts'

/** Draws a page for those who run the active practice; others are told why not, and which practice of theirs they run. */
export function RunnersOnly({ children }: { children: (firm: ActiveFirm) => ReactNode }) {
  const { active_firm } = useSession()
  if (runsPractice(active_firm)) return children(active_firm)
  return (
    <Page title="Calendar sync">
      <Refusal firm={active_firm} />
    </Page>
  )
}

function Refusal({ firm }: { firm: ActiveFirm }) {
  const { firms } = useSession()
  const { switchTo, switching } = useSwitch()
  const runs = firms.filter(runsPractice)
  return (
    <EmptyState
      icon={CalendarSync}
      title="This page is for those who run a practice"
      action={
        runs.length === 0 ? (
          <Link to="/settings/workspace" className={buttonClass({})}>
            To the workspaces
          </Link>
        ) : (
          <div className="row wrap">
            {runs.map(({ id, name }) => (
              <Button key={id} loading={switching === id} onClick={() => switchTo(id)}>
                Switch to {name}
              </Button>
            ))}
          </div>
        )
      }
    >
      {firm.kind === 'personal'
        ? 'You are in your own workspace. How your own calendars sync stands under Settings, Calendars.'
        : `In ${firm.name} you are ${firm.role === 'coach' ? 'a coach' : 'a job seeker'}. Its owners and admins see how the calendars of its members sync; ask one of them.`}
    </EmptyState>
  )
}

/** Makes another practice the active one, and stays here. */
export function useSwitch(): { switchTo: (id: string) => void; switching: string | undefined } {
  const enter = useEnter()
  const change = useSwitchTo()
  return {
    switching: change.isPending ? change.variables : undefined,
    switchTo: (id) =>
      change.mutate(id, {
        onSuccess: () => enter('/admin/calendar'),
        onError: (error) => toast(messageOf(error), { tone: 'bad' }),
      }),
  }
}
