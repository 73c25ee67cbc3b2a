import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { findSimilar } from '#contract/application-board.ts'
import { correctHistory, deleteHistory, readTimeline } from '#contract/application-history.ts'
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
import { createApplication, deleteApplication, readApplication, updateApplication } from '#contract/applications.ts'
import type { Application } from '#contract/applications.ts'
import {
  linkContact,
  listApplicationContacts,
  listContacts,
  unlinkContact,
  updateContactLink,
} from '#contract/contacts.ts'
import type { RequestOf } from '#contract/endpoint.ts'
import { getJob } from '#contract/postings.ts'
import { call } from '#lib/client.ts'
import { quiet, useRefresh, useWrite } from '#lib/undo.ts'
import type { Refused } from '#lib/undo.ts'

export const applicationQuery = (id: string) =>
  queryOptions({
    queryKey: ['applications', 'one', id],
    queryFn: ({ signal }) => call(readApplication, { params: { id }, signal }),
  })

/** The posting that an application stands on, as its own page has it. */
export const postingQuery = (id: string) =>
  queryOptions({ queryKey: ['jobs', 'one', id], queryFn: ({ signal }) => call(getJob, { params: { id }, signal }) })

export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: ['applications', 'timeline', id],
    queryFn: ({ signal }) => call(readTimeline, { params: { id }, signal }),
  })

export const similarQuery = (about: { company: string; title: string }) =>
  queryOptions({
    queryKey: ['applications', 'similar', about],
    queryFn: ({ signal }) => call(findSimilar, { query: about, signal }),
    enabled: about.company.length > 1,
  })

const under = (id: string, part: string) => ['applications', 'one', id, part]

export const notesQuery = (id: string) =>
  queryOptions({ queryKey: under(id, 'notes'), queryFn: ({ signal }) => call(listNotes, { params: { id }, signal }) })

export const remindersQuery = (id: string) =>
  queryOptions({
    queryKey: under(id, 'reminders'),
    queryFn: ({ signal }) => call(listReminders, { params: { id }, signal }),
  })

export const peopleQuery = (id: string) =>
  queryOptions({
    queryKey: under(id, 'contacts'),
    queryFn: ({ signal }) => call(listApplicationContacts, { params: { id }, signal }),
  })

export const knownPeopleQuery = (q: string) =>
  queryOptions({
    queryKey: ['contacts', 'known', q],
    queryFn: ({ signal }) => call(listContacts, { query: { q, limit: 8 }, signal }),
    enabled: q.length > 1,
  })

export const useCreate = () => useWrite(createApplication, ({ company }) => `${company} added`, 'drawn')

export function useChange(id: string, refused: Refused = 'said') {
  const client = useQueryClient()
  const refresh = useRefresh()
  return useMutation({
    ...quiet(refused),
    mutationFn: (body: NonNullable<RequestOf<typeof updateApplication>['body']>) =>
      call(updateApplication, { params: { id }, body }),
    onSuccess: async (answer) => {
      client.setQueryData(applicationQuery(id).queryKey, answer)
      await refresh()
    },
  })
}

export const useDelete = ({ company }: Application) => useWrite(deleteApplication, `${company} deleted`)
export const useCorrect = () => useWrite(correctHistory, 'History corrected', 'drawn')
export const useRemoveEntry = () => useWrite(deleteHistory, 'History entry removed')
export const useAddNote = () => useWrite(createNote, null)
export const useChangeNote = () => useWrite(updateNote, 'Note changed')
export const useDeleteNote = () => useWrite(deleteNote, 'Note deleted')
export const useAddReminder = () => useWrite(createReminder, 'Reminder set')
export const useChangeReminder = () => useWrite(updateReminder, null)
export const useDeleteReminder = () => useWrite(deleteReminder, 'Reminder deleted')
export const useLinkContact = () => useWrite(linkContact, null, 'drawn')
export const useChangeRole = () => useWrite(updateContactLink, 'Role changed')
export const useUnlinkContact = () => useWrite(unlinkContact, 'Taken off this application')
