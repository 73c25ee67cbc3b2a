import { useQuery } from '@tanstack/react-query'
import { Archive, ArchiveRestore, CalendarPlus, ChevronDown, MoreHorizontal, Pencil, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import type { ComponentType, ReactNode } from 'react'
import type { Application } from '#contract/applications.ts'
import { useNow } from '#lib/clock.ts'
import { daysSince } from '#lib/format-time.ts'
import { useMove } from '#lib/move.ts'
import { stagesQuery } from '#lib/stages.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { Button } from '#ui/button.tsx'
import { Dots } from '#ui/dots.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Lettermark } from '#ui/lettermark.tsx'
import { Menu } from '#ui/menu.tsx'
import { useShortcuts } from '#ui/shortcuts.ts'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { StatusRing } from '#ui/status-ring.tsx'
import { StatusWord } from '#ui/status-badge.tsx'
import { STATUS_WORDS } from '#ui/status.ts'
import { Tabs } from '#ui/tabs.tsx'
import { useIsPhone } from '#ui/use-media.ts'
import { EditDialog } from './edit-dialog.tsx'
import { LoadError } from './load-error.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { NotesTab } from './notes-tab.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { PeopleTab } from './people-tab.tsx'
import { applicationQuery, useChange, useDelete } from './queries.ts'

const TABS = ['overview', 'interviews', 'contacts', 'notes', 'offer'] as const
type Tab = (typeof TABS)[number]

type Part = ComponentType<{ application: Application }>

interface ApplicationSheetProps {
  id: string
  onClose: () => void
  InterviewsTab: Part
  OfferTab: Part
  /** The form of an event for the application. */
  AddToCalendar: ComponentType<{ application: Application; onClose: () => void }>
}

/** One application: beside its list on wide screens, over it on medium ones, a page on a phone. */
export function ApplicationSheet({ id, onClose, ...parts }: ApplicationSheetProps) {
  const found = useQuery(applicationQuery(id))
  useShortcuts([{ keys: 'escape', label: 'Close the application', group: 'Applications', run: onClose }])
  return (
    <aside className="sheet appsheet" aria-label="Application">
      {found.data === undefined ? (
        <>
          <header className="sheet-head">
            <div className="row">
              <span className="push" />
              <IconButton icon={X} size="sm" label="Close" onClick={onClose} />
            </div>
          </header>
          <div className="sheet-body">
            {found.error === null ? (
              <SkeletonRows rows={4} />
            ) : (
              <LoadError error={found.error} onRetry={() => void found.refetch()} />
            )}
          </div>
        </>
      ) : (
        <Loaded application={found.data} onClose={onClose} {...parts} />
      )}
    </aside>
  )
}

interface LoadedProps extends Omit<ApplicationSheetProps, 'id'> {
  application: Application
}

function Loaded({ application, onClose, InterviewsTab, OfferTab, AddToCalendar }: LoadedProps) {
  const [params, change] = useUrlParams()
  const [planning, setPlanning] = useState(false)
  const tab = TABS.find((one) => one === params.get('tab')) ?? 'overview'
  const { counts } = application
  const phone = useIsPhone()
  const panels: readonly { value: Tab; label: string; count?: number | undefined; panel: ReactNode }[] = [
    { value: 'overview', label: 'Overview', panel: <OverviewTab application={application} /> },
    {
      value: 'interviews',
      label: 'Interviews',
      count: someOf(counts.interviews),
      panel: <InterviewsTab application={application} />,
    },
    {
      value: 'contacts',
      label: 'Contacts',
      count: someOf(counts.contacts),
      panel: <PeopleTab application={application} />,
    },
    { value: 'notes', label: 'Notes', count: someOf(counts.notes), panel: <NotesTab id={application.id} /> },
    { value: 'offer', label: 'Offer', panel: <OfferTab application={application} /> },
  ]
  return (
    <>
      <header className="sheet-head">
        {phone && <h1 className="sr-only">Application</h1>}
        <div className="row row-3 top">
          <Lettermark name={application.company} size={40} />
          <div className="grow">
            <h2 className="t-16 b names" lang="de">
              {application.company}
            </h2>
            <p className="c-2 names" lang="de">
              {application.title}
            </p>
          </div>
          <SheetMenu application={application} onClose={onClose} />
        </div>
        <div className="row wrap top mt-3 mb-2">
          <StatusLine application={application} />
          <Button size="sm" variant="ghost" onClick={() => setPlanning(true)}>
            <CalendarPlus aria-hidden="true" />
            Add to calendar
          </Button>
        </div>
      </header>
      <div className="sheet-body">
        <Tabs
          label="Parts of the application"
          tabs={panels}
          value={tab}
          onChange={(next) => change({ tab: next === 'overview' ? null : next })}
        />
      </div>
      {planning && <AddToCalendar application={application} onClose={() => setPlanning(false)} />}
    </>
  )
}

// A zero says nothing that the open tab would not say.
function someOf(count: number): number | undefined {
  return count === 0 ? undefined : count
}

function SheetMenu({ application, onClose }: { application: Application; onClose: () => void }) {
  const [editing, setEditing] = useState(false)
  const remove = useDelete(application)
  const change = useChange(application.id)
  const archived = application.archived_at !== null
  return (
    <div className="row row-1">
      <Menu
        trigger={<IconButton icon={MoreHorizontal} size="sm" label="More for this application" />}
        groups={[
          {
            items: [
              { key: 'edit', label: 'Edit', icon: Pencil, run: () => setEditing(true) },
              {
                key: 'archive',
                label: archived ? 'Take out of the archive' : 'Archive',
                icon: archived ? ArchiveRestore : Archive,
                run: () => change.mutate({ archived: !archived }),
              },
              {
                key: 'delete',
                label: 'Delete',
                icon: Trash2,
                danger: true,
                run: () => {
                  onClose()
                  remove.mutate({ params: { id: application.id } })
                },
              },
            ],
          },
        ]}
      />
      <IconButton icon={X} size="sm" label="Close" keys="escape" onClick={onClose} />
      {editing && <EditDialog application={application} onClose={() => setEditing(false)} />}
    </div>
  )
}

/** The status as a button that moves, and how long it stands there. */
function StatusLine({ application }: { application: Application }) {
  const at = useNow()
  const { data } = useQuery(stagesQuery)
  const [dating, setDating] = useState(false)
  const move = useMove()
  const here = application.stage_id ?? application.status
  const days = daysSince(application.status_at, at)
  const applied = application.applied_at === null ? null : daysSince(application.applied_at, at)
  return (
    <div className="row wrap grow">
      <Menu
        align="start"
        trigger={
          <button type="button" className="status status-button" data-st={application.status}>
            <StatusRing status={application.status} />
            {application.stage_name ?? STATUS_WORDS[application.status]}
            <ChevronDown className="i-12" aria-hidden="true" />
            <span className="sr-only">: move to another status</span>
          </button>
        }
        groups={[
          {
            title: 'Move to',
            items: (data?.items ?? []).map((stage) => ({
              key: stage.key,
              label: <StatusWord status={stage.status} label={stage.name} />,
              checked: stage.key === here,
              disabled: stage.key === here,
              run: () => move.mutate({ application, to: stage }),
            })),
          },
          { items: [{ key: 'date', label: 'On another day, or with a note…', run: () => setDating(true) }] },
        ]}
      />
      <span className="t-13 c-2">
        <Dots>
          {`${days} ${days === 1 ? 'day' : 'days'} in stage`}
          {applied === null ? '' : `${applied} ${applied === 1 ? 'day' : 'days'} since applying`}
        </Dots>
      </span>
      {dating && <MoveDialog application={application} targets={data?.items ?? []} onClose={() => setDating(false)} />}
    </div>
  )
}
