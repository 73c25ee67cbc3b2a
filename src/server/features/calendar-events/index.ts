import * as contract from '#contract/calendar-events.ts'
import * as feeds from '#contract/calendar-feeds.ts'
import * as times from '#contract/calendar-times.ts'
import { publicRoute, route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import { createFeed, deleteFeed, listFeeds, readFeed } from './feeds.ts'
import type { CalendarSide } from './hooks.ts'
import { get, list } from './read.ts'
import { busy, free } from './times.ts'
import { create, remove, update } from './use-cases.ts'
import { warnings } from './warnings.ts'
import type { EventsCtx } from './warnings.ts'

export { appointmentCalendar } from './appointment-events.ts'
export type { AppointmentCalendar } from './appointment-events.ts'
export { storeBySync } from './by-sync.ts'
export type { EventsBySync } from './by-sync.ts'
export { changeEvent, eventsByIds, eventsByUid } from './store.ts'
export type { NewEvent, StoredEvent } from './store.ts'
export type { CalendarSide } from './hooks.ts'
export { insertInterviewEvents, interviewCalendar } from './interview-events.ts'
export type { InterviewCalendar, StandingInterview } from './interview-events.ts'

/** The routes of events, over what sync knows of them. */
export function eventRoutes(side: CalendarSide): Route<EventsCtx>[] {
  return [
    route(contract.createEvent, (ctx, actor, { body }) => create(ctx, actor, body, side)),
    route(contract.listEvents, (ctx, actor, { query }) => list(ctx, actor, query, side)),
    route(contract.getEvent, (ctx, actor, { params, query }) =>
      get(ctx, actor, { ...params, recurrence_id: query.recurrence_id }, side),
    ),
    route(contract.updateEvent, (ctx, actor, { params, query, body, info }) =>
      update(ctx, actor, { part: { ...params, ...query, version: info.if_match }, patch: body }, side),
    ),
    route(contract.deleteEvent, (ctx, actor, { params, query, info }) =>
      remove(ctx, actor, { ...params, ...query, version: info.if_match }, side),
    ),
    route(times.getBusy, (ctx, actor, { query }) => busy(ctx, actor, query, side)),
    route(times.getFreeTimes, (ctx, actor, { query }) => free(ctx, actor, query, side)),
    route(times.listWarnings, (ctx: EventsCtx, actor, { query }) => warnings(ctx, actor, query, side)),
    route(feeds.listFeeds, async (ctx, actor) => ({ items: await listFeeds(ctx, actor), next_cursor: null })),
    route(feeds.createFeed, (ctx, actor, { body }) => createFeed(ctx, actor, body.name)),
    route(feeds.deleteFeed, (ctx, actor, { params }) => deleteFeed(ctx, actor, params.id)),
    publicRoute(feeds.readFeed, async (ctx, _, { query, reply }) => {
      const file = await readFeed(ctx, query.token)
      reply.header('content-type', 'text/calendar; charset=utf-8')
      return file
    }),
  ]
}
