import * as contract from '#contract/firms.ts'
import * as grant from '#contract/grants.ts'
import { publicRoute, route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import * as firms from './firms.ts'
import * as grants from './grants.ts'
import * as invitations from './invitations.ts'
import { firmsOf } from './store.ts'

/** The routes of firms; `staffLeft`: what others do when somebody is on the staff of one no more. */
export const firmRoutes = (staffLeft: firms.StaffLeft): readonly Route[] => [
  route(contract.listFirms, async (ctx, actor) => ({
    items: await ctx.db.asSystem('firms of a person', (tx) => firmsOf(tx, actor.user_id)),
  })),
  route(contract.createFirm, (ctx, actor, { body }) => firms.createPractice(ctx, actor, body.name)),
  route(contract.getFirm, (ctx, actor, { params }) =>
    firms.inFirm(ctx, actor, params.id, null, async (_, firm) => firm),
  ),
  route(contract.patchFirm, (ctx, actor, { params, body, info }) =>
    firms.renameFirm(ctx, actor, params.id, { name: body.name, if_match: info.if_match }),
  ),
  route(contract.listMembers, async (ctx, actor, { params }) => ({
    items: await firms.listMembers(ctx, actor, params.id),
  })),
  route(contract.changeRole, (ctx, actor, { params, body }) =>
    firms.changeRole(ctx, actor, { firm_id: params.id, user_id: params.user_id, role: body.role }, staffLeft),
  ),
  route(contract.removeMember, (ctx, actor, { params }) =>
    firms.removeMember(ctx, actor, { firm_id: params.id, user_id: params.user_id }, staffLeft),
  ),
  route(contract.listInvitations, async (ctx, actor, { params }) => ({
    items: await invitations.listInvitations(ctx, actor, params.id),
  })),
  route(contract.invite, (ctx, actor, { params, body }) =>
    invitations.invite(ctx, actor, { firm_id: params.id, ...body }),
  ),
  route(contract.revokeInvitation, (ctx, actor, { params }) =>
    invitations.revokeInvitation(ctx, actor, { firm_id: params.id, id: params.invitation_id }),
  ),
  publicRoute(contract.previewInvitation, (ctx, _, { body }) => invitations.previewInvitation(ctx, body.token)),
  route(contract.acceptInvitation, (ctx, actor, { body }) => invitations.acceptInvitation(ctx, actor, body.token)),
  route(contract.declineInvitation, (ctx, actor, { body }) => invitations.declineInvitation(ctx, actor, body.token)),
  route(grant.listGrants, (ctx, actor, { params }) => grants.listGrants(ctx, actor, params.id)),
  route(grant.createGrant, (ctx, actor, { params, body }) =>
    grants.createGrant(ctx, actor, { firm_id: params.id, ...body }),
  ),
  route(grant.revokeGrant, (ctx, actor, { params }) =>
    grants.revokeGrant(ctx, actor, { firm_id: params.id, id: params.grant_id }),
  ),
  route(grant.listAccess, (ctx, actor, { query }) => grants.listAccess(ctx, actor, query)),
]
