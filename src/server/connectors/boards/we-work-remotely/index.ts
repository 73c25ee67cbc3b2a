import { z } from 'zod'
import { WINDOW, defineBoard, feedFacts } from '#connectors/boards/define.ts'
import { feedRequest } from './client.ts'
import { readPage } from './parse.ts'

const Config = z.object({
  category: z
    .string()
    .trim()
    .regex(/^[a-z0-9-]{0,60}$/, 'Use the word of the address, for example programming.')
    .optional(),
})

/** RSS with the newest postings. */
export const weWorkRemotely = defineBoard({
  facts: feedFacts(
    {
      id: 'we-work-remotely',
      name: 'We Work Remotely',
      about: 'Remote jobs worldwide, the newest ones.',
      homepage: 'https://weworkremotely.com',
      terms_url: 'https://weworkremotely.com/remote-job-rss-feed',
      terms_note: 'A public RSS feed. Postings link to the site.',
      attribution: { text: 'Jobs from We Work Remotely', url: 'https://weworkremotely.com', nofollow: false },
      config_fields: [
        {
          name: 'category',
          label: 'Category',
          kind: 'text',
          required: false,
          help: 'As in the address of its feed, for example programming. Empty: everything.',
        },
      ],
      capabilities: WINDOW,
    },
    { min_interval_ms: 5000, per_day: 24, every_minutes: 120 },
  ),
  config: Config,
  first: (config) => feedRequest(config.category),
  read: readPage,
})
