import { z } from 'zod'
import { notFound, staleVersion } from '#contract/endpoint.ts'
import {
  createInterview,
  deleteInterview,
  listAllInterviews,
  listInterviews,
  putInCalendar,
  updateInterview,
} from '#contract/interviews.ts'
import { unknownContact } from '#contract/contacts.ts'
import type { Interview, InterviewPerson } from '#contract/interviews.ts'
import { isoOf } from '#platform/clock.ts'
import type { Actor } from '#platform/actor.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse, refuseField } from '#platform/errors.ts'
import { decodeCursor, encodeCursor, toPage } from '#platform/serve/cursor.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import { changePart, requireApplication } from '#features/applications/index.ts'
import type { InterviewCalendar } from '#features/calendar-events/index.ts'
import { contactsAmong } from '#features/contacts/index.ts'
import { settingsOf } from '#features/profile/index.ts'
import * as store from './store.ts'

const Cursor = z.tuple([z.string(), z.uuid()])
// The event of an interview has its id, and is put back together with it.
const scope = (id: string) =>
  [
    { table: 'interviews', column: 'id', ids: [id] },
    { table: 'calendar_events', column: 'id', ids: [id] },
  ] as const
const utc = (instant: string) => isoOf(Date.parse(instant))

export { jobs } from './jobs.ts'
export { insertInterview } from './store.ts'

/** The routes of interviews, each of which has its event in the calendar. */
export function interviewRoutes(calendar: InterviewCalendar): Route[] {
  return [
    route(listInterviews, (ctx, actor, { params }) =>
      ctx.db.as(actor, async (tx) => {
        const { id } = await requireApplication(tx, actor, params.id)
        return { items: await store.interviewsOf(tx, { user_id: actor.user_id, application_id: id }) }
      }),
    ),
    route(createInterview, (ctx, actor, { params, body }) => {
      const id = ctx.id()
      const now = ctx.clock.iso()
      const change = {
        application_id: params.id,
        kind: 'interview_created',
        label: 'interview added',
        scope: scope(id),
      }
      return changePart(ctx, actor, change, async (tx, { company }) => {
        await checkPeople(tx, actor, body.people ?? [], [])
        const earlier = await store.interviewsOf(tx, { user_id: actor.user_id, application_id: params.id })
        const interview: Interview = {
          id,
          application_id: params.id,
          round: body.round ?? Math.max(0, ...earlier.map((one) => one.round)) + 1,
          kind: body.kind ?? 'video',
          start_time: utc(body.start_time),
          time_zone: body.time_zone ?? (await settingsOf(tx, actor.user_id, now)).time_zone,
          duration_min: body.duration_min ?? 60,
          people: body.people ?? [],
          location: body.location ?? null,
          link: body.link ?? null,
          outcome: body.outcome ?? 'pending',
          notes: body.notes ?? null,
          in_calendar: true,
          created_at: now,
          updated_at: now,
          version: 1,
        }
        await store.insertInterview(tx, actor.user_id, interview)
        await calendar.added(ctx, tx, { ...interview, user_id: actor.user_id, company })
        return interview
      })
    }),
    route(updateInterview, (ctx, actor, { params, body, info }) => {
      const of = { user_id: actor.user_id, application_id: params.id }
      const what = { kind: 'interview_changed', label: 'interview changed', scope: scope(params.interview_id) }
      return changePart(ctx, actor, { application_id: params.id, ...what }, async (tx, { company }) => {
        const found = (await store.findInterview(tx, of, params.interview_id)) ?? refuse(notFound)
        if ((info.if_match ?? body.version ?? found.version) !== found.version) return refuse(staleVersion)
        await checkPeople(tx, actor, body.people ?? [], found.people)
        const next: Interview = {
          ...found,
          round: body.round ?? found.round,
          kind: body.kind ?? found.kind,
          start_time: body.start_time === undefined ? found.start_time : utc(body.start_time),
          time_zone: body.time_zone ?? found.time_zone,
          duration_min: body.duration_min ?? found.duration_min,
          people: body.people ?? found.people,
          location: body.location === undefined ? found.location : body.location,
          link: body.link === undefined ? found.link : body.link,
          outcome: body.outcome ?? found.outcome,
          notes: body.notes === undefined ? found.notes : body.notes,
          in_calendar: found.in_calendar,
          updated_at: ctx.clock.iso(),
          version: found.version + 1,
        }
        await store.updateInterview(tx, actor.user_id, next)
        await calendar.changed(ctx, tx, { ...next, user_id: actor.user_id, company })
        return next
      })
    }),
    route(deleteInterview, (ctx, actor, { params, info }) => {
      const of = { user_id: actor.user_id, application_id: params.id }
      const what = { kind: 'interview_deleted', label: 'interview deleted', scope: scope(params.interview_id) }
      return changePart(ctx, actor, { application_id: params.id, ...what }, async (tx) => {
        const found = (await store.findInterview(tx, of, params.interview_id)) ?? refuse(notFound)
        if ((info.if_match ?? found.version) !== found.version) return refuse(staleVersion)
        await calendar.removed(ctx, tx, { id: found.id, user_id: actor.user_id })
        await store.deleteInterview(tx, actor.user_id, found.id)
        return { id: found.id }
      })
    }),
    route(putInCalendar, (ctx, actor, { params }) => {
      const of = { user_id: actor.user_id, application_id: params.id }
      const what = {
        kind: 'interview_in_calendar',
        label: 'interview in the calendar again',
        scope: scope(params.interview_id),
      }
      return changePart(ctx, actor, { application_id: params.id, ...what }, async (tx, { company }) => {
        const found = (await store.findInterview(tx, of, params.interview_id)) ?? refuse(notFound)
        if (!found.in_calendar) await calendar.returned(ctx, tx, { ...found, user_id: actor.user_id, company })
        return { ...found, in_calendar: true }
      })
    }),
    route(listAllInterviews, async (ctx, actor, { query }) => {
      const list = `interviews ${query.from ?? ''} ${query.to ?? ''}`
      const after = decodeCursor(ctx.secrets, list, query.cursor, Cursor)
      const page = { from: query.from ?? null, to: query.to ?? null, after, limit: query.limit }
      const rows = await ctx.db.as(actor, (tx) => store.interviewsBetween(tx, actor.user_id, page))
      return toPage(rows, query.limit, (row) => encodeCursor(ctx.secrets, list, [row.sort_key, row.id]))
    }),
  ]
}

// A contact that was deleted since may stay in an interview that names it.
async function checkPeople(
  tx: Tx,
  actor: Actor,
  people: readonly InterviewPerson[],
  before: readonly InterviewPerson[],
): Promise<void> {
  const named = people.flatMap(({ contact_id }) => contact_id ?? [])
  const known = await contactsAmong(tx, actor.user_id, named)
  const at = people.findIndex(
    ({ contact_id }) =>
      contact_id !== null && !known.has(contact_id) && !before.some((one) => one.contact_id === contact_id),
  )
  if (at !== -1) refuseField(unknownContact, `people.${at}.contact_id`)
}
