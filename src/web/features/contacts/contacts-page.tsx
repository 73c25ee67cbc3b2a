import { useInfiniteQuery } from '@tanstack/react-query'
import { Plus, Users } from 'lucide-react'
import { useState } from 'react'
import { ContactRole } from '#contract/contacts.ts'
import type { Contact } from '#contract/contacts.ts'
import { CONTACT_ROLES } from '#lib/contact-words.ts'
import { formatShortDay } from '#lib/format-time.ts'
import { useOfflineSince } from '#lib/offline.ts'
import { itemsOf } from '#lib/paged.ts'
import { useSettings } from '#lib/session.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { cx } from '#ui/class-names.ts'
import { Dots } from '#ui/dots.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Load } from '#ui/load.tsx'
import { OfflineNote } from '#ui/offline-note.tsx'
import { Page } from '#ui/page.tsx'
import { SearchInput } from '#ui/search-input.tsx'
import { Select } from '#ui/select.tsx'
import { useShortcuts } from '#ui/shortcuts.ts'
import { ContactDialog } from './contact-dialog.tsx'
import { ContactSheet } from './contact-sheet.tsx'
import { contactsQuery } from './queries.ts'
import type { ContactFilters, ContactSort } from './queries.ts'

const SORTS = [
  { value: 'name', label: 'By name' },
  { value: '-last_interaction_at', label: 'Last contact first' },
  { value: '-created_at', label: 'Newest first' },
] as const satisfies readonly { value: ContactSort; label: string }[]

/** The people behind applications. */
export function ContactsPage() {
  const [params, change] = useUrlParams()
  const filters = filtersOf(params)
  const list = useInfiniteQuery(contactsQuery(filters))
  const offline = useOfflineSince(list.dataUpdatedAt)
  const [adding, setAdding] = useState(false)
  const rows = itemsOf(list.data)
  const openId = params.get('open')
  const open = (id: string | null) => change({ open: id }, { replace: false })
  const at = rows.findIndex((row) => row.id === openId)
  useShortcuts([
    { keys: 'n', label: 'Add a contact', group: 'Contacts', run: () => setAdding(true) },
    { keys: 'j', label: 'Next contact', group: 'Contacts', run: () => open(rows[at + 1]?.id ?? openId) },
    { keys: 'k', label: 'Contact before', group: 'Contacts', run: () => open(rows[Math.max(0, at - 1)]?.id ?? openId) },
  ])
  const filtered = filters.q !== undefined || filters.role !== undefined
  return (
    <Page
      title="Contacts"
      lead="Recruiters, interviewers and everybody who helps."
      actions={
        <Button variant="primary" keys="n" onClick={() => setAdding(true)}>
          <Plus aria-hidden="true" />
          Add
        </Button>
      }
    >
      <OfflineNote since={offline} />
      <div className="row wrap mb-4 list-filters" hidden={!filtered && list.isSuccess && rows.length === 0}>
        <SearchInput
          size="sm"
          label="Search contacts"
          group="Contacts"
          placeholder="Name, company, e-mail"
          maxLength={200}
          value={params.get('q') ?? ''}
          onSearch={(q) => change({ q })}
        />
        <Select
          size="sm"
          aria-label="Role"
          options={[
            { value: '', label: 'Role: any' },
            ...ContactRole.options.map((value) => ({ value, label: CONTACT_ROLES[value] })),
          ]}
          value={filters.role ?? ''}
          onChange={(role) => change({ role })}
        />
        <Select
          size="sm"
          aria-label="Order"
          options={SORTS}
          value={filters.sort}
          onChange={(sort) => change({ sort })}
        />
      </div>
      <Load query={list} failure="The contacts could not be loaded" rows={6}>
        {() =>
          rows.length === 0 ? (
            <Nobody filtered={filtered} onAdd={() => setAdding(true)} />
          ) : (
            <>
              <ul className="card contacts">
                {rows.map((contact) => (
                  <ContactRow
                    key={contact.id}
                    contact={contact}
                    open={contact.id === openId}
                    onOpen={() => open(contact.id)}
                  />
                ))}
              </ul>
              {list.hasNextPage && (
                <Button
                  variant="ghost"
                  size="sm"
                  loading={list.isFetchingNextPage}
                  onClick={() => void list.fetchNextPage()}
                >
                  More
                </Button>
              )}
            </>
          )
        }
      </Load>
      {openId !== null && <ContactSheet key={openId} id={openId} onClose={() => open(null)} />}
      {adding && <ContactDialog contact={null} onClose={() => setAdding(false)} />}
    </Page>
  )
}

function ContactRow({ contact, open, onOpen }: { contact: Contact; open: boolean; onOpen: () => void }) {
  const style = useSettings()
  const [first, ...more] = contact.applications
  return (
    <li className={cx('lrow', open && 'is-current')}>
      <Avatar name={contact.name} />
      <button type="button" className="t-open grow names" aria-current={open || undefined} onClick={onOpen}>
        <b className="m">{contact.name}</b>
        <span className="t-13 c-2 block">
          <Dots>
            {contact.job_title ?? ''}
            {contact.company ?? ''}
          </Dots>
        </span>
      </button>
      <span className="t-13 c-2 hide-sm names c-apps">
        {first === undefined
          ? ''
          : `${CONTACT_ROLES[first.role]}, ${first.title}${more.length === 0 ? '' : ` and ${more.length} more`}`}
      </span>
      <span className="t-13 c-3 tn nowrap">
        {contact.last_interaction_at === null ? '' : formatShortDay(contact.last_interaction_at, style)}
      </span>
    </li>
  )
}

function Nobody({ filtered, onAdd }: { filtered: boolean; onAdd: () => void }) {
  const [, change] = useUrlParams()
  if (filtered) {
    return (
      <EmptyState
        icon={Users}
        title="Nobody fits"
        action={<Button onClick={() => change({ q: null, role: null })}>Take the filters off</Button>}
      />
    )
  }
  return (
    <EmptyState
      icon={Users}
      title="Nobody here yet"
      action={
        <Button variant="primary" onClick={onAdd}>
          Add a contact
        </Button>
      }
    >
      Keep who wrote to you, who interviews you and who puts in a word, with what passed between you.
    </EmptyState>
  )
}

function filtersOf(params: URLSearchParams): ContactFilters {
  const q = params.get('q')?.trim() ?? ''
  const role = ContactRole.options.find((one) => one === params.get('role'))
  const sort = SORTS.find((one) => one.value === params.get('sort'))?.value ?? 'name'
  return { sort, ...(q === '' ? {} : { q: q.slice(0, 200) }), ...(role === undefined ? {} : { role }) }
}
