import type { DuplicateMember, Duplicates, SimilarJob } from '#contract/duplicates.ts'
import { notFound } from '#contract/endpoint.ts'
import { blockKeys, joinKeys } from '#domain/duplicates/blocks.ts'
import { likenessOf } from '#domain/duplicates/cluster.ts'
import type { Member } from '#domain/duplicates/cluster.ts'
import { fingerprintOf } from '#domain/duplicates/fingerprint.ts'
import type { Judgement } from '#domain/duplicates/verdict.ts'
import type { Actor } from '#platform/actor.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { clustersOf, nearest, sharing } from '#features/intake/index.ts'
import { listPostings, ownOfCompany, presentItem, readPosting, sourceName } from '#features/postings/index.ts'
import type { ApplicationsOf, BoardCtx, PostingRow } from '#features/postings/index.ts'
import { distinctFrom, duplicateOf, mergedMembers, sourceMembers } from './store.ts'
import type { MemberRow } from './store.ts'

const SHOWN = 20

type Of = { id: string; applicationsOf: ApplicationsOf }

/** The members of a posting and what is like it, as the viewer may see them. */
export async function presentDuplicates(ctx: BoardCtx, actor: Actor, of: Of): Promise<Duplicates> {
  const seen = await ctx.db.as(actor, async (tx) => {
    const posting = (await readPosting(tx, actor, of.id)) ?? refuse(notFound)
    const own = memberOf(posting)
    const mine = (await clustersOf(tx, [of.id])).get(of.id)?.members ?? [own]
    return { posting, own, mine }
  })
  const keys = joinKeys([seen.own, ...seen.mine].map((member) => blockKeys(member.print)))
  // Row-level security hides the index of the keys; what is found is read as the viewer.
  const near = await ctx.db.asSystem('find postings with keys in common', async (tx) =>
    nearest(keys, await sharing(tx, [keys], ctx.clock.ms())),
  )
  return ctx.db.as(actor, async (tx) => {
    const sources = await sourceMembers(tx, of.id)
    const merged = await mergedMembers(tx, actor.user_id, of.id)
    const members = [...(sources.length === 0 ? [itself(seen.posting)] : sources), ...merged]
    const similar = await similarTo(ctx, tx, actor, {
      ...of,
      ...seen,
      near: near.filter((id) => id !== of.id),
      merged: new Set(merged.map((each) => each.id)),
    })
    return { members: members.map((row) => presentMember(ctx, row, sources.length > 1)), similar }
  })
}

// One's own posting has no source but its owner.
function itself(posting: PostingRow): MemberRow {
  return {
    id: posting.id,
    kind: 'posting',
    external_id: null,
    source_ids: posting.source_ids,
    rank: 3,
    posting,
    text_length: posting.description_text?.length ?? 0,
    first_seen_at: posting.first_seen_at,
    seen_until: posting.last_seen_at,
    gone_at: posting.closed_at,
    joined_how: null,
    joined_probability: null,
    joined_reasons: null,
    joined_at: null,
  }
}

function presentMember(ctx: BoardCtx, row: MemberRow, several: boolean): DuplicateMember {
  const { posting } = row
  return {
    id: row.id,
    kind: row.kind,
    sources: row.source_ids.map((id) => ({ id, name: sourceName(ctx.boards, id) })),
    external_id: row.external_id,
    is_employer: row.rank === 0,
    title: posting.title,
    company: posting.company,
    locations: posting.locations.map(({ raw, city, region, country }) => ({ raw, city, region, country })),
    salary_min: posting.salary_min,
    salary_max: posting.salary_max,
    salary_currency: posting.salary_currency,
    salary_period: posting.salary_period,
    salary_origin: posting.salary_origin,
    salary_text: posting.salary_text,
    seniority: posting.seniority,
    requisition_id: posting.requisition_id,
    text_length: row.text_length,
    url: posting.source_url,
    posted_at: posting.posted_at,
    posted_precision: posting.posted_precision,
    first_seen_at: row.first_seen_at,
    last_seen_at: row.seen_until,
    gone_at: row.gone_at,
    how: row.joined_how,
    probability: row.joined_probability ?? 1,
    reasons: row.joined_reasons ?? [],
    joined_at: row.joined_at,
    separable: row.kind === 'posting' ? row.joined_at !== null : several,
  }
}

type Seen = Judgement & { posting_id: string }
type Found = { posting: PostingRow; mine: readonly Member[]; near: readonly string[]; merged: ReadonlySet<string> }

async function similarTo(
  ctx: BoardCtx,
  tx: Tx,
  actor: Actor,
  { id, applicationsOf, posting, mine, near, merged }: Of & Found,
): Promise<SimilarJob[]> {
  const shared = [...(await clustersOf(tx, near)).values()]
  const written = (await ownOfCompany(tx, actor.user_id, posting.company_norm))
    .filter((row) => row.id !== id)
    .map((row) => ({ posting_id: row.id, members: [memberOf(row)] }))
  const distinct = await distinctFrom(tx, actor.user_id, id)
  const behind = await duplicateOf(tx, actor.user_id, id)
  const seen = [...shared, ...written]
    .filter(({ posting_id }) => !distinct.has(posting_id) && !merged.has(posting_id))
    .flatMap(({ posting_id, members }): Seen[] => {
      const judged = likenessOf(mine, members)
      return judged === null || judged.verdict === 'different' ? [] : [{ posting_id, ...judged }]
    })
    .toSorted(
      (a, b) =>
        ORDER[a.verdict] - ORDER[b.verdict] || b.probability - a.probability || (a.posting_id < b.posting_id ? -1 : 1),
    )
  const rows = new Map(
    (
      await listPostings(
        ctx,
        tx,
        actor,
        seen.map((each) => each.posting_id),
      )
    ).map((row) => [row.id, row]),
  )
  const standing = await applicationsOf(tx, actor.user_id, [...rows.keys()])
  return seen
    .flatMap(({ posting_id, verdict, probability, reasons }): SimilarJob[] => {
      const row = rows.get(posting_id)
      // What is hidden behind another is told there.
      if (row === undefined || row.duplicate_of !== null || row.id === behind || verdict === 'different') return []
      const job = presentItem(ctx.boards, row, standing.get(posting_id) ?? null)
      return [{ job, verdict, probability, reasons: [...reasons] }]
    })
    .slice(0, SHOWN)
}

const ORDER = { duplicate: 0, similar: 1, role_family: 2, different: 3 } as const

function memberOf(posting: PostingRow): Member {
  return {
    source_id: posting.source_ids[0] ?? 'own',
    is_employer: false,
    is_open: posting.closed_at === null,
    print: fingerprintOf(posting),
  }
}
