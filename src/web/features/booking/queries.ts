import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import {
  book,
  cancelBooked,
  confirmBooked,
  getBooked,
  getBookedSlots,
  getBookingPage,
  getBookingSlots,
  rescheduleBooked,
  Slot,
  type GuestAppointment,
} from '#contract/booking.ts'
import type { AnswerOf } from '#contract/endpoint.ts'
import { ApiError, call, type CallOf } from '#lib/client.ts'
import type { AskSlots } from '#lib/use-slots.ts'

export type BookingPage = AnswerOf<typeof getBookingPage>
export type Booked = AnswerOf<typeof book>

// Somebody without an account is no one whose session is over.
const meta = { open: true }

export const pageQuery = (token: string) =>
  queryOptions({
    queryKey: ['booking', token],
    queryFn: ({ signal }) => call(getBookingPage, { params: { token }, signal }),
    meta,
  })

export const bookedQuery = (secret: string) =>
  queryOptions({
    queryKey: ['booked', secret],
    queryFn: ({ signal }) => call(getBooked, { params: { secret }, signal }),
    meta,
  })

export const slotsOfType =
  (token: string, type_id: string): AskSlots =>
  (span, signal) =>
    call(getBookingSlots, { params: { token }, query: { ...span, type_id }, signal })

export const slotsOfBooked =
  (secret: string): AskSlots =>
  (span, signal) =>
    call(getBookedSlots, { params: { secret }, query: span, signal })

// What goes wrong is said where it was asked for.
const drawn = { onError: () => {} }

export const useBook = () =>
  useMutation({ ...drawn, mutationFn: (request: CallOf<typeof book>) => call(book, request) })

/** A change of the appointment that a mail leads to: what comes back is what it is now. */
function useStep<Given>(secret: string, work: (given: Given) => Promise<GuestAppointment>) {
  const client = useQueryClient()
  return useMutation({
    ...drawn,
    mutationFn: work,
    onSuccess: (now) => client.setQueryData(bookedQuery(secret).queryKey, now),
  })
}

export const useConfirmBooked = (secret: string) => useStep(secret, () => call(confirmBooked, { params: { secret } }))
export const useMoveBooked = (secret: string) =>
  useStep(secret, (body: CallOf<typeof rescheduleBooked>['body']) =>
    call(rescheduleBooked, { params: { secret }, body }),
  )
export const useCancelBooked = (secret: string) =>
  useStep(secret, (reason: string) => call(cancelBooked, { params: { secret }, body: { reason } }))

const Taken = z.object({ next: z.array(Slot) })

/** The next free times when the wanted one is not free (any more); null: it was refused for another reason. */
export function takenBy(error: unknown): readonly Slot[] | null {
  if (!(error instanceof ApiError) || error.code !== 'slot_not_free') return null
  return Taken.safeParse(error.details).data?.next ?? []
}
