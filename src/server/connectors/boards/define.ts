import { z } from 'zod'
import { budgetKeyOf } from '#domain/postings/job-board-port.ts'
import type {
  BoardAnswer,
  BoardCredentials,
  BoardFacts,
  BoardRequest,
  BoardToken,
  JobBoard,
  PageRead,
} from '#domain/postings/job-board-port.ts'
import { classifyAnswer } from './classify.ts'
import type { Classified } from './classify.ts'

interface Definition<Config> {
  readonly facts: BoardFacts
  readonly config: z.ZodType<Config>
  first(config: Config): BoardRequest
  /** For lists that tell a part only. */
  one?(config: Config, external_id: string): BoardRequest
  read(request: BoardRequest, answer: BoardAnswer, config: Config): PageRead
  /** What this system means by an answer, before the common rules look at it; `readable` keeps them from looking. */
  classify?(answer: BoardAnswer, request: BoardRequest): Classified | 'readable' | null
  /** What the key adds to a request. */
  credentials?(config: Config, request: BoardRequest, token: string | null): BoardCredentials
  token?(config: Config): BoardToken
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
        settings: given,
        budget_key: budgetKeyOf(definition.facts.id),
        first: () => definition.first(parsed.data),
        one: (external_id) => definition.one?.(parsed.data, external_id) ?? null,
        read: (request, answer) => definition.read(request, answer, parsed.data),
        token: definition.token?.(parsed.data) ?? null,
        credentials: (request, token) => definition.credentials?.(parsed.data, request, token) ?? {},
        classify: (answer, request) => {
          const own = definition.classify?.(answer, request) ?? classifyAnswer(answer, request)
          return own === 'readable' ? null : own
        },
      }
    },
  }
}

const POLITE = {
  min_interval_ms: 1000,
  concurrency: 1,
  respect_robots: false,
  max_bytes: 40_000_000,
  max_pages: 1,
  max_details: 0,
}
const SNAPSHOT = {
  search: 'local',
  incremental: 'snapshot',
  detail: 'inline',
  closes: 'absence',
} satisfies BoardFacts['capabilities']

/** A feed that holds the newest postings only: what has left it may be open still. */
export const WINDOW = { closes: 'expires' } satisfies Partial<BoardFacts['capabilities']>

type Common = Pick<
  BoardFacts,
  'id' | 'name' | 'about' | 'homepage' | 'terms_url' | 'terms_note' | 'attribution' | 'config_fields'
> & { readonly capabilities?: Partial<BoardFacts['capabilities']> }
interface Pace {
  readonly min_interval_ms?: number
  readonly per_day: number
  readonly max_pages?: number
  readonly max_details?: number
  readonly every_minutes: number
  readonly respect_robots?: boolean
}

/** Facts of a public feed for everybody. Documented feeds are made for programs: robots.txt is about pages. */
export function feedFacts(common: Common, pace: Pace): BoardFacts {
  return factsOf(common, pace, { kind: 'feed', tier: 'open_api', default_enabled: true })
}

/** Facts of a public interface that answers who brings a key: off until there is one. */
export function keyedFacts(common: Common, pace: Pace): BoardFacts {
  return factsOf(common, pace, { kind: 'feed', tier: 'keyed_api', default_enabled: false })
}

/** Facts of a system that employers recruit with, one source per employer. */
export function employerFacts(common: Common, pace: Pace = { per_day: 2000, every_minutes: 180 }): BoardFacts {
  return factsOf(common, pace, { kind: 'employer', tier: 'open_api', default_enabled: false })
}

/**
 * Facts of an interface that was not made for programs: off for everybody who has not read its notice, asked a few
 * times a day, and never against its robots.txt.
 */
export function greyFacts(
  { notice, ...common }: Common & { notice: string },
  { kind, ...pace }: Pace & Pick<BoardFacts, 'kind'>,
): BoardFacts {
  const politely = { ...pace, respect_robots: true }
  return { ...factsOf(common, politely, { kind, tier: 'grey', default_enabled: false }), notice }
}

function factsOf(common: Common, pace: Pace, of: Pick<BoardFacts, 'kind' | 'tier' | 'default_enabled'>): BoardFacts {
  return {
    ...common,
    ...of,
    notice: null,
    version: 1,
    capabilities: { ...SNAPSHOT, ...common.capabilities },
    politeness: { ...POLITE, ...pace },
  }
}

/** A board that is listed and told about, and that nothing fetches. */
export function listedBoard(
  common: Omit<Common, 'capabilities' | 'config_fields'>,
  tier: Extract<BoardFacts['tier'], 'import_only' | 'dead'>,
): JobBoard {
  const pace = { per_day: 0, max_pages: 0, every_minutes: 1440, respect_robots: true }
  return {
    facts: factsOf({ ...common, config_fields: [] }, pace, { kind: 'import', tier, default_enabled: false }),
    config: z.object({}),
    open: () => null,
  }
}
