import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { useDeferredValue, type ReactNode } from 'react'
import { listApplications } from '#contract/applications.ts'
import { listJobs } from '#contract/postings.ts'
import { call } from '#lib/client.ts'
import { Lettermark } from '#ui/lettermark.tsx'
import { StatusWord } from '#ui/status-badge.tsx'

interface ResultsProps {
  text: string
  onChoose: (go: () => void) => void
}

const SHORTEST = 2
const SHOWN = 5

/** What the server finds for the typed words. */
export function PaletteResults({ text, onChoose }: ResultsProps) {
  const q = useDeferredValue(text.trim())
  const navigate = useNavigate()
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
  if (!enabled) return null
  return (
    <>
      <Group heading="Applications" empty={(applications.data?.items.length ?? 0) === 0}>
        {applications.data?.items.map((item) => (
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
      <Group heading="Postings" empty={(jobs.data?.items.length ?? 0) === 0}>
        {jobs.data?.items.map((item) => (
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
