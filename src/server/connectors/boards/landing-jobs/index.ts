import { z } from 'zod'
import { WINDOW, defineBoard, feedFacts } from '#connectors/boards/define.ts'
import { pageRequest } from './client.ts'
import { readPage } from './parse.ts'

/** The newest technical jobs of a Portuguese board. */
export const landingJobs = defineBoard({
  facts: feedFacts(
    {
      id: 'landing-jobs',
      name: 'Landing.jobs',
      about: 'Technical jobs in Portugal and elsewhere in Europe, the newest ones.',
      homepage: 'https://landing.jobs',
      terms_url: 'https://landing.jobs/terms-of-use',
      terms_note: 'A public API without a key. Employers are named as the address of the posting has them.',
      attribution: { text: 'Jobs from Landing.jobs', url: 'https://landing.jobs', nofollow: false },
      config_fields: [],
      capabilities: WINDOW,
    },
    { min_interval_ms: 3000, per_day: 60, max_pages: 10, every_minutes: 360 },
  ),
  config: z.object({}),
  first: () => pageRequest({ offset: 0, before: '' }),
  read: readPage,
})
