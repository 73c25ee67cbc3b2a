import { CircleCheck, CircleDashed, CircleSlash, KeyRound, TriangleAlert } from 'lucide-react'
import type { Source, SourceHealth } from '#contract/sources.ts'
import { Badge } from '#ui/badge.tsx'

const HEALTH = {
  healthy: { tone: 'ok', icon: CircleCheck, word: 'Healthy' },
  degraded: { tone: 'warn', icon: TriangleAlert, word: 'Partly read' },
  blocked: { tone: 'bad', icon: CircleSlash, word: 'Refuses us' },
  failing: { tone: 'bad', icon: TriangleAlert, word: 'Failing' },
  never_run: { tone: 'plain', icon: CircleDashed, word: 'Never read' },
  off: { tone: 'plain', icon: CircleDashed, word: 'Off' },
} as const satisfies Record<SourceHealth, unknown>

/** How a source stands, in a word with its tone. */
export function healthOf({ health, missing_fields }: Pick<Source, 'health' | 'missing_fields'>) {
  const lacks = health === 'degraded' && missing_fields.length > 0
  return { ...HEALTH[health], ...(lacks && { word: 'Fields missing' }) }
}

export function HealthBadge({ source }: { source: Source }) {
  const { tone, icon, word } = healthOf(source)
  if (source.key === 'missing') return <Badge icon={KeyRound}>Needs a key</Badge>
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  )
}
