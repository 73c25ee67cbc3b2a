import { z } from 'zod'
import { defineBoard, feedFacts } from '#connectors/boards/define.ts'
import { pageRequest } from './client.ts'
import { readPage } from './parse.ts'

const Config = z.object({ visa_sponsorship: z.boolean().default(false) })

/** One public feed, newest first. */
export const arbeitnow = defineBoard({
  facts: feedFacts(
    {
      id: 'arbeitnow',
      name: 'Arbeitnow',
      about: 'Jobs in Germany and its neighbours, many with remote work or visa sponsorship.',
      homepage: 'https://www.arbeitnow.com',
      terms_url: 'https://www.arbeitnow.com/terms',
      terms_note:
        'A free public API, refreshed every hour. It asks not to be abused, and for a link back to the posting.',
      attribution: { text: 'Jobs from Arbeitnow', url: 'https://www.arbeitnow.com', nofollow: false },
      config_fields: [
        { name: 'visa_sponsorship', label: 'Only with visa sponsorship', kind: 'flag', required: false, help: null },
      ],
    },
    { min_interval_ms: 1500, per_day: 300, max_pages: 10, every_minutes: 60 },
  ),
  config: Config,
  first: (config) => pageRequest(1, config.visa_sponsorship),
  read: readPage,
})
