import { useInfiniteQuery } from '@tanstack/react-query'
import { CalendarDays, Ellipsis, ListFilter, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import type { AdminConnection } from '#contract/calendar-admin.ts'
import { ConnectionStatus } from '#contract/calendar-connections.ts'
import type { ActiveFirm } from '#contract/firms.ts'
import { badgeOf, standingOf } from '#lib/calendar-standing.ts'
import { useMoments } from '#lib/moments.ts'
import { itemsOf } from '#lib/paged.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Load } from '#ui/load.tsx'
import { Menu } from '#ui/menu.tsx'
import { Select } from '#ui/select.tsx'
import { Table } from '#ui/table.tsx'
import { accountsQuery } from './queries.ts'
import type { AccountFilter } from './queries.ts'
import { ResyncDialog } from './resync-dialog.tsx'
import { isFiltered, PROVIDERS } from './words.ts'

const ALL = 'all'

interface AccountsCardProps {
  firm: ActiveFirm
  filter: AccountFilter
}

/** The calendar accounts of the members: how each stands, and what it waits for. */
export function AccountsCard({ firm, filter }: AccountsCardProps) {
  const [, change] = useUrlParams()
  const list = useInfiniteQuery(accountsQuery(firm.id, filter))
  const [again, setAgain] = useState<AdminConnection | null>(null)
  const accounts = itemsOf(list.data)
  return (
    <Card
      title="Accounts"
      note={list.data === undefined ? undefined : `${accounts.length}${list.hasNextPage ? '+' : ''}`}
      ruled
      flush
      className="cal-admin-list"
      actions={
        (accounts.length > 0 || isFiltered(filter)) && (
          <Select
            size="sm"
            className="w-36!"
            aria-label="State of the accounts"
            value={filter.status ?? ALL}
            options={[
              { value: ALL, label: 'Any state' },
              ...ConnectionStatus.options.map((value) => ({ value, label: badgeOf(value).word })),
            ]}
            onChange={(state) => change({ state: state === ALL ? null : state })}
          />
        )
      }
    >
      <Load query={list} failure="The accounts did not load" rows={4}>
        {() =>
          accounts.length === 0 ? (
            <Nothing filtered={isFiltered(filter)} />
          ) : (
            <Accounts accounts={accounts} onAgain={setAgain} />
          )
        }
      </Load>
      {list.hasNextPage && (
        <div className="row p-3">
          <Button size="sm" variant="ghost" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            More accounts
          </Button>
        </div>
      )}
      {again !== null && <ResyncDialog account={again} onClose={() => setAgain(null)} />}
    </Card>
  )
}

function Nothing({ filtered }: { filtered: boolean }) {
  const [, change] = useUrlParams()
  return filtered ? (
    <EmptyState
      icon={ListFilter}
      title="No account fits"
      action={
        <Button onClick={() => change({ state: null, person: null, provider: null })}>Take the filters off</Button>
      }
    />
  ) : (
    <EmptyState icon={CalendarDays} title="Nobody has connected a calendar yet">
      Members do so for themselves, under Settings, Calendars. How their accounts stand shows up here then.
    </EmptyState>
  )
}

interface RowsProps {
  accounts: readonly AdminConnection[]
  onAgain: (account: AdminConnection) => void
}

function Accounts({ accounts, onAgain }: RowsProps) {
  const { past, next } = useMoments()
  return (
    <Table
      label="Table of accounts"
      rows={accounts}
      rowKey={({ id }) => id}
      columns={[
        { key: 'whose', head: 'Whose', cell: (account) => <Whose {...account} />, className: 'cal-who' },
        { key: 'state', head: 'State', cell: (account) => <State account={account} />, className: 'cal-why' },
        {
          ...{ key: 'last', head: 'Last good sync', right: true, className: 'nw hide-sm' },
          cell: ({ last_ok_at }) => <span {...past(last_ok_at)} />,
        },
        {
          ...{ key: 'next', head: 'Next', right: true, className: 'nw max-lg:hidden' },
          cell: ({ sync_enabled, next_run_at }) => <span {...next(sync_enabled ? next_run_at : null, 'in a moment')} />,
        },
        { key: 'calendars', head: 'Calendars', right: true, className: 'hide-sm', cell: calendarWords },
        { key: 'told', head: 'Told of changes', className: 'max-lg:hidden', cell: toldWords },
        {
          ...{ key: 'unsent', head: 'Unsent since', right: true, className: 'nw max-lg:hidden' },
          cell: ({ oldest_unsent_at: at }) => (at === null ? '–' : <span {...past(at)} />),
        },
        {
          ...{ key: 'more', head: <span className="sr">What can be done</span>, right: true, className: 'cal-do' },
          cell: (account) => <More account={account} onAgain={() => onAgain(account)} />,
        },
      ]}
    />
  )
}

/** A person with the provider of the account. */
export function Whose({ person, provider }: Pick<AdminConnection, 'person' | 'provider'>) {
  return (
    <span className="names">
      <b className="m cal-words" lang="de">
        {person}
      </b>
      <span className="t-12 c-3 block">{PROVIDERS[provider]}</span>
    </span>
  )
}

function State({ account }: { account: AdminConnection }) {
  const { past } = useMoments()
  const { tone, icon, word } = badgeOf(standingOf(account))
  return (
    <span className="col g-1">
      <span className="row wrap">
        <Badge tone={tone} icon={icon}>
          {word}
        </Badge>
        {account.failures > 0 && (
          <span className="t-12 c-warn nw">failed {account.failures === 1 ? 'once' : `${account.failures} times`}</span>
        )}
      </span>
      {account.message !== null && (
        <span className="t-12">
          {account.message}{' '}
          <span className="c-2">
            {account.remedy === null ? 'It is tried again by itself.' : `They are told: ${account.remedy}`}
          </span>
        </span>
      )}
      <span className="t-12 c-3 only-sm">
        Last good sync: <span {...past(account.last_ok_at)} />
      </span>
    </span>
  )
}

function calendarWords({ calendars, standing_still }: AdminConnection) {
  return (
    <>
      {calendars}
      {standing_still > 0 && (
        <span className="t-12 c-warn block nw">
          {standing_still === 1 ? '1 stands' : `${standing_still} stand`} still
        </span>
      )}
    </>
  )
}

function toldWords({ channels: { live, refused, whole_account } }: AdminConnection): string {
  if (whole_account) return 'of all calendars'
  if (live === 0 && refused === 0) return 'no, by the clock'
  return [
    ...(live > 0 ? [live === 1 ? 'of 1 calendar' : `of ${live} calendars`] : []),
    ...(refused > 0 ? [`refused for ${refused}`] : []),
  ].join(', ')
}

function More({ account, onAgain }: { account: AdminConnection; onAgain: () => void }) {
  const [, change] = useUrlParams()
  return (
    <Menu
      trigger={
        <IconButton
          icon={Ellipsis}
          size="sm"
          label={`More on the ${PROVIDERS[account.provider]} account of ${account.person}`}
        />
      }
      groups={[
        {
          items: [
            { key: 'syncs', label: 'Its syncs', icon: ListFilter, run: () => change({ account: account.id }) },
            { key: 'again', label: 'Sync again from … to …', icon: RotateCcw, run: onAgain },
          ],
        },
      ]}
    />
  )
}
