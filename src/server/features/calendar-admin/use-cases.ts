import { z } from 'zod'
import type {
  AdminAttempt,
  AdminConnection,
  AdminSyncResult,
  exportAdminAttempts,
  listAdminAttempts,
  listAdminConnections,
  ProviderMetrics,
  SyncFigures,
} from '#contract/calendar-admin.ts'
import { notFound } from '#contract/endpoint.ts'
import type { Actor } from '#platform/actor.ts'
import { isoOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { csvTable } from '#platform/serve/csv.ts'
import { decodeCursor, encodeCursor, toPage } from '#platform/serve/cursor.ts'
import { beginReplay, beginSync, waitFor } from '#features/calendar-runs/index.ts'
import type { Sync, SyncCtx } from '#features/calendar-sync/index.ts'
import { inPracticeRunBy } from '#features/firms/index.ts'
import { syncMetrics } from './metrics.ts'
import { ATTEMPT_COLUMNS, presentAttempt, presentConnection, presentMetrics, presentResult } from './present.ts'
import * as store from './store.ts'

const MOST_EXPORTED = 10_000
const DAY_MS = 86_400_000
const After = z.tuple([z.uuid()])

interface Page<Item> {
  readonly items: Item[]
  readonly next_cursor: string | null
}

export async function listConnections(
  ctx: SyncCtx,
  actor: Actor,
  { cursor, limit, ...filter }: z.output<typeof listAdminConnections.query>,
): Promise<Page<AdminConnection>> {
  const scope = JSON.stringify(['calendar connections of a practice', actor.firm_id, filter])
  const after = decodeCursor(ctx.secrets, scope, cursor, After)?.[0] ?? null
  const rows = await inPracticeRunBy(ctx, actor, 'calendar accounts of a practice', (tx, { firm_id }) =>
    store.connectionsPage(tx, firm_id, filter, { after, limit, now: ctx.clock.iso() }),
  )
  const page = toPage(rows, limit, ({ id }) => encodeCursor(ctx.secrets, scope, [id]))
  return { ...page, items: page.items.map(presentConnection) }
}

export async function listAttempts(
  ctx: SyncCtx,
  actor: Actor,
  { cursor, limit, ...filter }: z.output<typeof listAdminAttempts.query>,
): Promise<Page<AdminAttempt>> {
  const scope = JSON.stringify(['calendar attempts of a practice', actor.firm_id, filter])
  const after = decodeCursor(ctx.secrets, scope, cursor, After)?.[0] ?? null
  const rows = await attempts(ctx, actor, filter, { after, limit })
  const page = toPage(rows, limit, ({ id }) => encodeCursor(ctx.secrets, scope, [id]))
  return { ...page, items: page.items.map(presentAttempt) }
}

export async function exportAttempts(
  ctx: SyncCtx,
  actor: Actor,
  filter: z.output<typeof exportAdminAttempts.query>,
): Promise<string> {
  const rows = await attempts(ctx, actor, filter, { after: null, limit: MOST_EXPORTED })
  return csvTable(ATTEMPT_COLUMNS, rows.slice(0, MOST_EXPORTED).map(presentAttempt))
}

function attempts(
  ctx: SyncCtx,
  actor: Actor,
  filter: store.AttemptFilter,
  page: { readonly after: string | null; readonly limit: number },
): Promise<store.AttemptRow[]> {
  return inPracticeRunBy(ctx, actor, 'calendar syncs of a practice', (tx, { firm_id }) =>
    store.attemptsPage(tx, firm_id, filter, page),
  )
}

export async function metrics(
  ctx: SyncCtx,
  actor: Actor,
  days: number,
): Promise<{ since: string; overall: SyncFigures; providers: ProviderMetrics[] }> {
  const [now, since] = [ctx.clock.iso(), isoOf(ctx.clock.ms() - days * DAY_MS)]
  const rows = await inPracticeRunBy(ctx, actor, 'calendar metrics of a practice', (tx, { firm_id }) =>
    syncMetrics(tx, firm_id, { now, since }),
  )
  return { since, ...presentMetrics(rows) }
}

/** Does an attempt of a member once more, and says so to the member. */
export async function replay(ctx: SyncCtx, sync: Sync, actor: Actor, attempt_id: string): Promise<AdminSyncResult> {
  return forMember(ctx, actor, {
    find: (tx, firm_id) => store.ownerOfAttempt(tx, firm_id, attempt_id),
    what: 'sync of a calendar, done once more',
    begin: (tx, { user_id, connection_id }) => beginReplay(ctx, sync, tx, user_id, { id: connection_id, attempt_id }),
  })
}

interface Resync {
  readonly id: string
  readonly calendar_id?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Reads the calendars of a member as a whole again, and says so to the member. */
export async function resync(ctx: SyncCtx, sync: Sync, actor: Actor, of: Resync): Promise<AdminSyncResult> {
  const { id, calendar_id = null, from = null, to = null } = of
  return forMember(ctx, actor, {
    find: (tx, firm_id) => store.ownerOfConnection(tx, firm_id, id),
    what: 'calendar account, read as a whole again',
    begin: (tx, { user_id }) =>
      beginSync(ctx, sync, tx, user_id, { id, calendar_id, trigger: 'resync', resync: { from, to } }),
  })
}

/** Something that is done about the account of a member. */
interface Deed {
  readonly find: (tx: Tx, firm_id: string) => Promise<store.Owner | null>
  /** As the log of the member says it. */
  readonly what: string
  readonly begin: (tx: Tx, owner: store.Owner) => Promise<string[]>
}

async function forMember(ctx: SyncCtx, actor: Actor, deed: Deed): Promise<AdminSyncResult> {
  const begun = await inPracticeRunBy(ctx, actor, 'sync for a member of a practice', async (tx, { firm_id, note }) => {
    const owner = (await deed.find(tx, firm_id)) ?? refuse(notFound)
    const attempt_ids = await deed.begin(tx, owner)
    await note({ member_id: owner.user_id, area: 'calendar', what: deed.what })
    return { user_id: owner.user_id, attempt_ids }
  })
  const reader = { user_id: begun.user_id, firm_id: actor.firm_id, read_only: true } as const
  return presentResult(await waitFor(ctx, reader, begun.attempt_ids))
}
