import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { useDeferredValue, type ReactNode } from 'react'
import { listApplications, type Application } from '#contract/applications.ts'
import { listJobs, type JobItem } from '#contract/postings.ts'
import { call } from '#lib/client.ts'
import { Lettermark } from '#ui/lettermark.tsx'
import { StatusWord } from '#ui/status-badge.tsx'

const SHORTEST = 2
const SHOWN = 5

export interface PaletteFound {
  applications: readonly Application[]
  jobs: readonly JobItem[]
}

/** What the server finds for the typed words. */
export function usePaletteResults(text: string): PaletteFound {
  const q = useDeferredValue(text.trim())
  const enabled = q.length >= SHORTEST
  const applications = useQuery({
    queryKey: ['applications', 'palette', q],
    queryFn: ({ signal }) => call(listApplications, { query: { q, limit: SHOWN }, signal }),
    placeholderData: keepPreviousData,
    enabled,
  })
  const jobs = useQuery({
    queryKey: ['jobs', 'palette', q],
    queryFn: ({ signal }) => call(listJobs, { query: { q, limit: SHOWN, facets: 'false' }, signal }),
    placeholderData: keepPreviousData,
    enabled,
  })
  if (!enabled) return { applications: [], jobs: [] }
  return { applications: applications.data?.items ?? [], jobs: jobs.data?.items ?? [] }
}

interface ResultsProps {
  found: PaletteFound
  onChoose: (go: () => void) => void
}

export function PaletteResults({ found, onChoose }: ResultsProps) {
  const navigate = useNavigate()
  return (
    <>
      <Group heading="Applications" empty={found.applications.length === 0}>
        {found.applications.map((item) => (
          <Found
            key={item.id}
            value={`application ${item.id}`}
            title={item.title}
            company={item.company}
            aside={<StatusWord status={item.status} label={item.stage_name ?? undefined} />}
            onSelect={() => onChoose(() => void navigate({ to: '/applications/$id', params: { id: item.id } }))}
          />
        ))}
      </Group>
      <Group heading="Postings" empty={found.jobs.length === 0}>
        {found.jobs.map((item) => (
          <Found
            key={item.id}
            value={`posting ${item.id}`}
            title={item.title}
            company={item.company}
            aside={item.match_score === null ? null : `match ${item.match_score}`}
            onSelect={() => onChoose(() => void navigate({ to: '/jobs/$id', params: { id: item.id } }))}
          />
        ))}
      </Group>
    </>
  )
}

function Group({ heading, empty, children }: { heading: string; empty: boolean; children: ReactNode }) {
  if (empty) return null
  return (
    <Command.Group heading={heading} forceMount>
      {children}
    </Command.Group>
  )
}

interface FoundProps {
  value: string
  title: string
  company: string
  aside: ReactNode
  onSelect: () => void
}

/** The server has chosen it, so the palette's own filter does not hide it. */
function Found({ value, title, company, aside, onSelect }: FoundProps) {
  return (
    <Command.Item forceMount className="palette-row" value={value} onSelect={onSelect}>
      <Lettermark name={company} size={20} />
      <span className="grow">
        {title} <span className="c-2">{company}</span>
      </span>
      <span className="push nw">{aside}</span>
    </Command.Item>
  )
}
