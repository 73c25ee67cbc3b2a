import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { useDeferredValue } from 'react'
import { listApplications } from '#contract/applications.ts'
import { call } from '#lib/client.ts'
import { Lettermark } from '#ui/lettermark.tsx'
import { StatusWord } from '#ui/status-badge.tsx'

interface ResultsProps {
  text: string
  onChoose: (go: () => void) => void
}

/** What the server finds for the typed words. */
export function PaletteResults({ text, onChoose }: ResultsProps) {
  const q = useDeferredValue(text.trim())
  const navigate = useNavigate()
  const applications = useQuery({
    queryKey: ['palette', 'applications', q],
    queryFn: ({ signal }) => call(listApplications, { query: { q, limit: 5 }, signal }),
    enabled: q.length >= 2,
  })
  const found = applications.data?.items ?? []
  if (q.length < 2 || found.length === 0) return null
  return (
    <Command.Group heading="Applications" forceMount>
      {found.map((item) => (
        <Command.Item
          key={item.id}
          forceMount
          className="palette-row"
          value={`application ${item.id}`}
          onSelect={() => onChoose(() => void navigate({ to: '/applications/$id', params: { id: item.id } }))}
        >
          <Lettermark name={item.company} size={20} />
          <span>
            {item.title}, <span className="c-2">{item.company}</span>
          </span>
          <span className="push">
            <StatusWord status={item.status} label={item.stage_name ?? undefined} />
          </span>
        </Command.Item>
      ))}
    </Command.Group>
  )
}
