import { useQuery } from '@tanstack/react-query'
import { formatMoment } from '#lib/format-time.ts'
import { Load } from '#ui/load.tsx'
import { useSettings } from '#lib/session.ts'
import { Card } from '#ui/card.tsx'
import { Table } from '#ui/table.tsx'
import { accessQuery } from './queries.ts'
import { areaLabel } from './words.ts'

/** Every look that a coach took; not drawn while there was none. */
export function AccessCard() {
  const query = useQuery(accessQuery)
  const settings = useSettings()
  if (query.data?.length === 0) return null
  return (
    <Card title="Who looked" note={query.data?.length} ruled flush>
      <Load query={query} failure="The access log did not load">
        {(entries) => (
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
    </Card>
  )
}
