import { queryOptions } from '@tanstack/react-query'
import {
  createInterview,
  deleteInterview,
  listInterviews,
  putInCalendar,
  updateInterview,
} from '#contract/interviews.ts'
import { call } from '#lib/client.ts'
import { useWrite } from '#lib/undo.ts'

export const interviewsQuery = (id: string) =>
  queryOptions({
    queryKey: ['applications', 'one', id, 'interviews'],
    queryFn: ({ signal }) => call(listInterviews, { params: { id }, signal }),
  })

export const useAddInterview = () => useWrite(createInterview, 'Interview added', 'drawn')
export const useChangeInterview = () => useWrite(updateInterview, 'Interview changed', 'drawn')
export const usePutInCalendar = () => useWrite(putInCalendar, 'Interview in your calendar again')
export const useDeleteInterview = () => useWrite(deleteInterview, 'Interview deleted')
