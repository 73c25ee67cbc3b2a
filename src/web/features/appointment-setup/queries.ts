import { queryOptions, useMutation } from '@tanstack/react-query'
import {
  createAppointmentType,
  deleteAppointmentType,
  getAvailability,
  listAppointmentTypes,
  setAvailability,
  updateAppointmentType,
} from '#contract/appointment-types.ts'
import { createBookingLink, listBookingLinks, revokeBookingLink } from '#contract/booking-links.ts'
import type { AnswerOf, Endpoint } from '#contract/endpoint.ts'
import { call, type CallOf } from '#lib/client.ts'
import { say } from '#lib/say.ts'
import { quiet, useDone, useRefresh, type Refused } from '#lib/undo.ts'

export const typesQuery = queryOptions({
  queryKey: ['appointments', 'types'],
  queryFn: async ({ signal }) => (await call(listAppointmentTypes, { signal })).items,
})

export const availabilityQuery = queryOptions({
  queryKey: ['appointments', 'availability'],
  queryFn: ({ signal }) => call(getAvailability, { signal }),
})

export const linksQuery = queryOptions({
  queryKey: ['appointments', 'links'],
  queryFn: ({ signal }) => call(listBookingLinks, { signal }),
})

/** A change of what can be booked: what shows it is asked again, and it is said what was done. */
function useChange<E extends Endpoint, Answer extends AnswerOf<E>>(
  work: (request: CallOf<E>) => Promise<Answer>,
  said: string | ((answer: Answer) => string),
  refused: Refused,
) {
  const refresh = useRefresh(['appointments'])
  const done = useDone()
  return useMutation({
    ...quiet(refused),
    mutationFn: work,
    onSuccess: async (answer) => {
      await refresh()
      done(typeof said === 'string' ? said : said(answer), undoOf(answer))
    },
  })
}

function undoOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('undo_id' in answer)) return null
  return typeof answer.undo_id === 'string' ? answer.undo_id : null
}

export const useCreateType = () =>
  useChange<typeof createAppointmentType, AnswerOf<typeof createAppointmentType>>(
    (request) => call(createAppointmentType, request),
    ({ title }) => `“${title}” added`,
    'drawn',
  )
export const useUpdateType = () =>
  useChange<typeof updateAppointmentType, AnswerOf<typeof updateAppointmentType>>(
    (request) => call(updateAppointmentType, request),
    ({ title }) => `“${title}” changed`,
    'drawn',
  )
export const useDeleteType = (title: string) =>
  useChange<typeof deleteAppointmentType, AnswerOf<typeof deleteAppointmentType>>(
    (request) => call(deleteAppointmentType, request),
    `“${title}” deleted`,
    'said',
  )
export const useSetAvailability = () =>
  useChange<typeof setAvailability, AnswerOf<typeof setAvailability>>(
    (request) => call(setAvailability, request),
    'Your hours are kept',
    'drawn',
  )
export const useMakeLink = () =>
  useChange<typeof createBookingLink, AnswerOf<typeof createBookingLink>>(
    (request) => call(createBookingLink, request),
    'Link made',
    'drawn',
  )

export function useRevokeLink() {
  const refresh = useRefresh(['appointments'])
  return useMutation({
    mutationFn: (id: string) => call(revokeBookingLink, { params: { id } }),
    onSuccess: async () => {
      await refresh()
      say('Link revoked')
    },
  })
}
