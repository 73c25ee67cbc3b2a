import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
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
import { call } from '#lib/client.ts'
import { paged } from '#lib/paged.ts'
import { useWrite } from '#lib/undo.ts'

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
      call(listContacts, { query: { ...filters, cursor: pageParam ?? undefined }, signal }),
    placeholderData: keepPreviousData,
    ...paged,
  })

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', 'one', id],
    queryFn: ({ signal }) => call(readContact, { params: { id }, signal }),
  })

export const interactionsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['contacts', 'interactions', id],
    queryFn: ({ pageParam, signal }) =>
      call(listInteractions, { params: { id }, query: { cursor: pageParam ?? undefined }, signal }),
    ...paged,
  })

export const useCreateContact = () => useWrite(createContact, ({ name }) => `${name} added`, 'drawn')
export const useChangeContact = () => useWrite(updateContact, ({ name }) => `${name} changed`, 'drawn')
export const useDeleteContact = ({ name }: Contact) => useWrite(deleteContact, `${name} deleted`)
export const useAddInteraction = () => useWrite(createInteraction, 'Noted', 'drawn')
export const useDeleteInteraction = () => useWrite(deleteInteraction, 'Deleted')
