import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import type { InfiniteData } from '@tanstack/react-query'
import { listAppointmentTypes } from '#contract/appointment-types.ts'
import {
  cancelAppointment,
  completeAppointment,
  confirmAppointment,
  createAppointment,
  getAppointment,
  getAppointmentSlots,
  listAppointmentHistory,
  listAppointments,
  listBookable,
  missAppointment,
  rescheduleAppointment,
  type Appointment,
} from '#contract/appointments.ts'
import type { AppointmentStatus } from '#contract/booking.ts'
import type { AnswerOf } from '#contract/endpoint.ts'
import { listMembers } from '#contract/firms.ts'
import { call, type CallOf } from '#lib/client.ts'
import { paged } from '#lib/paged.ts'
import { say } from '#lib/say.ts'
import type { AskSlots } from '#lib/use-slots.ts'
import type { ListFilter } from './filter.ts'

export const appointmentsQuery = (filter: ListFilter) =>
  infiniteQueryOptions({
    queryKey: ['appointments', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      call(listAppointments, { query: { ...filter, cursor: pageParam ?? undefined }, signal }),
    placeholderData: keepPreviousData,
    ...paged,
  })

export const appointmentQuery = (id: string) =>
  queryOptions({
    queryKey: ['appointments', 'one', id],
    queryFn: ({ signal }) => call(getAppointment, { params: { id }, signal }),
  })

export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['appointments', 'history', id],
    queryFn: async ({ signal }) => (await call(listAppointmentHistory, { params: { id }, signal })).items,
  })

export const bookableQuery = queryOptions({
  queryKey: ['appointments', 'bookable'],
  queryFn: async ({ signal }) => (await call(listBookable, { signal })).items,
})

/** What can be booked with oneself, in the active firm. */
export const ownTypesQuery = queryOptions({
  queryKey: ['appointments', 'types'],
  queryFn: async ({ signal }) => (await call(listAppointmentTypes, { signal })).items,
})

export const membersQuery = (firm: string) =>
  queryOptions({
    queryKey: ['firms', firm, 'members'],
    queryFn: async ({ signal }) => (await call(listMembers, { params: { id: firm }, signal })).items,
  })

export const slotsOfAppointment =
  (id: string): AskSlots =>
  (span, signal) =>
    call(getAppointmentSlots, { params: { id }, query: span, signal })

type Page = AnswerOf<typeof listAppointments>

/** A step that is shown at once: where it is refused, what was there comes back. */
function useQuickStep(
  endpoint: typeof confirmAppointment | typeof completeAppointment | typeof missAppointment,
  to: AppointmentStatus,
  said: (appointment: Appointment) => string,
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, version }: Appointment) => call(endpoint, { params: { id }, body: {}, version }),
    onMutate: async ({ id }) => {
      await client.cancelQueries({ queryKey: ['appointments'] })
      const change = (one: Appointment) => (one.id === id ? { ...one, status: to, can: [] } : one)
      client.setQueryData(appointmentQuery(id).queryKey, (one) => one && change(one))
      client.setQueriesData<InfiniteData<Page>>({ queryKey: ['appointments', 'list'] }, (list) =>
        list === undefined
          ? list
          : { ...list, pages: list.pages.map((page) => ({ ...page, items: page.items.map(change) })) },
      )
    },
    onSuccess: (done) => say(said(done)),
    onSettled: () => refreshAll(client),
  })
}

export const useConfirm = () =>
  useQuickStep(confirmAppointment, 'confirmed', ({ guest }) => `Confirmed: ${guest.name} gets a mail`)
export const useComplete = () => useQuickStep(completeAppointment, 'completed', () => 'Noted as taken place')
export const useMiss = () =>
  useQuickStep(missAppointment, 'no_show', ({ guest }) => `Noted: ${guest.name} did not come`)

/** A step that a dialog sends, and that dialog says what was wrong with. */
function useStep<Given, Answer>(work: (given: Given) => Promise<Answer>, said: (answer: Answer) => string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: work,
    onError: () => {},
    onSuccess: (answer) => say(said(answer)),
    onSettled: () => refreshAll(client),
  })
}

export const useReschedule = () =>
  useStep(
    (request: CallOf<typeof rescheduleAppointment>) => call(rescheduleAppointment, request),
    ({ status, host }) =>
      status === 'requested' ? `${host.name} was asked for the new time` : 'Moved, and told by mail',
  )
export const useCancel = () =>
  useStep(
    (request: CallOf<typeof cancelAppointment>) => call(cancelAppointment, request),
    () => 'Cancelled, and told by mail',
  )
export const useMake = () =>
  useStep(
    (request: CallOf<typeof createAppointment>) => call(createAppointment, request),
    ({ guest }) => `Made: ${guest.name} gets an invitation`,
  )

// Appointments lie in the calendar, too.
async function refreshAll(client: ReturnType<typeof useQueryClient>): Promise<void> {
  await Promise.all(['appointments', 'calendar'].map((name) => client.invalidateQueries({ queryKey: [name] })))
}
