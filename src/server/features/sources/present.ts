import type { Source, SourceRun } from '#contract/sources.ts'
import type { BoardFacts, JobBoard } from '#domain/postings/job-board-port.ts'
import { median } from '#domain/sources/median.ts'
import { usualFill } from '#domain/sources/shape.ts'
import { isRunnable } from './run.ts'
import { needsKey } from './settings.ts'
import type { RunRow, SourceRow } from './tables.ts'

export interface About {
  /** Null: nobody has switched it on yet. */
  readonly row: SourceRow | null
  readonly enabled: boolean
  readonly has_key: boolean
  readonly counts: { readonly postings: number; readonly postings_new: number } | null
  readonly last_run: RunRow | null
  /** Requests to this board today. */
  readonly requests: number
}

/** A source as people see it. */
export function presentSource(
  { facts }: Pick<JobBoard, 'facts'>,
  { row, enabled, has_key, counts, last_run, requests }: About,
): Source {
  const employer = row !== null && row.kind === 'employer'
  return {
    id: row?.id ?? facts.id,
    board_id: facts.id,
    name: row?.name ?? facts.name,
    about: employer ? `The board of one employer at ${facts.name}.` : facts.about,
    kind: facts.kind,
    tier: facts.tier,
    homepage: row?.homepage ?? facts.homepage,
    terms_url: facts.terms_url,
    terms_note: facts.terms_note,
    notice: facts.notice,
    attribution: { ...facts.attribution },
    recommended: facts.default_enabled,
    enabled,
    runnable: isRunnable(facts) && (facts.kind === 'feed' || row !== null),
    removable: employer,
    config: row?.config ?? {},
    config_fields: facts.config_fields.map((field) => ({ ...field })),
    key: needsKey(facts) ? (has_key ? 'kept' : 'missing') : 'not_needed',
    ...healthOf(facts, row),
    missing_fields: row?.missing_fields ?? [],
    interval_min: facts.politeness.every_minutes,
    requests_per_day: facts.politeness.per_day,
    requests_left: facts.politeness.per_day === null ? null : Math.max(0, facts.politeness.per_day - requests),
    postings: counts?.postings ?? 0,
    postings_new: counts?.postings_new ?? 0,
    yields: row?.yields ?? [],
    usual_yield: median(row?.yields ?? []),
    usual_fill: usualFill(row?.fills ?? []),
    last_run: last_run === null ? null : presentRun(last_run),
    last_ok_at: row?.last_ok_at ?? null,
    next_run_at: enabled ? (row?.next_run_at ?? null) : null,
  }
}

function healthOf(facts: BoardFacts, row: SourceRow | null): Pick<Source, 'health' | 'health_reason' | 'health_since'> {
  return row === null
    ? { health: isRunnable(facts) ? 'never_run' : 'off', health_reason: null, health_since: null }
    : { health: row.health, health_reason: row.health_reason, health_since: row.health_since }
}

/** A run as people see it; who asked for it stays out. */
export function presentRun({ requested_by: _, ...run }: RunRow): SourceRun {
  return run
}
