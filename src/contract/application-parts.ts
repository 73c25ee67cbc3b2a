import { z } from 'zod'
import { Note, Reminder } from './applications.ts'
import { endpoint, notFound, staleVersion } from './endpoint.ts'
import { Id, Instant, Text } from './wire.ts'

const params = z.object({ id: Id })
const withUndo = { undo_id: Id.nullable() }
const Removed = z.object({ id: Id, ...withUndo })
const base = { tag: 'Applications', access: 'user' } as const

const noteParams = z.object({ id: Id, note_id: Id })

export const listNotes = endpoint({
  ...base,
  method: 'GET',
  path: '/applications/:id/notes',
  summary: 'The notes of an application, newest first',
  params,
  response: z.object({ items: z.array(Note) }),
  refusals: [notFound],
})

export const createNote = endpoint({
  ...base,
  method: 'POST',
  path: '/applications/:id/notes',
  summary: 'Write a note',
  params,
  body: z.object({ text: Text(20_000) }),
  status: 201,
  response: Note.extend(withUndo),
  refusals: [notFound],
})

export const updateNote = endpoint({
  ...base,
  method: 'PATCH',
  path: '/applications/:id/notes/:note_id',
  summary: 'Change a note',
  params: noteParams,
  body: z.object({ text: Text(20_000), version: z.int().optional() }),
  response: Note.extend(withUndo),
  refusals: [notFound, staleVersion],
})

export const deleteNote = endpoint({
  ...base,
  method: 'DELETE',
  path: '/applications/:id/notes/:note_id',
  summary: 'Delete a note',
  params: noteParams,
  status: 200,
  response: Removed,
  refusals: [notFound, staleVersion],
})

const reminderParams = z.object({ id: Id, reminder_id: Id })

export const listReminders = endpoint({
  ...base,
  method: 'GET',
  path: '/applications/:id/reminders',
  summary: 'The reminders of an application, next first',
  params,
  response: z.object({ items: z.array(Reminder) }),
  refusals: [notFound],
})

export const createReminder = endpoint({
  ...base,
  method: 'POST',
  path: '/applications/:id/reminders',
  summary: 'Set a reminder',
  params,
  body: z.object({ text: Text(300), remind_at: Instant }),
  status: 201,
  response: Reminder.extend(withUndo),
  refusals: [notFound],
})

export const updateReminder = endpoint({
  ...base,
  method: 'PATCH',
  path: '/applications/:id/reminders/:reminder_id',
  summary: 'Change a reminder, or tick it off',
  description: '`done` true ticks it off, false takes that back.',
  params: reminderParams,
  body: z.object({
    text: Text(300).optional(),
    remind_at: Instant.optional(),
    done: z.boolean().optional(),
    version: z.int().optional(),
  }),
  response: Reminder.extend(withUndo),
  refusals: [notFound, staleVersion],
})

export const deleteReminder = endpoint({
  ...base,
  method: 'DELETE',
  path: '/applications/:id/reminders/:reminder_id',
  summary: 'Delete a reminder',
  params: reminderParams,
  status: 200,
  response: Removed,
  refusals: [notFound, staleVersion],
})
