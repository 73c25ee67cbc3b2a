import { z } from 'zod'
import { endpoint, notFound, refusal } from './endpoint.ts'
import { Id, Instant, OptionalText } from './wire.ts'

const base = { tag: 'Appointments', access: 'staff' } as const

/** The most links of one person in one firm that are not revoked. */
export const MOST_LINKS = 100

export const tooManyLinks = refusal('too_many_links', 409, 'A hundred links are the most. Revoke one first.')
export const linkEndsInPast = refusal('link_ends_in_past', 422, 'The link would end in the past. Choose a later time.')
export const unknownType = refusal('unknown_type', 422, 'You have no such appointment type in the active firm.')

/** Who may book by a link: anybody; whoever has an account here; the people of its firm. */
export const Audience = z.enum(['public', 'members', 'firm']).meta({ example: 'public' })
export type Audience = z.infer<typeof Audience>

/** The address at which somebody books with you. */
export const BookingLink = z.object({
  id: Id,
  /** `<public url>/book/<token>` */
  url: z.string().meta({ example: 'https://copilot.example/book/b3BlbnMgb25lIGRvb3I' }),
  token: z.string(),
  /** For yourself, so that you know what you gave to whom. */
  label: z.string().nullable().meta({ example: 'On my website' }),
  audience: Audience,
  /** Null: all your active types of the firm. */
  type_id: Id.nullable().meta({ example: null }),
  expires_at: Instant.nullable(),
  /** How many times it may be booked by; null: any number. */
  max_uses: z.int().nullable().meta({ example: null }),
  uses: z.int().meta({ example: 3 }),
  revoked_at: Instant.nullable(),
  /** Whether it works now, and if not, why. */
  state: z.enum(['open', 'revoked', 'expired', 'used_up', 'nothing_to_book']).meta({ example: 'open' }),
  created_at: Instant,
})
export type BookingLink = z.infer<typeof BookingLink>

export const listBookingLinks = endpoint({
  ...base,
  method: 'GET',
  path: '/appointments/links',
  summary: 'Your booking links in the active firm, the newest first',
  description:
    '`mail` says whether mails reach anybody: without a mail server a stranger cannot confirm their address, and you confirm what they booked yourself.',
  response: z.object({
    items: z.array(BookingLink),
    mail: z.enum(['ready', 'not_configured']).meta({ example: 'ready' }),
  }),
})

export const createBookingLink = endpoint({
  ...base,
  method: 'POST',
  path: '/appointments/links',
  summary: 'Make an address at which one books with you',
  body: z.object({
    label: OptionalText(120).default(null),
    audience: Audience,
    type_id: Id.nullable().default(null),
    expires_at: Instant.nullable().default(null).meta({ example: null }),
    max_uses: z.int().min(1).max(10_000).nullable().default(null).meta({ example: null }),
  }),
  status: 201,
  response: BookingLink,
  refusals: [unknownType, linkEndsInPast, tooManyLinks],
  secret: true,
})

export const revokeBookingLink = endpoint({
  ...base,
  method: 'DELETE',
  path: '/appointments/links/:id',
  summary: 'Revoke a booking link',
  description: 'Nobody books by it any more, for good. What was booked by it stays.',
  params: z.object({ id: Id }),
  refusals: [notFound],
})
