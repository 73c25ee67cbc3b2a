import { z } from 'zod'
import { badUnsubscribe } from '#contract/saved-searches.ts'
import type { Ctx } from '#platform/ctx.ts'
import { refuse } from '#platform/errors.ts'
import type { Secrets } from '#platform/secrets.ts'
import { isGenuine, signature } from '#platform/signature.ts'
import * as store from './store.ts'

const PURPOSE = 'unsubscribe from a saved search'

/** What a mail carries: stops the alert of this search, and nothing else; it needs no log-in and does not wear out. */
export function unsubscribeToken(secrets: Secrets, search_id: string): string {
  return `${search_id}.${signature(secrets, PURPOSE, search_id)}`
}

export async function unsubscribe(ctx: Ctx, token: string): Promise<{ name: string | null }> {
  const [search_id = '', given = ''] = token.split('.')
  if (!isGenuine(ctx.secrets, PURPOSE, search_id, given) || !z.uuid().safeParse(search_id).success)
    return refuse(badUnsubscribe)
  return ctx.db.asSystem('unsubscribe from a saved search', async (tx) => {
    const search = await store.lockSearch(tx, search_id)
    if (search !== null && search.alert !== 'off') {
      const change = { alert: 'off', due_at: null, due_zone: null, updated_at: ctx.clock.iso() } as const
      await store.updateSearch(tx, search, { ...change, version: search.version + 1 })
      await ctx.live.publish(tx, { user_id: search.user_id, type: 'saved_searches', data: { search_id } })
    }
    return { name: search?.name ?? null }
  })
}
