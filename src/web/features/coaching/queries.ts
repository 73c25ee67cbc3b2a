import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import * as coaching from '#contract/coaching.ts'
import { call } from '#lib/client.ts'
import { paged } from '#lib/paged.ts'

export const seekersQuery = infiniteQueryOptions({
  queryKey: ['coaching', 'seekers'],
  queryFn: ({ pageParam, signal }) => call(coaching.listSeekers, { query: { cursor: pageParam ?? undefined }, signal }),
  ...paged,
})

export const seekerQuery = (user_id: string) =>
  queryOptions({
    queryKey: ['coaching', 'seeker', user_id],
    queryFn: ({ signal }) => call(coaching.readSeeker, { params: { user_id }, signal }),
  })

// Each asking is a line in the log that the seeker reads: asked once when it is opened, kept only while it is shown.
const asked = { staleTime: 'static', gcTime: 0 } as const

export const seekerApplicationsQuery = (user_id: string) =>
  infiniteQueryOptions({
    queryKey: ['coaching', 'applications', user_id],
    queryFn: ({ pageParam, signal }) =>
      call(coaching.listSeekerApplications, { params: { user_id }, query: { cursor: pageParam ?? undefined }, signal }),
    ...paged,
    ...asked,
  })

export const seekerJobsQuery = (user_id: string) =>
  infiniteQueryOptions({
    queryKey: ['coaching', 'jobs', user_id],
    queryFn: ({ pageParam, signal }) =>
      call(coaching.listSeekerJobs, { params: { user_id }, query: { cursor: pageParam ?? undefined }, signal }),
    ...paged,
    ...asked,
  })

export const seekerProfileQuery = (user_id: string) =>
  queryOptions({
    queryKey: ['coaching', 'profile', user_id],
    queryFn: async ({ signal }) => (await call(coaching.readSeekerProfile, { params: { user_id }, signal })).profile,
    ...asked,
  })
