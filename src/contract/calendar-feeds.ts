import { z } from 'zod'
import { endpoint, notFound, refusal } from './endpoint.ts'
import { Id, Instant, Text } from './wire.ts'

const base = { tag: 'Calendar', access: 'user' } as const

/** An address under which a calendar program reads your events. */
export const Feed = z.object({ id: Id, name: z.string(), created_at: Instant, last_used_at: Instant.nullable() })
export type Feed = z.infer<typeof Feed>

export const tooManyFeeds = refusal('too_many_feeds', 409, 'Ten addresses are the most. Remove one of them first.')

export const listFeeds = endpoint({
  ...base,
  method: 'GET',
  path: '/calendar/feeds',
  summary: 'The addresses under which your events can be read',
  response: z.object({ items: z.array(Feed), next_cursor: z.null() }),
})

export const createFeed = endpoint({
  ...base,
  access: 'session',
  method: 'POST',
  path: '/calendar/feeds',
  summary: 'Make an address under which a calendar program reads your events',
  description: 'It is shown once. Whoever has it reads your events; removing it closes it.',
  body: z.object({ name: Text(100).meta({ example: 'Phone' }) }),
  status: 201,
  response: Feed.extend({ url: z.string() }),
  refusals: [tooManyFeeds],
  secret: true,
})

export const deleteFeed = endpoint({
  ...base,
  method: 'DELETE',
  path: '/calendar/feeds/:id',
  summary: 'Close an address',
  params: z.object({ id: Id }),
  refusals: [notFound],
})

export const badFeedToken = refusal('bad_feed_token', 404, 'This address is not one of ours, or it was closed.')

export const readFeed = endpoint({
  tag: 'Calendar',
  access: 'public',
  method: 'GET',
  path: '/calendar/feed.ics',
  summary: 'Your events as an iCalendar file, for calendar programs',
  description:
    'RFC 5545, from 90 days ago to a year ahead, without the people who are invited. The token is the secret part of the address.',
  query: z.object({ token: z.string().min(20).max(100) }),
  response: z.string(),
  refusals: [badFeedToken],
  rateLimit: 30,
})
