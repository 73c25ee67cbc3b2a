import { useQuery } from '@tanstack/react-query'
import { CalendarDays, Plus } from 'lucide-react'
import { Fragment, useState } from 'react'
import type { ReactNode } from 'react'
import type { CalendarConnection } from '#contract/calendar-connections.ts'
import { connectionsQuery } from '#lib/calendars.ts'
import { useOfflineSince } from '#lib/offline.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { LoadError } from '#ui/load.tsx'
import { OfflineNote } from '#ui/offline-note.tsx'
import { Page } from '#ui/page.tsx'
import { useShortcuts } from '#ui/shortcuts.ts'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { AccountCard } from './account-card.tsx'
import { CalendarsCard } from './calendars-card.tsx'
import { ConnectDialog } from './connect-dialog.tsx'
import { RulesCard } from './rules-card.tsx'
import type { SyncParts } from './sync-parts.ts'
import { leadOf } from './words.ts'

/** The calendar accounts: how each stands, and how its calendars are synced; below them what else the app shows. */
export function ConnectionsPage({ sync, children }: { sync: SyncParts; children: ReactNode }) {
  const query = useQuery(connectionsQuery)
  const [params, change] = useUrlParams()
  const [connecting, setConnecting] = useState(false)
  const offline = useOfflineSince(query.dataUpdatedAt)
  const connect = () => setConnecting(true)
  const accounts = query.data?.items ?? []
  const choose = (id: string) => change({ account: id })
  useShortcuts([{ keys: 'n', label: 'Connect a calendar', group: 'Calendars', run: connect }])
  return (
    <Page
      title="Calendars"
      lead={query.data === undefined ? undefined : leadOf(accounts)}
      className="cal-accounts-page"
      actions={
        accounts.length > 0 && (
          <Button variant="primary" onClick={connect}>
            <Plus aria-hidden="true" />
            Connect a calendar
          </Button>
        )
      }
    >
      <OfflineNote since={offline} />
      {query.data !== undefined && accounts.length > 0 && (
        <Accounts accounts={accounts} sync={sync} chosen={params.get('account')} onChoose={choose} />
      )}
      {query.data !== undefined && accounts.length === 0 && <None onConnect={connect} />}
      {query.data === undefined && (
        <div className="card">
          {query.error === null ? (
            <SkeletonRows rows={4} />
          ) : (
            <LoadError
              error={query.error}
              failure="Your calendar accounts did not load"
              onRetry={() => void query.refetch()}
            />
          )}
        </div>
      )}
      <div className="mt-4">{children}</div>
      {connecting && (
        <ConnectDialog
          onClose={() => setConnecting(false)}
          onConnected={(id) => {
            setConnecting(false)
            choose(id)
          }}
        />
      )}
    </Page>
  )
}

interface AccountsProps {
  sync: SyncParts
  accounts: readonly CalendarConnection[]
  /** An id, or nothing: the first. */
  chosen: string | null
  onChoose: (id: string) => void
}

function Accounts({ accounts, sync, chosen, onChoose }: AccountsProps) {
  const { Now, Preview, Open, Confirm, Past } = sync
  const current = accounts.find(({ id }) => id === chosen) ?? accounts[0]
  return (
    <div className="cal-sections">
      <div className="cal-accounts">
        {accounts.map((account) => (
          <AccountCard
            key={account.id}
            account={account}
            current={account.id === current?.id}
            Now={Now}
            Preview={Preview}
            onChoose={() => onChoose(account.id)}
          />
        ))}
      </div>
      <Open accounts={accounts} />
      {current !== undefined && (
        <Fragment key={current.id}>
          <CalendarsCard account={current} Confirm={Confirm} />
          <RulesCard account={current} />
          <Past account={current} />
        </Fragment>
      )}
    </div>
  )
}

function None({ onConnect }: { onConnect: () => void }) {
  return (
    <div className="card">
      <EmptyState
        icon={CalendarDays}
        title="No calendar connected"
        action={
          <Button variant="primary" onClick={onConnect}>
            <Plus aria-hidden="true" />
            Connect a calendar
          </Button>
        }
      >
        Interviews you plan here appear in your own calendar, what you move there moves here, and you see both when you
        look for a free hour. Google, Microsoft, iCloud, Nextcloud, Fastmail, any CalDAV server, or an .ics address.
      </EmptyState>
    </div>
  )
}
