import { z } from 'zod'
import { endpoint, refusal } from './endpoint.ts'
import { Instant } from './wire.ts'

const base = { tag: 'Workspace', access: 'user' } as const

export const sampleExists = refusal('sample_exists', 409, 'The sample data is here already. Remove it first.')

/** Sample data stands beside your own, marked, and leaves it untouched. */
export const SampleState = z.object({
  state: z.enum(['none', 'creating', 'ready', 'removing']),
  postings: z.int(),
  applications: z.int(),
  /** 0 to 1 while it is being made or removed. */
  progress: z.number().nullable(),
  created_at: Instant.nullable(),
})
export type SampleState = z.infer<typeof SampleState>

export const getSample = endpoint({
  ...base,
  method: 'GET',
  path: '/sample-data',
  summary: 'Whether sample data is here',
  response: SampleState,
})

export const createSample = endpoint({
  ...base,
  method: 'POST',
  path: '/sample-data',
  summary: 'Explore with sample data: about 1,500 made-up postings and 60 applications',
  description: 'It is made in the background: ask `GET /sample-data` until `state` is `ready`.',
  status: 202,
  response: SampleState,
  refusals: [sampleExists],
})

export const deleteSample = endpoint({
  ...base,
  method: 'DELETE',
  path: '/sample-data',
  summary: 'Remove all sample data; your own stays',
  status: 200,
  response: SampleState,
})
