import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Bookmark } from 'lucide-react'
import { usePaletteActions } from '#ui/palette-actions.ts'
import { Tooltip } from '#ui/tooltip.tsx'
import { savedSearchesQuery, useLookedAt } from './queries.ts'
import { countOf, hrefOf } from './search-filter.ts'

const SHOWN = 8

/** The saved searches in the navigation, and all of them in the command palette. */
export function NavSearches() {
  const { data } = useQuery(savedSearchesQuery)
  const navigate = useNavigate()
  const looked = useLookedAt()
  const searches = data?.items ?? []
  usePaletteActions(
    searches.map((search) => ({
      id: search.id,
      label: search.name,
      group: 'Saved searches',
      icon: Bookmark,
      run: () => {
        looked.mutate(search.id)
        void navigate({ href: hrefOf(search.filter) })
      },
    })),
  )
  if (searches.length === 0) return null
  return (
    <div className="nav-group">
      <div className="nav-title">Saved searches</div>
      {searches.slice(0, SHOWN).map((search) => (
        <Tooltip key={search.id} label={search.name} side="right">
          <Link to={hrefOf(search.filter)} className="nav-item" onClick={() => looked.mutate(search.id)}>
            <Bookmark aria-hidden="true" />
            <span>{search.name}</span>
            {search.new_count > 0 && (
              <span className="count hot">
                {countOf(search)}
                <span className="sr"> new</span>
              </span>
            )}
          </Link>
        </Tooltip>
      ))}
    </div>
  )
}
