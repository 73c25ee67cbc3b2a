import { useInfiniteQuery } from '@tanstack/react-query'
import { areaLabel } from '#lib/areas.ts'
import { formatMoment } from '#lib/format-time.ts'
import { itemsOf } from '#lib/paged.ts'
import { Load } from '#ui/load.tsx'
import { useSettings } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Table } from '#ui/table.tsx'
import { accessQuery } from './queries.ts'

/** Every look that a coach took; not drawn while there was none. */
export function AccessCard() {
  const query = useInfiniteQuery(accessQuery)
  const settings = useSettings()
  const entries = itemsOf(query.data)
  if (query.isSuccess && entries.length === 0) return null
  return (
    <Card title="Who looked" note={query.isSuccess && !query.hasNextPage ? entries.length : undefined} ruled flush>
      <Load query={query} failure="The access log did not load">
        {() => (
          <Table
            label="Every time a coach looked at something of yours"
            rows={entries}
            rowKey={(entry) => entry.id}
            columns={[
              { key: 'at', head: 'When', cell: (entry) => formatMoment(entry.at, settings) },
              { key: 'who', head: 'Who', cell: (entry) => `${entry.coach_name}, ${entry.firm_name}` },
              { key: 'area', head: 'Area', cell: (entry) => areaLabel(entry.area) },
              { key: 'what', head: 'What', cell: (entry) => entry.what },
            ]}
          />
        )}
      </Load>
      {query.hasNextPage && (
        <Button variant="ghost" size="sm" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Older ones
        </Button>
      )}
    </Card>
  )
}
