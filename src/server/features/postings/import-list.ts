import { storable } from '#domain/postings/storable.ts'
import type { z } from 'zod'
import type { ImportListBody, importJobList, previewImportList } from '#contract/posting-import.ts'
import { toFeedPosting } from '#domain/postings/normalise.ts'
import type { JobPosting } from '#domain/postings/posting.ts'
import type { Actor } from '#platform/actor.ts'
import type { Tx } from '#platform/db/db.ts'
import { existingOf, foundIn, keep, originOf } from './import.ts'
import type { BoardCtx } from './tables.ts'

/** What a list that a person brings would bring in; nothing is kept. */
export async function previewList(
  ctx: BoardCtx,
  actor: Actor,
  body: ImportListBody,
): Promise<z.input<typeof previewImportList.response>> {
  const { items, rejects } = await found(ctx, body)
  const known = await ctx.db.as(actor, (tx) => existingOf(ctx, tx, actor.user_id, items))
  return {
    items: items.map((item, index) => {
      const { title, company, locations, source_url, posted_at, ...feed } = toFeedPosting(item)
      return {
        key: originOf(item),
        title,
        company,
        locations: locations.map(({ raw }) => raw),
        salary_min: feed.salary_min,
        salary_max: feed.salary_max,
        salary_currency: feed.salary_currency,
        salary_period: feed.salary_period,
        salary_text: feed.salary_text,
        posted_at,
        url: source_url,
        existing_id: known[index] ?? null,
      }
    }),
    left_out: rejects.slice(0, 20).map(({ detail }) => detail.slice(0, 300)),
  }
}

/** Brings in those that the person chose, but for what is there already. */
export async function importList(
  ctx: BoardCtx,
  actor: Actor,
  { keys, ...body }: z.output<typeof importJobList.body>,
): Promise<z.input<typeof importJobList.response>> {
  const { items } = await found(ctx, body)
  const byKey = new Map(items.map((item) => [originOf(item), item]))
  const chosen = [...new Set(keys)].flatMap((key) => {
    const item = byKey.get(key)
    return item === undefined ? [] : [{ key, item }]
  })
  return ctx.db.as(actor, async (tx) => {
    const kept = await keepNew(
      ctx,
      tx,
      actor.user_id,
      chosen.map(({ item }) => item),
    )
    const ended = chosen.map(({ key }, index) => ({ key, ...kept[index] }))
    const told = (is_new: boolean) =>
      ended.flatMap(({ key, id, ...one }) => (id !== undefined && one.is_new === is_new ? [{ key, id }] : []))
    return { imported: told(true), existing: told(false), missing: keys.filter((key) => !byKey.has(key)) }
  })
}

/**
 * Keeps each posting of a list that is not there yet as the person's own; says of each where it is, and whether it is
 * new.
 */
export async function keepNew(
  ctx: BoardCtx,
  tx: Tx,
  user_id: string,
  items: readonly JobPosting[],
): Promise<{ id: string; is_new: boolean }[]> {
  const known = await existingOf(ctx, tx, user_id, items)
  const kept: { id: string; is_new: boolean }[] = []
  for (const [index, item] of items.entries()) {
    const id = known[index] ?? null
    kept.push(
      id === null
        ? { id: await keep(ctx, tx, user_id, { posting: item, feed: toFeedPosting(item) }), is_new: true }
        : { id, is_new: false },
    )
  }
  return kept
}

async function found(ctx: BoardCtx, { html, mail, url }: ImportListBody) {
  const { boards } = ctx
  const outcome = mail === undefined ? boards.importPage(html ?? '', url ?? null) : await boards.importMail(mail)
  const { items, rejects } = foundIn(outcome)
  return { items: items.map((item) => storable<JobPosting>(item)), rejects }
}
