import * as contract from '#contract/appointments.ts'
import * as booking from '#contract/booking.ts'
import { checkScope } from '#platform/serve/access.ts'
import { networkOf } from '#platform/serve/network.ts'
import { publicRoute, route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import type { AppointmentCalendar } from '#features/calendar-events/index.ts'
import * as use from './book.ts'
import { change, changeBySecret } from './change.ts'
import * as read from './read.ts'

export { appointmentJobs } from './jobs.ts'
export { onDeletion, onLeavingStaff } from './leaving.ts'

/** The routes of appointments, over what the calendar does for them. */
export function appointmentRoutes(calendar: AppointmentCalendar): Route[] {
  return [...signedIn(calendar), ...byLink(calendar), ...bySecret(calendar)]
}

function signedIn(calendar: AppointmentCalendar): Route[] {
  return [
    route(contract.listAppointments, (ctx, actor, { query }) => read.list(ctx, actor, query)),
    route(contract.createAppointment, (ctx, actor, { body }) => use.bookByHost(ctx, actor, calendar, body)),
    route(contract.getAppointment, (ctx, actor, { params }) => read.get(ctx, actor, params.id)),
    route(contract.listAppointmentHistory, (ctx, actor, { params }) => read.history(ctx, actor, params.id)),
    route(contract.getAppointmentSlots, (ctx, actor, { params, query }) =>
      read.slots(ctx, actor, calendar, { ...params, ...query }),
    ),
    route(contract.confirmAppointment, (ctx, actor, { params, body, info }) => {
      const step = { action: 'confirm' } as const
      return change(ctx, actor, calendar, { ...params, version: info.if_match ?? body.version ?? null, step })
    }),
    route(contract.rescheduleAppointment, (ctx, actor, { params, body: { version, ...body }, info }) => {
      const step = { action: 'reschedule', ...body } as const
      return change(ctx, actor, calendar, { ...params, version: info.if_match ?? version ?? null, step })
    }),
    route(contract.cancelAppointment, (ctx, actor, { params, body: { version, reason }, info }) => {
      const step = { action: 'cancel', reason } as const
      return change(ctx, actor, calendar, { ...params, version: info.if_match ?? version ?? null, step })
    }),
    route(contract.completeAppointment, (ctx, actor, { params, body, info }) => {
      const step = { action: 'complete' } as const
      return change(ctx, actor, calendar, { ...params, version: info.if_match ?? body.version ?? null, step })
    }),
    route(contract.missAppointment, (ctx, actor, { params, body, info }) => {
      const step = { action: 'no_show' } as const
      return change(ctx, actor, calendar, { ...params, version: info.if_match ?? body.version ?? null, step })
    }),
  ]
}

function byLink(calendar: AppointmentCalendar): Route[] {
  return [
    publicRoute(booking.getBookingPage, (ctx, actor, { params }) => {
      if (actor !== null) checkScope(booking.getBookingPage, actor)
      return use.page(ctx, actor, params.token)
    }),
    publicRoute(booking.getBookingSlots, (ctx, actor, { params, query }) => {
      if (actor !== null) checkScope(booking.getBookingSlots, actor)
      return use.slotsByLink(ctx, actor, calendar, { ...params, ...query })
    }),
    publicRoute(booking.book, (ctx, actor, { params, body, info }) => {
      // Who shows a personal token books as its person, and so needs one that may write.
      if (actor !== null) checkScope(booking.book, actor)
      return use.bookByLink(ctx, actor, calendar, { ...params, client: networkOf(info.ip), input: body })
    }),
  ]
}

function bySecret(calendar: AppointmentCalendar): Route[] {
  return [
    publicRoute(booking.getBooked, (ctx, _, { params }) => read.getBySecret(ctx, params.secret)),
    publicRoute(booking.getBookedSlots, (ctx, _, { params, query }) =>
      read.slotsBySecret(ctx, calendar, { ...params, ...query }),
    ),
    publicRoute(booking.confirmBooked, (ctx, _, { params }) =>
      changeBySecret(ctx, calendar, params.secret, { action: 'confirm' }),
    ),
    publicRoute(booking.rescheduleBooked, (ctx, _, { params, body }) =>
      changeBySecret(ctx, calendar, params.secret, { action: 'reschedule', ...body }),
    ),
    publicRoute(booking.cancelBooked, (ctx, _, { params, body }) =>
      changeBySecret(ctx, calendar, params.secret, { action: 'cancel', reason: body.reason }),
    ),
  ]
}
