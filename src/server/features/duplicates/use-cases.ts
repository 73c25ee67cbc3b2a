import { notFound } from '#contract/endpoint.ts'
import { bothTracked, lastMember, sameJob } from '#contract/duplicates.ts'
import type { Duplicates } from '#contract/duplicates.ts'
import { likenessOf } from '#domain/duplicates/cluster.ts'
import type { Actor } from '#platform/actor.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse, refuseField } from '#platform/errors.ts'
import { clustersOf, lockPostings, remerge, separateSource } from '#features/intake/index.ts'
import { enqueueMatching, joinSources, readPosting } from '#features/postings/index.ts'
import type { ApplicationsOf, BoardCtx } from '#features/postings/index.ts'
import { presentDuplicates } from './present.ts'
import * as store from './store.ts'

type Pair = { id: string; other_id: string }
type Answer = Duplicates & { job_id: string }

/** What is shown as one posting, and what is like it. */
export function read(ctx: BoardCtx, actor: Actor, id: string, applicationsOf: ApplicationsOf): Promise<Duplicates> {
  return presentDuplicates(ctx, actor, { id, applicationsOf })
}

/** Shows two postings as one; gives the one that stays. */
export async function merge(
  ctx: BoardCtx,
  actor: Actor,
  { id, other_id }: Pair,
  applicationsOf: ApplicationsOf,
): Promise<Answer> {
  const pair = await ctx.db.as(actor, (tx) => visiblePair(tx, actor, { id, other_id }))
  const restored = pair.shared && (await restore(ctx, actor, pair))
  const job_id = restored ? pair.id : await ctx.db.as(actor, (tx) => hide(ctx, tx, actor, { ...pair, applicationsOf }))
  return { job_id, ...(await presentDuplicates(ctx, actor, { id: job_id, applicationsOf })) }
}

/** Takes a source, or a posting that one merged, out again; gives the posting that it is now. */
export async function unmerge(
  ctx: BoardCtx,
  actor: Actor,
  { id, member_id }: { id: string; member_id: string },
  applicationsOf: ApplicationsOf,
): Promise<Answer> {
  const shown = await ctx.db.as(actor, async (tx) => {
    await visible(tx, actor, id)
    return store.showAgain(tx, { user_id: actor.user_id, posting_id: member_id, behind: id, now: ctx.clock.iso() })
  })
  const job_id = shown ? member_id : await separate(ctx, actor, { id, member_id })
  return { job_id, ...(await presentDuplicates(ctx, actor, { id, applicationsOf })) }
}

/** Remembers that two postings are not the same, or forgets it. */
export function tellApart(ctx: BoardCtx, actor: Actor, pair: Pair & { distinct: boolean }): Promise<void> {
  return ctx.db.as(actor, async (tx) => {
    if (pair.id === pair.other_id) refuse(sameJob)
    await visible(tx, actor, pair.id)
    await visibleOther(tx, actor, pair.other_id)
    const told = { ...pair, user_id: actor.user_id, now: ctx.clock.iso() }
    await (pair.distinct ? store.addDistinction(tx, told) : store.removeDistinction(tx, told))
  })
}

async function visible(tx: Tx, actor: Actor, id: string) {
  return (await readPosting(tx, actor, id)) ?? refuse(notFound)
}

async function visibleOther(tx: Tx, actor: Actor, id: string) {
  return (await readPosting(tx, actor, id)) ?? refuseField(notFound, 'job_id')
}

/** The two postings that are meant: one that is hidden behind another stands for that one. */
async function visiblePair(tx: Tx, actor: Actor, { id, other_id }: Pair): Promise<Pair & { shared: boolean }> {
  const into = await visible(tx, actor, (await store.duplicateOf(tx, actor.user_id, id)) ?? id)
  const from = await visibleOther(tx, actor, other_id)
  const behind = await store.duplicateOf(tx, actor.user_id, from.id)
  if (into.id === from.id || behind === into.id) refuse(sameJob)
  return { id: into.id, other_id: from.id, shared: into.owner_user_id === null && from.owner_user_id === null }
}

/** Undoes a split of this person, for everybody; false: there was none, or somebody does something with it by now. */
function restore(ctx: BoardCtx, actor: Actor, { id, other_id }: Pair): Promise<boolean> {
  return ctx.db.asSystem('merge what was taken apart', async (tx) => {
    await lockPostings(tx)
    if (!(await store.forgetSplit(tx, { posting_id: id, other_id, user_id: actor.user_id }))) return false
    await store.removeDistinction(tx, { user_id: actor.user_id, id, other_id })
    const clusters = await clustersOf(tx, [id, other_id])
    const seen = likenessOf(clusters.get(id)?.members ?? [], clusters.get(other_id)?.members ?? [])
    const because = { probability: seen?.probability ?? 1, reasons: seen?.reasons ?? [] }
    await joinSources(tx, [{ into: id, from: other_id, how: 'score', ...because, at: ctx.clock.iso() }])
    await remerge(ctx, tx, [id])
    return true
  })
}

/** Hides one of the two behind the other, for this person: the one with an application stays. */
async function hide(
  ctx: BoardCtx,
  tx: Tx,
  actor: Actor,
  { id, other_id, applicationsOf }: Pair & { applicationsOf: ApplicationsOf },
): Promise<string> {
  const { user_id } = actor
  const standing = await applicationsOf(tx, user_id, [id, other_id])
  if (standing.has(id) && standing.has(other_id)) refuse(bothTracked)
  const [stays, goes] = standing.has(other_id) ? [other_id, id] : [id, other_id]
  const behind = await store.duplicateOf(tx, user_id, stays)
  if (behind !== null) await store.showAgain(tx, { user_id, posting_id: stays, behind, now: ctx.clock.iso() })
  await store.hideBehind(tx, { user_id, posting_id: goes, behind: stays, now: ctx.clock.iso() })
  return stays
}

function separate(ctx: BoardCtx, actor: Actor, { id, member_id }: { id: string; member_id: string }): Promise<string> {
  return ctx.db.asSystem('take a source out of a posting', async (tx) => {
    await lockPostings(tx)
    const members = await store.sourceMembers(tx, id)
    if (!members.some((member) => member.id === member_id)) refuseField(notFound, 'member_id')
    if (members.length < 2) refuse(lastMember)
    const job_id = await separateSource(ctx, tx, member_id)
    const others = members.map((member) => member.id).filter((other) => other !== member_id)
    const told = { user_id: actor.user_id, now: ctx.clock.iso() }
    await store.rememberSplit(tx, { source_row_id: member_id, others, ...told })
    await store.addDistinction(tx, { id, other_id: job_id, ...told })
    await remerge(ctx, tx, [id, job_id])
    await enqueueMatching(ctx, tx, { user_id: actor.user_id })
    return job_id
  })
}
