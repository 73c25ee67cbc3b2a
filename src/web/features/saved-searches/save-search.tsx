import { useQuery } from '@tanstack/react-query'
import { BookmarkPlus } from 'lucide-react'
import { useState } from 'react'
import { useShortcuts } from '#ui/shortcuts.ts'
import { savedSearchesQuery } from './queries.ts'
import { SearchDialog } from './search-dialog.tsx'
import { filterOf, sameFilter } from './search-filter.ts'

/** Keeps what the feed shows; not there where nothing is narrowed, or where just this is kept already. */
export function SaveSearch({ query }: { query: Readonly<Record<string, unknown>> }) {
  const [saving, setSaving] = useState(false)
  const { data } = useQuery(savedSearchesQuery)
  const filter = filterOf(query)
  const bare = sameFilter({ ...filter, sort: undefined }, { state: ['open'] })
  const known = data === undefined || data.items.some((each) => sameFilter(each.filter, filter))
  const offered = !bare && !known
  useShortcuts([{ keys: 'shift+s', label: 'Save this search', group: 'Jobs', run: () => offered && setSaving(true) }])
  return (
    <>
      {offered && (
        <button type="button" className="chip dashed" onClick={() => setSaving(true)}>
          <BookmarkPlus className="i-14" aria-hidden="true" />
          Save search
        </button>
      )}
      {saving && <SearchDialog of={filter} onClose={() => setSaving(false)} />}
    </>
  )
}
