import type { z } from 'zod'
import type { ImportListBody, importJobList, previewImportList } from '#contract/posting-import.ts'
import { toFeedPosting } from '#domain/postings/normalise.ts'
import type { JobPosting } from '#domain/postings/posting.ts'
import type { Actor } from '#platform/actor.ts'
import { existingOf, foundIn, keep, originOf } from './import.ts'
import type { BoardCtx } from './tables.ts'
import { storable } from './write.ts'

/** What a list that a person brings would bring in; nothing is kept. */
export async function previewList(
  ctx: BoardCtx,
  actor: Actor,
  body: ImportListBody,
): Promise<z.input<typeof previewImportList.response>> {
  const { items, rejects } = found(ctx, body)
  const known = await ctx.db.as(actor, (tx) => existingOf(tx, items))
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
export function importList(
  ctx: BoardCtx,
  actor: Actor,
  { keys, ...body }: z.output<typeof importJobList.body>,
): Promise<z.input<typeof importJobList.response>> {
  const byKey = new Map(found(ctx, body).items.map((item) => [originOf(item), item]))
  const chosen = [...new Set(keys)].flatMap((key) => {
    const item = byKey.get(key)
    return item === undefined ? [] : [{ key, item }]
  })
  return ctx.db.as(actor, async (tx) => {
    const known = await existingOf(
      tx,
      chosen.map(({ item }) => item),
    )
    const imported: { key: string; id: string }[] = []
    for (const [index, { key, item }] of chosen.entries())
      if ((known[index] ?? null) === null)
        imported.push({ key, id: await keep(ctx, tx, actor.user_id, { posting: item, feed: toFeedPosting(item) }) })
    const existing = chosen.flatMap(({ key }, index) => ({ key, id: known[index] ?? '' })).filter(({ id }) => id !== '')
    return { imported, existing, missing: keys.filter((key) => !byKey.has(key)) }
  })
}

function found(ctx: BoardCtx, { html, mail, url }: ImportListBody) {
  const outcome = mail === undefined ? ctx.boards.importPage(html ?? '', url ?? null) : ctx.boards.importMail(mail)
  const { items, rejects } = foundIn(outcome)
  return { items: items.map((item) => storable<JobPosting>(item)), rejects }
}
