import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { badFeedToken, tooManyFeeds } from '#contract/calendar-feeds.ts'
import type { Feed } from '#contract/calendar-feeds.ts'
import { notFound } from '#contract/endpoint.ts'
import { writeIcs } from '#domain/calendar/ics/write.ts'
import type { Actor } from '#platform/actor.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { eventsBetween } from './store.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    calendar_feeds: {
      id: string
      user_id: string
      name: string
      token_hash: string
      created_at: string
      last_used_at: string | null
    }
  }
}

const MOST_FEEDS = 10
/** What an address shows: calendar programs ask for all of it each time. */
const [PAST_DAYS, AHEAD_DAYS] = [90, 365]
const DAY_MS = 86_400_000
const COLUMNS = ['id', 'name', 'created_at', 'last_used_at'] as const

// The token has 256 bits, so that a plain hash keeps it as well as a slow one would.
const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

export async function listFeeds(ctx: Ctx, actor: Actor): Promise<Feed[]> {
  return ctx.db.as(actor, (tx) =>
    tx.selectFrom('calendar_feeds').select(COLUMNS).where('user_id', '=', actor.user_id).orderBy('id').execute(),
  )
}

/** A new address; its token is told here and never again. */
export async function createFeed(ctx: Ctx, actor: Actor, name: string): Promise<Feed & { url: string }> {
  const token = ctx.random.bytes(32).toString('base64url')
  const feed = { id: ctx.id(), name, created_at: ctx.clock.iso(), last_used_at: null }
  await ctx.db.as(actor, async (tx) => {
    const kept = await tx.selectFrom('calendar_feeds').select('id').where('user_id', '=', actor.user_id).execute()
    if (kept.length >= MOST_FEEDS) return refuse(tooManyFeeds)
    await tx
      .insertInto('calendar_feeds')
      .values({ ...feed, user_id: actor.user_id, token_hash: hashOf(token) })
      .execute()
  })
  return { ...feed, url: `${ctx.config.public_url}/api/v1/calendar/feed.ics?token=${token}` }
}

export async function deleteFeed(ctx: Ctx, actor: Actor, id: string): Promise<void> {
  const { numDeletedRows } = await ctx.db.as(actor, (tx) =>
    tx.deleteFrom('calendar_feeds').where('user_id', '=', actor.user_id).where('id', '=', id).executeTakeFirstOrThrow(),
  )
  if (numDeletedRows === 0n) refuse(notFound)
}

/** The file that an address stands for: its owner's events of the last 90 days and the year to come. */
export async function readFeed(ctx: Ctx, token: string): Promise<string> {
  const now = ctx.clock.ms()
  const look = {
    from: isoOf(now - PAST_DAYS * DAY_MS),
    to: isoOf(now + AHEAD_DAYS * DAY_MS),
    ...{ application_id: null, calendar_id: null, samples: false },
  }
  const events = await ctx.db.asSystem('read events by the token of a feed', async (tx) => {
    const owner = await ownerOf(tx, token, ctx.clock.iso())
    return owner === null ? null : eventsBetween(tx, owner, look)
  })
  if (events === null) return refuse(badFeedToken)
  return writeIcs(
    events.map(({ event }) => ({ ...event, attendees: [], organizer: null })),
    { now: ctx.clock.iso(), invite: false, name: 'Career Copilot' },
  )
}

/** Whose address it is, noting at most once a minute that it was read. */
async function ownerOf(tx: Tx, token: string, now: string): Promise<string | null> {
  const feed = await tx
    .selectFrom('calendar_feeds')
    .select(['id', 'user_id'])
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst()
  if (feed === undefined) return null
  await tx
    .updateTable('calendar_feeds')
    .set({ last_used_at: now })
    .where('id', '=', feed.id)
    .where(sql<boolean>`coalesce(last_used_at < ${now}::timestamptz - interval '1 minute', true)`)
    .execute()
  return feed.user_id
}
