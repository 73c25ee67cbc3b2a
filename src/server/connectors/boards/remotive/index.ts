import { z } from 'zod'
import { defineBoard, feedFacts } from '#connectors/boards/define.ts'
import { feedRequest } from './client.ts'
import { readPage } from './parse.ts'

const Config = z.object({
  category: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .nullish(),
})

/** One public feed, a day behind the site. */
export const remotive = defineBoard({
  facts: feedFacts(
    {
      id: 'remotive',
      name: 'Remotive',
      about: 'Remote jobs worldwide, chosen by hand; 24 hours behind the site.',
      homepage: 'https://remotive.com',
      terms_url: 'https://remotive.com/api-documentation',
      terms_note:
        'A free public API that asks for at most four requests a day, a mention of Remotive, and a link to the posting there.',
      attribution: { text: 'Jobs from Remotive', url: 'https://remotive.com', nofollow: false },
      config_fields: [
        {
          name: 'category',
          label: 'Category',
          kind: 'text',
          required: false,
          help: 'As in the address on Remotive, for example software-dev. Empty: everything.',
        },
      ],
    },
    { min_interval_ms: 30_000, per_day: 4, every_minutes: 360 },
  ),
  config: Config,
  first: (config) => feedRequest(config.category ?? null),
  read: readPage,
})
