import { z } from 'zod'
import { endpoint, forbidden, notFound, refusal, staleVersion } from './endpoint.ts'
import { Id, Instant, Text } from './wire.ts'

const tag = 'Firms'

export const Role = z.enum(['owner', 'admin', 'coach', 'member'])
export type Role = z.infer<typeof Role>

export const personalFirm = refusal(
  'personal_firm',
  409,
  'A personal workspace has one person. Create a practice to invite others.',
)
export const lastOwner = refusal('last_owner', 409, 'A practice needs an owner. Make somebody else owner first.')
export const alreadyMember = refusal('already_member', 409, 'This person is in the practice already.')
export const alreadyInvited = refusal(
  'already_invited',
  409,
  'This address has an open invitation. Revoke it to send another.',
)
export const invitationGone = refusal(
  'invitation_gone',
  410,
  'This invitation was used, revoked or is too old. Ask for a new one.',
)
export const invitationForOther = refusal(
  'invitation_for_other',
  403,
  'This invitation is for another e-mail address. Log in with the account of that address.',
)

const FirmName = Text(120).meta({ example: 'Lindqvist Coaching' })

/** A tenant, with the caller's role in it. */
export const Firm = z.object({
  id: Id,
  name: z.string().meta({ example: 'Lindqvist Coaching' }),
  kind: z.enum(['personal', 'practice']),
  role: Role,
  members: z.int(),
  created_at: Instant,
  version: z.int(),
})
export type Firm = z.infer<typeof Firm>
export const ActiveFirm = z.object({
  id: Id,
  name: z.string().meta({ example: 'Lindqvist Coaching' }),
  kind: z.enum(['personal', 'practice']),
  role: Role,
})
export type ActiveFirm = z.infer<typeof ActiveFirm>

export const FirmParams = z.object({ id: Id })

export const listFirms = endpoint({
  method: 'GET',
  path: '/firms',
  summary: 'The firms that you belong to',
  tag,
  access: 'user',
  response: z.object({ items: z.array(Firm) }),
})

export const createFirm = endpoint({
  method: 'POST',
  path: '/firms',
  summary: 'Create a practice; you become its owner',
  description: 'Your active firm stays; `POST /firms/{id}/activate` changes it.',
  tag,
  access: 'user',
  body: z.object({ name: FirmName }),
  status: 201,
  response: Firm,
  refusals: [forbidden],
  rateLimit: 30,
})

export const getFirm = endpoint({
  method: 'GET',
  path: '/firms/:id',
  summary: 'One firm of yours',
  tag,
  access: 'user',
  params: FirmParams,
  response: Firm,
  refusals: [notFound],
})

export const patchFirm = endpoint({
  method: 'PATCH',
  path: '/firms/:id',
  summary: 'Rename a firm',
  description: 'By admins and owners.',
  tag,
  access: 'user',
  params: FirmParams,
  body: z.object({ name: FirmName }),
  response: Firm,
  refusals: [notFound, forbidden, staleVersion],
})

export const activateFirm = endpoint({
  method: 'POST',
  path: '/firms/:id/activate',
  summary: 'Make this the active firm of your session',
  description: 'Coaching is read in the active firm.',
  tag,
  access: 'session',
  params: FirmParams,
  response: ActiveFirm,
  refusals: [notFound],
})

export const Member = z.object({
  user_id: Id,
  username: z.string(),
  full_name: z.string().nullable(),
  /** For owners and admins, and of oneself. */
  email: z.string().nullable(),
  role: Role,
  joined_at: Instant,
})
export type Member = z.infer<typeof Member>

export const listMembers = endpoint({
  method: 'GET',
  path: '/firms/:id/members',
  summary: 'The people of a firm; seekers see the staff and themselves',
  tag,
  access: 'user',
  params: FirmParams,
  response: z.object({ items: z.array(Member) }),
  refusals: [notFound],
})

const MemberParams = z.object({ id: Id, user_id: Id })

export const changeRole = endpoint({
  method: 'PATCH',
  path: '/firms/:id/members/:user_id',
  summary: "Change a member's role; only owners make and unmake owners",
  description: 'By admins and owners. Whoever becomes a member loses the grants that seekers gave them as a coach.',
  tag,
  access: 'user',
  params: MemberParams,
  body: z.object({ role: Role }),
  response: Member,
  refusals: [notFound, forbidden, lastOwner, personalFirm],
})

export const removeMember = endpoint({
  method: 'DELETE',
  path: '/firms/:id/members/:user_id',
  summary: 'Remove a member, or leave with your own id; grants between the two end',
  description: 'Others are removed by admins and owners, an owner only by an owner.',
  tag,
  access: 'user',
  params: MemberParams,
  refusals: [notFound, forbidden, lastOwner, personalFirm],
})

export const Invitation = z.object({
  id: Id,
  email: z.string(),
  role: Role,
  invited_by: z.string(),
  created_at: Instant,
  expires_at: Instant,
})
export type Invitation = z.infer<typeof Invitation>

export const listInvitations = endpoint({
  method: 'GET',
  path: '/firms/:id/invitations',
  summary: 'Open invitations',
  description: 'For admins and owners.',
  tag,
  access: 'user',
  params: FirmParams,
  response: z.object({ items: z.array(Invitation) }),
  refusals: [notFound, forbidden],
})

export const invite = endpoint({
  method: 'POST',
  path: '/firms/:id/invitations',
  summary: 'Invite somebody by mail',
  description:
    'By admins and owners; only owners invite owners. The invitation ends after 14 days and is accepted only by the account of that address.',
  tag,
  access: 'user',
  params: FirmParams,
  body: z.object({
    email: z.string().trim().max(254).pipe(z.email('Use an e-mail address.')),
    role: Role,
  }),
  status: 201,
  response: Invitation.extend({
    link: z.string().meta({ description: 'the mailed link, shown once' }),
  }),
  refusals: [notFound, forbidden, personalFirm, alreadyMember, alreadyInvited],
  rateLimit: 60,
  secret: true,
})

export const revokeInvitation = endpoint({
  method: 'DELETE',
  path: '/firms/:id/invitations/:invitation_id',
  summary: 'Revoke an invitation',
  description: 'By admins and owners. The mailed link stops working.',
  tag,
  access: 'user',
  params: z.object({ id: Id, invitation_id: Id }),
  refusals: [notFound, forbidden],
})

const InvitationToken = z.object({ token: z.string().min(10).max(200) })

export const previewInvitation = endpoint({
  method: 'POST',
  path: '/invitations/preview',
  summary: 'What an invitation link is about',
  description: 'Asking does not use it up.',
  tag,
  access: 'public',
  body: InvitationToken,
  response: z.object({
    firm_name: z.string(),
    role: Role,
    email: z.string(),
    invited_by: z.string(),
    expires_at: Instant,
  }),
  refusals: [invitationGone],
  rateLimit: 60,
})

export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/invitations/accept',
  summary: 'Join the firm of an invitation',
  description:
    'The account must have the invited address. The active firm stays; `POST /firms/{id}/activate` changes it.',
  tag,
  access: 'session',
  body: InvitationToken,
  response: Firm,
  refusals: [invitationGone, invitationForOther, alreadyMember],
})

export const declineInvitation = endpoint({
  method: 'POST',
  path: '/invitations/decline',
  summary: 'Decline an invitation',
  description: 'The link stops working.',
  tag,
  access: 'session',
  body: InvitationToken,
  refusals: [invitationGone, invitationForOther],
})
