import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { createSample, deleteSample, getSample } from '#contract/sample.ts'
import { call } from '#lib/client.ts'

export const sampleQuery = queryOptions({
  queryKey: ['sample'],
  queryFn: ({ signal }) => call(getSample, { signal }),
  refetchInterval: (query) => {
    const state = query.state.data?.state
    return state === 'creating' || state === 'removing' ? 500 : false
  },
})

/** Makes or removes the sample; everything on the screen is read again afterwards. */
export function useSample(action: 'create' | 'remove') {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => (action === 'create' ? call(createSample, {}) : call(deleteSample, {})),
    onSuccess: () => client.invalidateQueries(),
  })
}
