import type { SourceOutcome } from '#contract/posting-fields.ts'
import { isoOf } from '#platform/clock.ts'
import type { SourceRow } from './tables.ts'

export interface Ended {
  readonly outcome: SourceOutcome
  readonly complete: boolean
  readonly seen: number
  /** Entries that are postings, and of which none could be made. */
  readonly unreadable: number
  readonly now: string
  /** What went wrong, for a failure. */
  readonly message?: string
  /** Why what it gave may be something else than it looks. */
  readonly doubt?: string | null | undefined
}

export interface Standing {
  readonly columns: Pick<SourceRow, 'health' | 'health_reason' | 'health_since'> &
    Partial<Pick<SourceRow, 'last_ok_at' | 'failures'>>
  readonly yields: readonly number[]
  /** It carried about as much as usual: then absence means something. */
  readonly trusted: boolean
}

type Before = Pick<SourceRow, 'health' | 'health_reason' | 'health_since' | 'failures' | 'yields'>

const REFUSES: readonly SourceOutcome[] = ['blocked_antibot', 'auth', 'robots', 'rate_limited', 'budget']
const GOOD: readonly SourceOutcome[] = ['ok', 'empty_legit', 'not_modified']

/** How a source stands after a run, and why. */
export function standingAfter(source: Before, ended: Ended): Standing {
  const usual = median(source.yields)
  const trusted = usual === null || ended.outcome === 'not_modified' || ended.seen >= usual / 2
  const yields = ended.complete ? [ended.seen, ...source.yields].slice(0, 7) : source.yields
  // What has not changed since a doubtful reading is as doubtful as then.
  const asBefore = ended.outcome === 'not_modified' && source.health === 'degraded' && source.failures === 0
  const { health, reason } = asBefore
    ? { health: source.health, reason: source.health_reason }
    : verdict(ended, { usual, trusted })
  const good = GOOD.includes(ended.outcome)
  return {
    columns: {
      health,
      health_reason: reason,
      health_since: source.health === health ? (source.health_since ?? ended.now) : ended.now,
      ...(good ? { last_ok_at: ended.now, failures: 0 } : {}),
    },
    yields,
    trusted,
  }
}

function verdict(
  ended: Ended,
  { usual, trusted }: { usual: number | null; trusted: boolean },
): { health: SourceRow['health']; reason: string | null } {
  if (!GOOD.includes(ended.outcome)) {
    return {
      health: REFUSES.includes(ended.outcome) ? 'blocked' : ended.seen > 0 ? 'degraded' : 'failing',
      reason: ended.message ?? null,
    }
  }
  if (!trusted)
    return {
      health: 'degraded',
      reason: `It carried ${ended.seen} postings where it usually has about ${usual ?? 0}. Nothing was closed.`,
    }
  if (ended.unreadable > 0 && ended.unreadable > ended.seen * 0.3) {
    return {
      health: 'degraded',
      reason: `${ended.unreadable} ${ended.unreadable === 1 ? 'entry' : 'entries'} could not be read beside ${ended.seen} that could.`,
    }
  }
  if (ended.doubt) return { health: 'degraded', reason: ended.doubt }
  return { health: 'healthy', reason: null }
}

/** When to come by again: at the source's own pace, later after failures, never before it allows. */
export function nextRunAfter(
  now_ms: number,
  every_minutes: number,
  after: { failures: number; retry_after_s: number | null },
): string {
  const wait = Math.min(every_minutes * 2 ** Math.min(after.failures, 6), Math.max(every_minutes, 24 * 60)) * 60_000
  return isoOf(now_ms + Math.max(wait, (after.retry_after_s ?? 0) * 1000))
}

function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null
}
