import { sql } from 'kysely'
import type { ListedRow, RemoteItem } from '#domain/calendar/sync/link.ts'
import { reconcile } from '#domain/calendar/sync/reconcile.ts'
import type { Tx } from '#platform/db/db.ts'
import { isoOf } from '#platform/clock.ts'
import { carryOut } from './carry-out.ts'
import type { Happened } from './carry-out.ts'
import { holdLease } from './lease.ts'
import { allLinks, countLive, linksOf } from './links.ts'
import type { StoredLink } from './links.ts'
import { loadSides, markedIds } from './sides.ts'
import type { SyncCtx } from './tables.ts'
import type { Telling } from './telling.ts'

/** What a run has read, before anything of it is stored. */
export interface Staged {
  readonly rows: readonly ListedRow[]
  readonly verified: ReadonlySet<string>
  readonly complete: boolean
  readonly cursor: string
}

export type Applied =
  | { readonly kind: 'applied'; readonly happened: Happened }
  | { readonly kind: 'unconfirmed'; readonly remote_ids: readonly string[] }
  | { readonly kind: 'needs_confirmation'; readonly gone: readonly string[] }
  | { readonly kind: 'fenced' }

const WEEK_MS = 7 * 86_400_000

/** Stores what a reading changes here, together with the cursor up to which it goes, as one transaction of the caller. */
export async function applyReading(ctx: SyncCtx, tx: Tx, run: Telling, staged: Staged): Promise<Applied> {
  if (!(await holdLease(ctx, tx, run.lease))) return { kind: 'fenced' }
  const { calendar, policy } = run
  const items = staged.rows.filter((row) => row.kind === 'item')
  const links = staged.complete ? await allLinks(tx, calendar.id) : await linksOf(tx, calendar, aboutOf(staged, items))
  const known = new Set(links.flatMap(({ link }) => (link.state === 'live' ? (link.remote_id ?? []) : [])))
  const sides = await loadSides(
    tx,
    calendar,
    links.map(({ link }) => link),
    items.filter(({ remote_id }) => !known.has(remote_id)),
  )
  const byLink = new Map(links.map((stored) => [stored.link, stored]))
  const result = reconcile({
    ...{ rows: staged.rows, verified: staged.verified, complete: staged.complete },
    ...{ links: [...byLink.keys()], live: await liveOf(tx, calendar.id, staged, links), policy, twin: sides.twin },
    local: (id) => sides.of(id)?.side ?? null,
    confirmed: new Set(calendar.confirmed),
  })
  if (result.kind !== 'apply') return result
  const steps = result.steps.map(({ was, decision }) => ({
    was: was === null ? null : (byLink.get(was) ?? null),
    decision,
  }))
  const happened = await carryOut(ctx, tx, run, steps, sides)
  await keepCursor(ctx, tx, run, staged)
  return { kind: 'applied', happened }
}

function aboutOf({ rows }: Staged, items: readonly RemoteItem[]): { remote_ids: string[]; event_ids: string[] } {
  return { remote_ids: rows.map(({ remote_id }) => remote_id), event_ids: markedIds(items) }
}

/** Only asked where something may be gone: of how many. */
async function liveOf(tx: Tx, id: string, { rows, complete }: Staged, links: readonly StoredLink[]): Promise<number> {
  if (complete) return links.filter(({ link }) => link.state === 'live').length
  const mayBeGone = rows.some(({ kind }) => kind === 'gone') || links.some(({ link }) => link.gone)
  return mayBeGone ? countLive(tx, id) : 0
}

async function keepCursor(ctx: SyncCtx, tx: Tx, { calendar }: Telling, { complete, cursor }: Staged): Promise<void> {
  const due = isoOf(ctx.clock.ms() + WEEK_MS - Math.round(ctx.random.fraction() * (WEEK_MS / 7)))
  await sql`
    UPDATE calendars SET cursor = ${cursor}, waiting = '{}', confirmed = '{}', clock_offset_ms = ${calendar.clock_offset_ms},
      whole_due_at = CASE WHEN ${complete} THEN ${due} ELSE whole_due_at END
    WHERE id = ${calendar.id}`.execute(tx)
}
