import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { BellRing, Bookmark, ChevronDown, Ellipsis, ListFilter, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { AlertMail, SavedSearch, SearchFilter } from '#contract/saved-searches.ts'
import { messageOf } from '#lib/form.ts'
import { formatCount } from '#lib/format-money.ts'
import { Button } from '#ui/button.tsx'
import { cx } from '#ui/class-names.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Menu } from '#ui/menu.tsx'
import { Popover } from '#ui/popover.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { savedSearchesQuery, useDeleteSearch, useLookedAt, useUpdateSearch } from './queries.ts'
import { SearchDialog } from './search-dialog.tsx'
import { alertWords, countOf, filterOf, hrefOf, sameFilter } from './search-filter.ts'

interface SavedSearchesProps {
  /** What the address of the feed says. */
  query: Readonly<Record<string, unknown>>
}

const UNSENT: Readonly<Record<AlertMail, string | null>> = {
  ready: null,
  not_configured: 'No e-mails are sent: no mail server is set up here.',
  not_confirmed: 'No e-mails are sent until your address is confirmed.',
  switched_off: 'No e-mails are sent: they are switched off in your settings.',
}

/** The list of saved searches with what is new in each, behind a button. */
export function SavedSearches({ query }: SavedSearchesProps) {
  const [open, setOpen] = useState(false)
  const [editing, setEditing] = useState<SavedSearch | null>(null)
  const list = useQuery(savedSearchesQuery)
  const searches = list.data?.items ?? []
  const fresh = searches.reduce((sum, each) => sum + each.new_count, 0)
  const unsent = list.data === undefined ? null : UNSENT[list.data.alert_mail]
  const now = filterOf(query)
  const current = searches.find((each) => sameFilter(each.filter, now))
  return (
    <>
      <Popover
        label="Saved searches"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button size="sm" className="searches-button">
            <Bookmark aria-hidden="true" />
            <span className="hide-sm clip">{current?.name ?? 'Saved searches'}</span>
            <span className="sr only-sm">Saved searches</span>
            {fresh > 0 && <span className="searches-new tn">{formatCount(fresh)} new</span>}
            <ChevronDown className="i-14" aria-hidden="true" />
          </Button>
        }
      >
        <div className="searches">
          {list.isPending && <SkeletonRows rows={3} />}
          {list.error !== null && list.data === undefined && (
            <ErrorState
              title="The searches did not load"
              message={messageOf(list.error)}
              onRetry={() => void list.refetch()}
            />
          )}
          {list.data !== undefined && searches.length === 0 && (
            <EmptyState icon={Bookmark} title="No saved searches yet">
              Search or narrow the list, then choose <b className="m">Save search</b>. It counts what is new, and can
              tell you by e-mail.
            </EmptyState>
          )}
          <ul>
            {searches.map((search) => (
              <OneSearch
                key={search.id}
                search={search}
                now={now}
                current={search.id === current?.id}
                onOpen={() => setOpen(false)}
                onEdit={() => {
                  setOpen(false)
                  setEditing(search)
                }}
              />
            ))}
          </ul>
          {unsent !== null && searches.some((each) => each.alert !== 'off') && (
            <p className="searches-foot t-12 c-3">{unsent}</p>
          )}
        </div>
      </Popover>
      {editing !== null && <SearchDialog of={editing} onClose={() => setEditing(null)} />}
    </>
  )
}

interface OneSearchProps {
  search: SavedSearch
  now: SearchFilter
  current: boolean
  onOpen: () => void
  onEdit: () => void
}

function OneSearch({ search, now, current, onOpen, onEdit }: OneSearchProps) {
  const navigate = useNavigate()
  const looked = useLookedAt()
  const update = useUpdateSearch(`“${search.name}” looks for this now`)
  const remove = useDeleteSearch()
  const alert = alertWords(search)
  return (
    <li className={cx('row searches-row', current && 'is-current')}>
      <button
        type="button"
        className="grow names searches-open"
        aria-current={current || undefined}
        onClick={() => {
          onOpen()
          looked.mutate(search.id)
          void navigate({ href: hrefOf(search.filter) })
        }}
      >
        <span>{search.name}</span>
        {alert !== null && (
          <span className="t-12 c-3 row">
            <BellRing className="i-12" aria-hidden="true" />
            {alert}
          </span>
        )}
      </button>
      {search.new_count > 0 && <span className="searches-new tn">{countOf(search)} new</span>}
      <Menu
        trigger={<IconButton icon={Ellipsis} size="sm" label={`More of ${search.name}`} />}
        groups={[
          {
            items: [
              { key: 'edit', label: 'Rename, change alert', icon: Pencil, run: onEdit },
              {
                key: 'filter',
                label: 'Look for what is shown now',
                icon: ListFilter,
                disabled: sameFilter(search.filter, now),
                run: () => update.mutate({ search, change: { filter: now } }),
              },
            ],
          },
          {
            items: [{ key: 'delete', label: 'Delete', icon: Trash2, danger: true, run: () => remove.mutate(search) }],
          },
        ]}
      />
    </li>
  )
}
