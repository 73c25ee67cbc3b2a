import type { z } from 'zod'
import type { BoardAnswer, BoardFacts, BoardRequest, JobBoard, PageRead } from '#domain/postings/job-board-port.ts'
import { classifyAnswer } from './classify.ts'
import type { Classified } from './classify.ts'

interface Definition<Config> {
  readonly facts: BoardFacts
  readonly config: z.ZodType<Config>
  first(config: Config): BoardRequest
  read(request: BoardRequest, answer: BoardAnswer, config: Config): PageRead
  /** What this system means by an answer, before the common rules look at it. */
  classify?(answer: BoardAnswer, request: BoardRequest): Classified | null
}

/** A board over its definition: the configuration is parsed once, at `open`. */
export function defineBoard<Config>(definition: Definition<Config>): JobBoard {
  return {
    facts: definition.facts,
    config: definition.config,
    open(given) {
      const parsed = definition.config.safeParse(given ?? {})
      if (!parsed.success) return null
      return {
        facts: definition.facts,
        budget_key: `board:${definition.facts.id}`,
        first: () => definition.first(parsed.data),
        read: (request, answer) => definition.read(request, answer, parsed.data),
        classify: (answer, request) => definition.classify?.(answer, request) ?? classifyAnswer(answer, request),
      }
    },
  }
}

const POLITE = { min_interval_ms: 1000, concurrency: 1, respect_robots: false, max_bytes: 40_000_000, max_pages: 1 }
const SNAPSHOT = {
  search: 'local',
  incremental: 'snapshot',
  detail: 'inline',
  closes: 'absence',
} satisfies BoardFacts['capabilities']

type Common = Pick<
  BoardFacts,
  'id' | 'name' | 'about' | 'homepage' | 'terms_url' | 'terms_note' | 'attribution' | 'config_fields'
>
interface Pace {
  readonly min_interval_ms?: number
  readonly per_day: number
  readonly max_pages?: number
  readonly every_minutes: number
}

/** Facts of a public feed for everybody. Documented feeds are made for programs: robots.txt is about pages. */
export function feedFacts(common: Common, pace: Pace): BoardFacts {
  return {
    ...common,
    version: 1,
    kind: 'feed',
    tier: 'open_api',
    default_enabled: true,
    capabilities: SNAPSHOT,
    politeness: { ...POLITE, ...pace },
  }
}

/** Facts of a system that employers recruit with, one source per employer. */
export function employerFacts(common: Common, pace: Pace = { per_day: 2000, every_minutes: 180 }): BoardFacts {
  return {
    ...common,
    version: 1,
    kind: 'employer',
    tier: 'open_api',
    default_enabled: false,
    capabilities: SNAPSHOT,
    politeness: { ...POLITE, ...pace },
  }
}
