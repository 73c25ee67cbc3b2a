import { z } from 'zod'
import type {
  Seeker,
  listSeekerApplications,
  listSeekerJobs,
  listSeekers,
  readSeekerProfile,
} from '#contract/coaching.ts'
import { notFound } from '#contract/endpoint.ts'
import type { PageQuery } from '#contract/wire.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import { refuse } from '#platform/errors.ts'
import { decodeCursor, encodeCursor, toPage } from '#platform/serve/cursor.ts'
import { listApplications } from '#features/applications/index.ts'
import { assertGranted, seekersOpenTo } from '#features/firms/index.ts'
import { listSaved } from '#features/postings/index.ts'
import type { BoardCtx } from '#features/postings/index.ts'
import { findProfile } from '#features/profile/index.ts'

type Page = z.output<typeof PageQuery>
/** Whose list, and which part of it. */
interface Look {
  readonly user_id: string
  readonly page: Page
}

const Cursor = z.tuple([z.string(), z.uuid()])

/** A page of those who opened something to the coach. */
export async function seekers(ctx: Ctx, actor: Actor, page: Page): Promise<z.input<typeof listSeekers.response>> {
  const after = decodeCursor(ctx.secrets, 'seekers', page.cursor, Cursor)
  const coach = { ...actor, now: ctx.clock.iso() }
  const rows = await ctx.db.as(actor, (tx) => seekersOpenTo(tx, coach, { after, limit: page.limit }))
  return toPage(rows, page.limit, (row) => encodeCursor(ctx.secrets, 'seekers', [row.sort_key, row.user_id]))
}

export async function seeker(ctx: Ctx, actor: Actor, user_id: string): Promise<Seeker> {
  const coach = { ...actor, now: ctx.clock.iso() }
  const [found] = await ctx.db.as(actor, (tx) => seekersOpenTo(tx, coach, { after: null, limit: 1, user_id }))
  return found ?? refuse(notFound)
}

export async function applications(
  ctx: Ctx,
  actor: Actor,
  { user_id, page }: Look,
): Promise<z.input<typeof listSeekerApplications.response>> {
  const what = inLog('list of applications', page)
  const reader = await assertGranted(ctx, actor, { seeker_id: user_id, area: 'applications', what })
  return listApplications(ctx, reader, { ...page, sort: '-status_at' })
}

export async function jobs(
  ctx: BoardCtx,
  actor: Actor,
  { user_id, page }: Look,
): Promise<z.input<typeof listSeekerJobs.response>> {
  const what = inLog('list of saved jobs', page)
  const reader = await assertGranted(ctx, actor, { seeker_id: user_id, area: 'postings', what })
  const saved = await listSaved(ctx, reader, page)
  const items = saved.items.flatMap(({ state, ...job }) =>
    state.saved_at === null ? [] : [{ ...job, saved_at: state.saved_at }],
  )
  return { items, next_cursor: saved.next_cursor }
}

export async function profile(
  ctx: Ctx,
  actor: Actor,
  user_id: string,
): Promise<z.input<typeof readSeekerProfile.response>> {
  const reader = await assertGranted(ctx, actor, { seeker_id: user_id, area: 'profile', what: 'profile' })
  return { profile: await ctx.db.as(reader, (tx) => findProfile(tx, reader.user_id)) }
}

/** What the access log says of a page of a list: each is a look of its own. */
function inLog(list: string, page: Page): string {
  return page.cursor === undefined ? list : `${list}, further down`
}
