import type { SourceOutcome } from '#contract/posting-fields.ts'
import type { MissingField, SourceFill } from '#contract/sources.ts'
import { FIELD_WORDS } from '#domain/sources/field-words.ts'
import { median } from '#domain/sources/median.ts'
import { REMEMBERED_READINGS, shapeAfter } from '#domain/sources/shape.ts'
import { isoOf } from '#platform/clock.ts'
import type { SourceRow } from './tables.ts'

export interface Ended {
  readonly outcome: SourceOutcome
  readonly complete: boolean
  readonly seen: number
  /** Entries that are postings, and of which none could be made. */
  readonly unreadable: number
  /** Null: no posting was read in full. */
  readonly fill: SourceFill | null
  readonly now: string
  /** What went wrong, for a failure. */
  readonly message?: string
  /** Why what it gave may be something else than it looks. */
  readonly doubt?: string | null | undefined
}

export interface Standing {
  readonly columns: Pick<SourceRow, 'health' | 'health_reason' | 'health_since' | 'fills' | 'missing_fields'> &
    Partial<Pick<SourceRow, 'last_ok_at' | 'failures'>>
  readonly outcome: SourceOutcome
  readonly yields: readonly number[]
  /** It carried about as much as usual, in the usual shape: then absence means something. */
  readonly trusted: boolean
}

type Before = Pick<
  SourceRow,
  'health' | 'health_reason' | 'health_since' | 'failures' | 'yields' | 'last_ok_at' | 'fills' | 'missing_fields'
>
type Verdict = { health: SourceRow['health']; reason: string | null }

const REFUSES: readonly SourceOutcome[] = ['blocked_antibot', 'auth', 'robots', 'rate_limited', 'budget']
const GOOD: readonly SourceOutcome[] = ['ok', 'empty_legit', 'not_modified']

/** How a source stands after a run, and why. */
export function standingAfter(source: Before, ended: Ended): Standing {
  const good = GOOD.includes(ended.outcome)
  const shape = good ? shapeAfter(source, ended.fill, ended.now) : source
  const drifted = shape.missing_fields.length > 0
  const usual = median(source.yields)
  const enough = usual === null || ended.outcome === 'not_modified' || ended.seen >= usual / 2
  // What has not changed since a doubtful reading is as doubtful as then.
  const given_up = source.missing_fields.length > 0 && !drifted
  const asBefore =
    ended.outcome === 'not_modified' && source.health === 'degraded' && source.failures === 0 && !given_up
  const { health, reason } = asBefore
    ? { health: source.health, reason: source.health_reason }
    : good
      ? verdict(ended, shape.missing_fields, enough ? null : usual)
      : failed(ended, source)
  const readSo = drifted && ended.fill !== null && shape !== source
  return {
    columns: {
      health,
      health_reason: reason,
      health_since: source.health === health ? (source.health_since ?? ended.now) : ended.now,
      fills: [...shape.fills],
      missing_fields: [...shape.missing_fields],
      ...(good ? { last_ok_at: ended.now, failures: 0 } : {}),
    },
    outcome: readSo ? 'schema_drift' : ended.outcome,
    yields: ended.complete && !drifted ? [ended.seen, ...source.yields].slice(0, REMEMBERED_READINGS) : source.yields,
    trusted: enough && !drifted,
  }
}

function failed({ outcome, seen, message }: Ended, { last_ok_at }: Before): Verdict {
  // Its shape is another one: what it gave before is kept, and it does answer.
  const drifted = outcome === 'schema_drift' && last_ok_at !== null
  const health = REFUSES.includes(outcome) ? 'blocked' : drifted || seen > 0 ? 'degraded' : 'failing'
  return { health, reason: message ?? null }
}

/** `usual`: null where it carried about as much as that. */
function verdict(ended: Ended, missing: readonly MissingField[], usual: number | null): Verdict {
  const few =
    usual === null ? null : `It carried ${ended.seen} postings where it usually has about ${usual}. Nothing was closed.`
  const lost = missing.length === 0 ? null : lostWords(missing)
  const unread =
    ended.unreadable > 0 && ended.unreadable > ended.seen * 0.3
      ? `${ended.unreadable} ${ended.unreadable === 1 ? 'entry' : 'entries'} could not be read beside ${ended.seen} that could.`
      : null
  const reasons = [lost, few, unread, ended.doubt ?? null].filter((reason) => reason !== null)
  return reasons.length === 0 ? { health: 'healthy', reason: null } : { health: 'degraded', reason: reasons.join(' ') }
}

function lostWords(missing: readonly MissingField[]): string {
  const fields = missing.map(
    ({ field, usual, now }) => `${FIELD_WORDS[field]} (usually ${percent(usual)}, now ${percent(now)})`,
  )
  return `Its postings do not tell any more: ${fields.join(', ')}. What they said before is kept, and none is closed for being absent.`
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
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
