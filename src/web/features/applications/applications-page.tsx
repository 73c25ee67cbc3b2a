import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { ListTree, Plus, Undo2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { ComponentType } from 'react'
import { formatCount } from '#lib/format-money.ts'
import type { Target } from '#lib/move.ts'
import { takeLast, useUndo } from '#lib/undo.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { useTitle } from '#ui/page.tsx'
import { usePaletteActions } from '#ui/palette-actions.ts'
import { useShortcuts } from '#ui/shortcuts.ts'
import { ApplicationsBar } from './applications-bar.tsx'
import { ApplicationsTable } from './applications-table.tsx'
import { BoardView } from './board-view.tsx'
import { filtersOf, viewOf } from './filter.ts'
import { boardQuery } from './queries.ts'
import { TimelineView } from './timeline-view.tsx'

type Place = Pick<Target, 'status' | 'id'>

const FIRST: Place = { status: 'interested', id: null }

interface ApplicationsPageProps {
  /** One application, beside the list. */
  Sheet: ComponentType<{ id: string; onClose: () => void }>
  AddDialog: ComponentType<{ into: Place; onClose: () => void; onOpen: (id: string) => void }>
  StagesDialog: ComponentType<{ onClose: () => void }>
  ChangesDialog: ComponentType<{ onClose: () => void }>
}

/** Applications as a board, a table or over time; one of them open beside it, or as a page on a phone. */
export function ApplicationsPage({ Sheet, AddDialog, StagesDialog, ChangesDialog }: ApplicationsPageProps) {
  useTitle('Applications')
  const [params, change] = useUrlParams()
  const { id = null } = useParams({ strict: false })
  const navigate = useNavigate()
  const [chosen, setAdding] = useState<Place | null>(null)
  // Other pages ask for a new application through the address.
  const adding = chosen ?? (params.get('new') === null ? null : FIRST)
  const [dialog, setDialog] = useState<'stages' | 'changes' | null>(null)
  const filters = useMemo(() => filtersOf(params), [params])
  const { status: _, ...boardFilters } = filters
  const board = useQuery(boardQuery(boardFilters))
  const view = viewOf(params)
  const open = (next: string | null) => {
    const kept = new URLSearchParams(location.search)
    kept.delete('new')
    const search = kept.size === 0 ? '' : `?${kept.toString()}`
    void navigate({ href: `/applications${next === null ? '' : `/${next}`}${search}`, resetScroll: false })
  }
  const add = () => setAdding(FIRST)
  const undo = useUndo()
  const takeBack = () => {
    const last = takeLast()
    if (last !== null) undo.mutate(last)
  }
  useShortcuts([
    { keys: 'n', label: 'Add an application', group: 'Applications', run: add },
    { keys: 'z', label: 'Undo the last change', group: 'Applications', run: takeBack },
  ])
  usePaletteActions([
    { id: 'add-application', label: 'Add an application', group: 'Do', icon: Plus, run: add },
    { id: 'edit-stages', label: 'Edit stages', group: 'Do', icon: ListTree, run: () => setDialog('stages') },
    { id: 'recent-changes', label: 'Recent changes', group: 'Do', icon: Undo2, run: () => setDialog('changes') },
  ])
  return (
    <div className="boardpage-frame" data-view={id === null ? 'closed' : 'sheet'}>
      <div className="boardpage">
        <ApplicationsBar
          total={board.data === undefined ? null : formatCount(board.data.total)}
          columns={board.data?.columns ?? []}
          onAdd={add}
          onStages={() => setDialog('stages')}
          onChanges={() => setDialog('changes')}
        />
        <div className="board-wrap">
          {view === 'board' && (
            <BoardView
              board={board}
              filters={boardFilters}
              openId={id}
              onOpen={open}
              onAdd={(to) => setAdding({ status: to.status, id: to.id })}
            />
          )}
          {view === 'table' && <ApplicationsTable filters={filters} openId={id} onOpen={open} onAdd={add} />}
          {view === 'timeline' && <TimelineView filters={filters} openId={id} onOpen={open} onAdd={add} />}
        </div>
        {id !== null && <Sheet key={id} id={id} onClose={() => open(null)} />}
      </div>
      {adding !== null && (
        <AddDialog
          into={adding}
          onClose={() => {
            setAdding(null)
            change({ new: null })
          }}
          onOpen={(created) => {
            setAdding(null)
            open(created)
          }}
        />
      )}
      {dialog === 'stages' && <StagesDialog onClose={() => setDialog(null)} />}
      {dialog === 'changes' && <ChangesDialog onClose={() => setDialog(null)} />}
    </div>
  )
}
