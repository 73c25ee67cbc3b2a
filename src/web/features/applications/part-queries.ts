import { keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query'
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
import {
  linkContact,
  listApplicationContacts,
  listContacts,
  unlinkContact,
  updateContactLink,
} from '#contract/contacts.ts'
import type { RequestOf } from '#contract/endpoint.ts'
import { createInterview, deleteInterview, listInterviews, updateInterview } from '#contract/interviews.ts'
import { compareOffers, deleteOffer, deleteRate, listRates, putOffer, putRate, readOffer } from '#contract/offers.ts'
import { createStage, deleteStage, updateStage } from '#contract/stages.ts'
import { call } from '#lib/client.ts'
import { useDone, useRefresh } from './queries.ts'

const under = (id: string, part: string) => ['applications', 'one', id, part]

export const notesQuery = (id: string) =>
  queryOptions({ queryKey: under(id, 'notes'), queryFn: ({ signal }) => call(listNotes, { params: { id }, signal }) })

export const remindersQuery = (id: string) =>
  queryOptions({
    queryKey: under(id, 'reminders'),
    queryFn: ({ signal }) => call(listReminders, { params: { id }, signal }),
  })

export const interviewsQuery = (id: string) =>
  queryOptions({
    queryKey: under(id, 'interviews'),
    queryFn: ({ signal }) => call(listInterviews, { params: { id }, signal }),
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

export const offerQuery = (id: string) =>
  queryOptions({ queryKey: under(id, 'offer'), queryFn: ({ signal }) => call(readOffer, { params: { id }, signal }) })

export const offersQuery = (currency: string | undefined) =>
  queryOptions({
    queryKey: ['applications', 'offers', currency ?? ''],
    queryFn: ({ signal }) => call(compareOffers, { query: { currency }, signal }),
    placeholderData: keepPreviousData,
  })

export const ratesQuery = queryOptions({
  queryKey: ['applications', 'rates'],
  queryFn: ({ signal }) => call(listRates, { signal }),
})

/** A change: everything is asked again, and the toast says what was done, with the way back. */
function useWrite<Request, Answer>(send: (request: Request) => Promise<Answer>, said: string | null) {
  const refresh = useRefresh()
  const done = useDone()
  return useMutation({
    mutationFn: send,
    onSuccess: async (answer) => {
      await refresh()
      if (said !== null) done(said, undoIdOf(answer))
    },
  })
}

function undoIdOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('undo_id' in answer)) return null
  return typeof answer.undo_id === 'string' ? answer.undo_id : null
}

export const useAddNote = () => useWrite((request: RequestOf<typeof createNote>) => call(createNote, request), null)
export const useChangeNote = () =>
  useWrite((request: RequestOf<typeof updateNote>) => call(updateNote, request), 'Note changed')
export const useDeleteNote = () =>
  useWrite((request: RequestOf<typeof deleteNote>) => call(deleteNote, request), 'Note deleted')
export const useAddReminder = () =>
  useWrite((request: RequestOf<typeof createReminder>) => call(createReminder, request), 'Reminder set')
export const useChangeReminder = () =>
  useWrite((request: RequestOf<typeof updateReminder>) => call(updateReminder, request), null)
export const useDeleteReminder = () =>
  useWrite((request: RequestOf<typeof deleteReminder>) => call(deleteReminder, request), 'Reminder deleted')
export const useAddInterview = () =>
  useWrite((request: RequestOf<typeof createInterview>) => call(createInterview, request), 'Interview added')
export const useChangeInterview = () =>
  useWrite((request: RequestOf<typeof updateInterview>) => call(updateInterview, request), 'Interview changed')
export const useDeleteInterview = () =>
  useWrite((request: RequestOf<typeof deleteInterview>) => call(deleteInterview, request), 'Interview deleted')
export const useLinkContact = () =>
  useWrite((request: RequestOf<typeof linkContact>) => call(linkContact, request), null)
export const useChangeRole = () =>
  useWrite((request: RequestOf<typeof updateContactLink>) => call(updateContactLink, request), 'Role changed')
export const useUnlinkContact = () =>
  useWrite((request: RequestOf<typeof unlinkContact>) => call(unlinkContact, request), 'Taken off this application')
export const usePutOffer = () =>
  useWrite((request: RequestOf<typeof putOffer>) => call(putOffer, request), 'Offer kept')
export const useDeleteOffer = () =>
  useWrite((request: RequestOf<typeof deleteOffer>) => call(deleteOffer, request), 'Offer removed')
export const usePutRate = () => useWrite((request: RequestOf<typeof putRate>) => call(putRate, request), null)
export const useDeleteRate = () => useWrite((request: RequestOf<typeof deleteRate>) => call(deleteRate, request), null)
export const useCreateStage = () =>
  useWrite((request: RequestOf<typeof createStage>) => call(createStage, request), null)
export const useUpdateStage = () =>
  useWrite((request: RequestOf<typeof updateStage>) => call(updateStage, request), null)
export const useDeleteStage = () =>
  useWrite((request: RequestOf<typeof deleteStage>) => call(deleteStage, request), 'Stage deleted')
