import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const base = { tag: 'Calendar', access: 'public', method: 'POST', form: true } as const

export const hearGoogle = endpoint({
  ...base,
  path: '/calendar/webhooks/google',
  summary: 'Where Google says that a calendar changed',
  description:
    'It says so in headers and without a body. A message is a hint to look, and never data; one that is not from Google changes nothing.',
})

/** What Graph sends: what changed, or what is to be done about the subscription. */
const Messages = z.object({
  value: z
    .array(
      z.object({
        subscriptionId: z.string().max(200),
        clientState: z.string().max(200).nullish(),
        lifecycleEvent: z.string().max(100).nullish(),
      }),
    )
    .max(1_000)
    .default([]),
})

export const hearMicrosoft = endpoint({
  ...base,
  path: '/calendar/webhooks/microsoft',
  summary: 'Where Microsoft says that a calendar changed',
  description: 'A new subscription is tried first: its token is sent back as it came.',
  query: z.object({ validationToken: z.string().max(2_000).optional() }),
  body: Messages,
  response: z.string(),
})
