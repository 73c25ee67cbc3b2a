import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import {
  createContact,
  createInteraction,
  deleteContact,
  deleteInteraction,
  listContacts,
  listInteractions,
  readContact,
  updateContact,
} from '#contract/contacts.ts'
import type { Contact, ContactRole } from '#contract/contacts.ts'
import type { RequestOf } from '#contract/endpoint.ts'
import { undoChange } from '#contract/undo.ts'
import { call } from '#lib/client.ts'
import { messageOf } from '#lib/form.ts'
import { toast } from '#ui/toast.tsx'

export type ContactSort = 'name' | '-last_interaction_at' | '-created_at'
export interface ContactFilters {
  q?: string
  role?: ContactRole
  sort: ContactSort
}

export const contactsQuery = (filters: ContactFilters) =>
  infiniteQueryOptions({
    queryKey: ['contacts', 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      call(listContacts, { query: { ...filters, ...(pageParam === null ? {} : { cursor: pageParam }) }, signal }),
    initialPageParam: firstPage(),
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  })

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', 'one', id],
    queryFn: ({ signal }) => call(readContact, { params: { id }, signal }),
  })

export const interactionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', 'interactions', id],
    queryFn: ({ signal }) => call(listInteractions, { params: { id }, query: { limit: 100 }, signal }),
  })

/** Asks everything again, and says what was done with the way back. */
function useAfter() {
  const client = useQueryClient()
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['contacts'] }),
      client.invalidateQueries({ queryKey: ['applications'] }),
    ])
  return async (said: string, undo_id: string | null) => {
    await refresh()
    const undo = () =>
      void call(undoChange, { params: { id: undo_id ?? '' } }).then(refresh, (error: unknown) =>
        toast(messageOf(error), { tone: 'bad' }),
      )
    toast(said, undo_id === null ? {} : { undo })
  }
}

export function useCreateContact() {
  const after = useAfter()
  return useMutation({
    mutationFn: (body: RequestOf<typeof createContact>['body']) => call(createContact, { body }),
    onSuccess: (answer) => after(`${answer.name} added`, answer.undo_id),
  })
}

export function useChangeContact() {
  const after = useAfter()
  return useMutation({
    mutationFn: ({ contact, ...body }: { contact: Contact } & NonNullable<RequestOf<typeof updateContact>['body']>) =>
      call(updateContact, { params: { id: contact.id }, body, version: contact.version }),
    onSuccess: (answer) => after(`${answer.name} changed`, answer.undo_id),
  })
}

export function useDeleteContact() {
  const after = useAfter()
  return useMutation({
    mutationFn: (contact: Contact) => call(deleteContact, { params: { id: contact.id } }),
    onSuccess: (answer, contact) => after(`${contact.name} deleted`, answer.undo_id),
  })
}

export function useAddInteraction() {
  const after = useAfter()
  return useMutation({
    mutationFn: (request: RequestOf<typeof createInteraction>) => call(createInteraction, request),
    onSuccess: (answer) => after('Noted', answer.undo_id),
  })
}

export function useDeleteInteraction() {
  const after = useAfter()
  return useMutation({
    mutationFn: (request: RequestOf<typeof deleteInteraction>) => call(deleteInteraction, request),
    onSuccess: (answer) => after('Deleted', answer.undo_id),
  })
}

function firstPage(): string | null {
  return null
}
