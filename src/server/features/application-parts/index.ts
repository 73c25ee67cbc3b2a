import {
  createNote,
  createReminder,
  deleteNote,
  deleteReminder,
  listNotes,
  listReminders,
  updateNote,
  updateReminder,
} from '#contract/application-parts.ts'
import { notFound, staleVersion } from '#contract/endpoint.ts'
import { isoOf } from '#platform/clock.ts'
import { refuse } from '#platform/errors.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import { changePart, requireApplication } from '#features/applications/index.ts'
import * as store from './store.ts'

const noteScope = (id: string) => [{ table: 'application_notes', column: 'id', ids: [id] }] as const
const reminderScope = (id: string) => [{ table: 'application_reminders', column: 'id', ids: [id] }] as const
const utc = (instant: string) => isoOf(Date.parse(instant))

const noteRoutes: Route[] = [
  route(listNotes, (ctx, actor, { params }) =>
    ctx.db.as(actor, async (tx) => {
      const { id } = await requireApplication(tx, actor, params.id)
      return { items: await store.notesOf(tx, { user_id: actor.user_id, application_id: id }) }
    }),
  ),
  route(createNote, (ctx, actor, { params, body }) => {
    const now = ctx.clock.iso()
    const note = {
      id: ctx.id(),
      application_id: params.id,
      text: body.text,
      created_at: now,
      updated_at: now,
      version: 1,
    }
    const change = { application_id: params.id, kind: 'note_created', label: 'note added', scope: noteScope(note.id) }
    return changePart(ctx, actor, change, async (tx) => {
      await store.insertNote(tx, actor.user_id, note)
      return note
    })
  }),
  route(updateNote, (ctx, actor, { params, body, info }) => {
    const of = { user_id: actor.user_id, application_id: params.id }
    const change = {
      application_id: params.id,
      kind: 'note_changed',
      label: 'note changed',
      scope: noteScope(params.note_id),
    }
    return changePart(ctx, actor, change, async (tx) => {
      const note = (await store.findNote(tx, of, params.note_id)) ?? refuse(notFound)
      if ((info.if_match ?? body.version ?? note.version) !== note.version) return refuse(staleVersion)
      const next = { ...note, text: body.text, updated_at: ctx.clock.iso(), version: note.version + 1 }
      await store.updateNote(tx, actor.user_id, next)
      return next
    })
  }),
  route(deleteNote, (ctx, actor, { params, info }) => {
    const of = { user_id: actor.user_id, application_id: params.id }
    const change = {
      application_id: params.id,
      kind: 'note_deleted',
      label: 'note deleted',
      scope: noteScope(params.note_id),
    }
    return changePart(ctx, actor, change, async (tx) => {
      const note = (await store.findNote(tx, of, params.note_id)) ?? refuse(notFound)
      if ((info.if_match ?? note.version) !== note.version) return refuse(staleVersion)
      await store.deleteNote(tx, actor.user_id, note.id)
      return { id: note.id }
    })
  }),
]

const reminderRoutes: Route[] = [
  route(listReminders, (ctx, actor, { params }) =>
    ctx.db.as(actor, async (tx) => {
      const { id } = await requireApplication(tx, actor, params.id)
      return { items: await store.remindersOf(tx, { user_id: actor.user_id, application_id: id }) }
    }),
  ),
  route(createReminder, (ctx, actor, { params, body }) => {
    const reminder = {
      id: ctx.id(),
      application_id: params.id,
      text: body.text,
      remind_at: utc(body.remind_at),
      done_at: null,
      created_at: ctx.clock.iso(),
      version: 1,
    }
    const scope = reminderScope(reminder.id)
    const change = { application_id: params.id, kind: 'reminder_created', label: 'reminder set', scope }
    return changePart(ctx, actor, change, async (tx) => {
      await store.insertReminder(tx, actor.user_id, reminder)
      return reminder
    })
  }),
  route(updateReminder, (ctx, actor, { params, body, info }) => {
    const of = { user_id: actor.user_id, application_id: params.id }
    const scope = reminderScope(params.reminder_id)
    const change = { application_id: params.id, kind: 'reminder_changed', label: 'reminder changed', scope }
    return changePart(ctx, actor, change, async (tx) => {
      const now = ctx.clock.iso()
      const reminder = (await store.findReminder(tx, of, params.reminder_id)) ?? refuse(notFound)
      if ((info.if_match ?? body.version ?? reminder.version) !== reminder.version) return refuse(staleVersion)
      const done_at = body.done === undefined ? reminder.done_at : body.done ? (reminder.done_at ?? now) : null
      const remind_at = body.remind_at === undefined ? reminder.remind_at : utc(body.remind_at)
      const next = { ...reminder, text: body.text ?? reminder.text, remind_at, done_at, version: reminder.version + 1 }
      await store.updateReminder(tx, actor.user_id, next, now)
      return next
    })
  }),
  route(deleteReminder, (ctx, actor, { params, info }) => {
    const of = { user_id: actor.user_id, application_id: params.id }
    const scope = reminderScope(params.reminder_id)
    const change = { application_id: params.id, kind: 'reminder_deleted', label: 'reminder deleted', scope }
    return changePart(ctx, actor, change, async (tx) => {
      const reminder = (await store.findReminder(tx, of, params.reminder_id)) ?? refuse(notFound)
      if ((info.if_match ?? reminder.version) !== reminder.version) return refuse(staleVersion)
      await store.deleteReminder(tx, actor.user_id, reminder.id)
      return { id: reminder.id }
    })
  }),
]

export const routes: Route[] = [...noteRoutes, ...reminderRoutes]
