import * as contract from '#contract/appointment-types.ts'
import { listBookable } from '#contract/appointments.ts'
import * as linkContract from '#contract/booking-links.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import { hoursOf, setHours } from './hours.ts'
import * as links from './links.ts'
import * as types from './use-cases.ts'

export { hoursOf } from './hours.ts'
export { giveBackUse, revokeAll, useLink } from './link-store.ts'
export { bookableType, openLink, sealedColumns } from './links.ts'
export type { OpenLink } from './links.ts'
export { findType } from './store.ts'
export type { TypeRow } from './store.ts'

export const routes: readonly Route[] = [
  route(contract.listAppointmentTypes, (ctx, actor) => types.list(ctx, actor)),
  route(contract.createAppointmentType, (ctx, actor, { body }) => types.create(ctx, actor, body)),
  route(contract.getAppointmentType, (ctx, actor, { params }) => types.get(ctx, actor, params.id)),
  route(contract.updateAppointmentType, (ctx, actor, { params, body, info }) =>
    types.update(ctx, actor, { id: params.id, version: info.if_match ?? body.version ?? null }, body),
  ),
  route(contract.deleteAppointmentType, (ctx, actor, { params, info }) =>
    types.remove(ctx, actor, { id: params.id, version: info.if_match }),
  ),
  route(contract.getAvailability, (ctx, actor) => ctx.db.as(actor, (tx) => hoursOf(ctx, tx, actor.user_id))),
  route(contract.setAvailability, (ctx, actor, { body, info }) =>
    setHours(ctx, actor, info.if_match ?? body.version ?? null, body),
  ),
  route(linkContract.listBookingLinks, (ctx, actor) => links.list(ctx, actor)),
  route(linkContract.createBookingLink, (ctx, actor, { body }) => links.create(ctx, actor, body)),
  route(linkContract.revokeBookingLink, (ctx, actor, { params }) => links.revoke(ctx, actor, params.id)),
  route(listBookable, (ctx, actor) => links.bookable(ctx, actor)),
]
