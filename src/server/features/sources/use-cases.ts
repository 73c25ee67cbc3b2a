import { z } from 'zod'
import { notFound } from '#contract/endpoint.ts'
import {
  configFixed,
  keyMissing,
  noticeNotAccepted,
  notRemovable,
  notRunnable,
  sourceExists,
  sourceOff,
  unknownBoard,
} from '#contract/sources.ts'
import type { createSource, listSourceRuns, updateSource } from '#contract/sources.ts'
import type { Source, SourceRun } from '#contract/sources.ts'
import { budgetKeyOf } from '#domain/postings/job-board-port.ts'
import type { JobBoard } from '#domain/postings/job-board-port.ts'
import { employerSourceName } from '#domain/postings/source-name.ts'
import type { Actor } from '#platform/actor.ts'
import { isoOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { spentOn } from '#platform/http/budgets.ts'
import { decodeCursor, encodeCursor, toPage } from '#platform/serve/cursor.ts'
import {
  enqueueMatching,
  forgetSource,
  subscribersOf,
  subscriptionsOf,
  switchSource,
  yieldsOf,
} from '#features/postings/index.ts'
import type { BoardCtx } from '#features/postings/index.ts'
import { presentRun, presentSource } from './present.ts'
import { isRunnable, startRun } from './run.ts'
import { checked, needsKey, openKey, sealKey, settingsFrom } from './settings.ts'
import * as store from './store.ts'
import type { SourceRow } from './tables.ts'

/** Every board that there is, and the employers' boards that the person follows. */
export function list(ctx: BoardCtx, actor: Actor): Promise<{ items: Source[]; next_cursor: null }> {
  return ctx.db.as(actor, async (tx) => ({ items: await catalogue(ctx, tx, actor.user_id), next_cursor: null }))
}

export function get(ctx: BoardCtx, actor: Actor, id: string): Promise<Source> {
  return ctx.db.as(actor, (tx) => requireListed(ctx, tx, actor.user_id, id))
}

/** Follows an employer's board, which the address of its careers page tells. */
export async function follow(
  ctx: BoardCtx,
  actor: Actor,
  { url, accept_notice }: z.output<typeof createSource.body>,
): Promise<Source> {
  const found = ctx.boards.forCareersUrl(url)
  if (found.kind === 'unknown')
    return refuse(unknownBoard, { field_errors: [{ field: 'url', code: 'unknown_board', message: found.message }] })
  const board = ctx.boards.find(found.board_id) ?? refuse(unknownBoard)
  requireAccepted(board, accept_notice)
  const id = sourceIdOf(board, found.tenant)
  const config = checked(board, found.config)
  await ctx.db.asSystem('follow an employer', async (tx) => {
    const before = (await subscriptionsOf(tx, actor.user_id)).get(id)
    if (before !== undefined) refuse(sourceExists, { details: { existing_id: id } })
    await addEmployer(ctx, tx, { board, id, tenant: found.tenant, config, user_id: actor.user_id })
  })
  return get(ctx, actor, id)
}

/** Switches a source on or off for the person, or changes its settings. */
export async function change(
  ctx: BoardCtx,
  actor: Actor,
  id: string,
  body: z.output<typeof updateSource.body>,
): Promise<Source> {
  const now = ctx.clock.iso()
  const changed = await ctx.db.asSystem('change a source', async (tx) => {
    const board = boardOf(ctx, id) ?? refuse(notFound)
    const mine = await subscriptionsOf(tx, actor.user_id)
    const row = await store.findSource(tx, id)
    if (row === null && board.facts.kind !== 'feed') return configureEmployer(ctx, tx, { actor, board, body })
    if (row !== null && row.kind === 'employer' && !mine.has(id)) return refuse(notFound)
    const source = row ?? (await addFeed(ctx, tx, board))
    if (body.config !== undefined)
      await reconfigure(ctx, tx, { source, board, config: body.config, user_id: actor.user_id })
    if (body.enabled !== undefined) {
      if (body.enabled && !isRunnable(board.facts)) refuse(notRunnable)
      if (body.enabled) requireAccepted(board, body.accept_notice)
      if (body.enabled && needsKey(board.facts) && (await store.findKey(tx, id)) === null) refuse(keyMissing)
      await switchSource(tx, { user_id: actor.user_id, source_id: id, enabled: body.enabled, now })
      if (body.enabled) await bring(ctx, tx, { source, board, user_id: actor.user_id, anew: body.config !== undefined })
    }
    return id
  })
  return get(ctx, actor, changed)
}

/** Stops following an employer's board. */
export function unfollow(ctx: BoardCtx, actor: Actor, id: string): Promise<void> {
  return ctx.db.as(actor, async (tx) => {
    const source = await requireListed(ctx, tx, actor.user_id, id)
    if (!source.removable) refuse(notRemovable)
    await forgetSource(tx, actor.user_id, id)
  })
}

/** Has a source read now, or joins the run that is under way. */
export async function run(ctx: BoardCtx, actor: Actor, id: string): Promise<{ run_id: string }> {
  const source = await get(ctx, actor, id)
  if (!source.runnable) refuse(notRunnable)
  if (source.key === 'missing') refuse(keyMissing)
  if (!source.enabled) refuse(sourceOff)
  const run_id = await ctx.db.asSystem('run a source on demand', (tx) =>
    startRun(ctx, tx, { source_id: id, requested_by: actor.user_id }),
  )
  return { run_id }
}

export function getRun(ctx: BoardCtx, actor: Actor, run_id: string): Promise<SourceRun> {
  return ctx.db.as(actor, async (tx) => presentRun((await store.findRun(tx, run_id)) ?? refuse(notFound)))
}

export function runs(
  ctx: BoardCtx,
  actor: Actor,
  id: string,
  query: z.output<typeof listSourceRuns.query>,
): Promise<z.input<typeof listSourceRuns.response>> {
  const scope = `source runs ${id}`
  const cursor = decodeCursor(ctx.secrets, scope, query.cursor, z.tuple([z.uuid()]))
  return ctx.db.as(actor, async (tx) => {
    await requireListed(ctx, tx, actor.user_id, id)
    const rows = await store.listRuns(tx, id, { before: cursor?.[0] ?? null, limit: query.limit })
    const page = toPage(rows, query.limit, (row) => encodeCursor(ctx.secrets, scope, [row.id]))
    return { ...page, items: page.items.map(presentRun) }
  })
}

async function catalogue(ctx: BoardCtx, tx: Tx, user_id: string): Promise<Source[]> {
  const spent = await ctx.db.asSystem('look at budgets', (system) => spentOn(system, ctx.clock.iso().slice(0, 10)))
  const mine = await subscriptionsOf(tx, user_id)
  const counts = await yieldsOf(tx, isoOf(ctx.clock.ms() - 7 * 86_400_000))
  const latest = await store.latestRuns(tx)
  const keyed = await store.keyedSources(tx)
  const rows = new Map((await store.listSources(tx)).map((row) => [row.id, row]))
  const ofSource = (id: string) => ({
    enabled: mine.get(id) ?? false,
    has_key: keyed.has(id),
    counts: counts.get(id) ?? null,
    last_run: latest.get(id) ?? null,
  })
  const about = (row: SourceRow | null, { facts }: JobBoard) => ({
    row,
    ...ofSource(row?.id ?? facts.id),
    requests: spent.get(budgetKeyOf(facts.id)) ?? 0,
  })
  const boards = ctx.boards.all().map((board) => presentSource(board, about(rows.get(board.facts.id) ?? null, board)))
  const followed = [...rows.values()].filter((row) => row.kind === 'employer' && mine.has(row.id))
  const employers = followed.flatMap((row) => {
    const board = ctx.boards.find(row.board_id)
    return board === null ? [] : [presentSource(board, about(row, board))]
  })
  return [...boards, ...employers]
}

async function requireListed(ctx: BoardCtx, tx: Tx, user_id: string, id: string): Promise<Source> {
  return (await catalogue(ctx, tx, user_id)).find((source) => source.id === id) ?? refuse(notFound)
}

/** Nobody has a source on whose notice they have not accepted. */
function requireAccepted({ facts }: JobBoard, accepted: boolean | undefined): void {
  if (facts.notice !== null && accepted !== true) refuse(noticeNotAccepted, { details: { notice: facts.notice } })
}

function boardOf(ctx: BoardCtx, source_id: string): JobBoard | null {
  return ctx.boards.find(source_id.split('.')[0] ?? '')
}

function sourceIdOf(board: JobBoard, tenant: string): string {
  const slug = tenant
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .slice(0, 120)
  return `${board.facts.id}.${slug}`
}

async function addFeed(ctx: BoardCtx, tx: Tx, board: JobBoard): Promise<SourceRow> {
  const { id, name, homepage } = board.facts
  await store.ensureSource(tx, {
    id,
    board_id: id,
    kind: 'feed',
    name,
    homepage,
    config: needsKey(board.facts) ? {} : checked(board, {}),
    created_by: null,
    created_at: ctx.clock.iso(),
  })
  return (await store.findSource(tx, id)) ?? refuse(notFound)
}

type Employer = { board: JobBoard; id: string; tenant: string; config: Record<string, unknown>; user_id: string }

async function addEmployer(ctx: BoardCtx, tx: Tx, { board, id, tenant, config, user_id }: Employer): Promise<void> {
  const now = ctx.clock.iso()
  await store.ensureSource(tx, {
    id,
    board_id: board.facts.id,
    kind: 'employer',
    name: employerSourceName(tenant, board.facts.name),
    homepage: board.facts.homepage,
    config,
    created_by: user_id,
    created_at: now,
  })
  await switchSource(tx, { user_id, source_id: id, enabled: true, now })
  const source = (await store.findSource(tx, id)) ?? refuse(notFound)
  await bring(ctx, tx, { source, board, user_id, anew: false })
}

/** The settings of a kind of board name an employer: following that one is what is meant. */
async function configureEmployer(
  ctx: BoardCtx,
  tx: Tx,
  { actor, board, body }: { actor: Actor; board: JobBoard; body: z.output<typeof updateSource.body> },
): Promise<string> {
  if (board.facts.kind !== 'employer' || body.config === undefined) return refuse(notRunnable)
  requireAccepted(board, body.accept_notice)
  const config = checked(board, body.config)
  const tenant = Object.values(config).find((value) => typeof value === 'string')
  if (typeof tenant !== 'string') return refuse(notRunnable)
  const id = sourceIdOf(board, tenant)
  await addEmployer(ctx, tx, { board, id, tenant, config, user_id: actor.user_id })
  return id
}

/** With other settings a source carries other postings: what was usual says nothing of them. */
const ANEW = { cursor: null, yields: [], fills: [], missing_fields: [] } satisfies Partial<SourceRow>

type Change = { source: SourceRow; board: JobBoard; config: Record<string, unknown>; user_id: string }

/** Changes the settings of a source that nobody else has on; an employer's are what it is. */
async function reconfigure(ctx: BoardCtx, tx: Tx, { source, board, config, user_id }: Change): Promise<void> {
  if (needsKey(board.facts)) return rekey(ctx, tx, { source, board, config, user_id })
  const next = checked(board, config)
  if (JSON.stringify(next) === JSON.stringify(checked(board, source.config))) return
  const others = (await subscribersOf(tx, source.id)).filter((each) => each !== user_id)
  if (source.kind === 'employer' || others.length > 0) refuse(configFixed)
  await store.updateSource(tx, source.id, { config: next, ...ANEW })
}

/** Who brought the key has the say over the source, whoever else has it on. */
async function rekey(ctx: BoardCtx, tx: Tx, { source, board, config, user_id }: Change): Promise<void> {
  const row = await store.findKey(tx, source.id)
  if (row !== null && row.user_id !== user_id) refuse(configFixed)
  const next = settingsFrom(board, config, row === null ? {} : openKey(ctx.secrets, row))
  if (next === null) return store.deleteKey(tx, source.id)
  const sealed = sealKey(ctx.secrets, source.id, next.key)
  await store.saveKey(tx, { source_id: source.id, user_id, sealed, changed_at: ctx.clock.iso() })
  await store.updateSource(tx, source.id, { config: next.open, ...ANEW })
}

/** What a source has comes at once into the feed of who switched it on; one not read for a while is read. */
async function bring(
  ctx: BoardCtx,
  tx: Tx,
  { source, board, user_id, anew }: { source: SourceRow; board: JobBoard; user_id: string; anew: boolean },
): Promise<void> {
  const stale =
    source.last_ok_at === null ||
    Date.parse(source.last_ok_at) < ctx.clock.ms() - board.facts.politeness.every_minutes * 60_000
  if (stale || anew) await startRun(ctx, tx, { source_id: source.id, requested_by: user_id })
  else await enqueueMatching(ctx, tx, { user_id })
}
