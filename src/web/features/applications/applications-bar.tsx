import { Archive, GitCompareArrows, ListTree, MoreHorizontal, Plus, Undo2, X } from 'lucide-react'
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import type { BoardColumn } from '#contract/application-board.ts'
import { withValue } from '#lib/choices.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Menu } from '#ui/menu.tsx'
import { SearchInput } from '#ui/search-input.tsx'
import { Segments } from '#ui/segments.tsx'
import { Select } from '#ui/select.tsx'
import { isOpenColumn } from './columns.ts'
import { NEXT_ACTIONS, NO_FILTERS, VIEWS, WAITING, filtersOf, isFiltered, viewOf } from './filter.ts'

interface ApplicationsBarProps {
  total: string | null
  columns: readonly BoardColumn[]
  onAdd: () => void
  onStages: () => void
  onChanges: () => void
}

/** Title and count, the three views, the filters of the address, and what one can do here. */
export function ApplicationsBar({ total, columns, onAdd, onStages, onChanges }: ApplicationsBarProps) {
  const [params, change] = useUrlParams()
  const navigate = useNavigate()
  const view = viewOf(params)
  const filters = filtersOf(params)
  // A link may ask for any number of days.
  const waiting = String(filters.waiting_days ?? '')
  return (
    <>
      <header className="board-bar">
        <h1 className="h1">Applications</h1>
        <span className="c-3 tn t-16">{total ?? ''}</span>
        <span className="hide-sm">
          <Segments
            label="View"
            options={VIEWS}
            value={view}
            onChange={(next) => change({ view: next === 'board' ? null : next })}
          />
        </span>
        <span className="push" />
        <SearchInput
          size="sm"
          className="board-search hide-sm"
          label="Search applications"
          group="Applications"
          placeholder="Company, title"
          maxLength={200}
          value={params.get('q') ?? ''}
          onSearch={(q) => change({ q })}
        />
        <span className="hide-sm board-filter">
          <Select
            size="sm"
            aria-label="Next action"
            options={NEXT_ACTIONS}
            value={filters.next_action ?? ''}
            onChange={(next) => change({ next })}
          />
        </span>
        <span className="hide-sm board-filter is-second">
          <Select
            size="sm"
            aria-label="Waiting"
            options={withValue(WAITING, { value: waiting, label: `Waiting: ${waiting} days` })}
            value={waiting}
            onChange={(days) => change({ waiting: days })}
          />
        </span>
        {isFiltered(filters) && (
          <IconButton icon={X} size="sm" label="Take all filters off" onClick={() => change(NO_FILTERS)} />
        )}
        <Menu
          trigger={<IconButton icon={MoreHorizontal} size="sm" label="More" />}
          groups={[
            {
              items: [
                {
                  key: 'offers',
                  label: 'Compare offers',
                  icon: GitCompareArrows,
                  run: () => void navigate({ to: '/offers' }),
                },
                { key: 'stages', label: 'Edit stages', icon: ListTree, run: onStages },
                { key: 'changes', label: 'Recent changes', icon: Undo2, run: onChanges },
                {
                  key: 'archived',
                  label: 'Show archived ones',
                  icon: Archive,
                  checked: filters.archived === 'true',
                  run: () => change({ archived: filters.archived === 'true' ? null : 'true' }),
                },
              ],
            },
            {
              title: 'View',
              items: VIEWS.map((option) => ({
                key: option.value,
                label: option.label,
                checked: option.value === view,
                run: () => change({ view: option.value === 'board' ? null : option.value }),
              })),
            },
          ]}
        />
        <Button variant="primary" size="sm" keys="n" onClick={onAdd}>
          <Plus aria-hidden="true" />
          Add
        </Button>
      </header>
      {view === 'board' && <ColumnTabs columns={columns} />}
    </>
  )
}

/** On a phone: one tap to each column. */
function ColumnTabs({ columns }: { columns: readonly BoardColumn[] }) {
  const [at, setAt] = useState('interested')
  const closed = columns.filter((column) => !isOpenColumn(column)).reduce((sum, column) => sum + column.count, 0)
  const tabs = [...columns.filter(isOpenColumn), { key: 'closed', name: 'Closed', count: closed }]
  return (
    <nav className="coltabs only-sm" aria-label="Columns">
      {tabs.map((tab) => (
        <button
          key={tab.key}
          type="button"
          className="coltab"
          aria-current={tab.key === at || undefined}
          onClick={() => {
            setAt(tab.key)
            document
              .getElementById(`column-${tab.key}`)
              ?.scrollIntoView({ inline: 'start', block: 'nearest', behavior: 'smooth' })
          }}
        >
          {tab.name} <em className="tn">{tab.count}</em>
        </button>
      ))}
    </nav>
  )
}
