import { z } from 'zod'
import { WINDOW, defineBoard, feedFacts } from '#connectors/boards/define.ts'
import { feedRequest } from './client.ts'
import { readPage } from './parse.ts'

/** One public feed with the newest postings. */
export const remoteok = defineBoard({
  facts: feedFacts(
    {
      id: 'remoteok',
      name: 'Remote OK',
      about: 'Remote jobs worldwide, the newest ones.',
      homepage: 'https://remoteok.com',
      terms_url: 'https://remoteok.com/api',
      terms_note:
        'A free public API. It asks to be named as the source, with a link to the posting there that search engines may follow.',
      attribution: { text: 'Jobs from Remote OK', url: 'https://remoteok.com', nofollow: false },
      config_fields: [],
      capabilities: WINDOW,
    },
    { min_interval_ms: 5000, per_day: 24, every_minutes: 120 },
  ),
  config: z.object({}),
  first: () => feedRequest(),
  read: readPage,
})
