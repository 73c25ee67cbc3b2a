import { z } from 'zod'
import { WINDOW, defineBoard, feedFacts } from '#connectors/boards/define.ts'
import { feedRequest } from './client.ts'
import { readPage } from './parse.ts'

const Word = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9+ -]{0,60}$/, 'Use letters, digits and hyphens.')
  .optional()
const Config = z.object({ geo: Word, industry: Word, tag: Word })

/** The newest hundred postings, some hours behind the site. */
export const jobicy = defineBoard({
  facts: feedFacts(
    {
      id: 'jobicy',
      name: 'Jobicy',
      about: 'Remote jobs, the newest hundred; some hours behind the site.',
      homepage: 'https://jobicy.com',
      terms_url: 'https://jobicy.com/jobs-rss-feed',
      terms_note:
        'A free public API that asks for at most one request an hour, a mention of Jobicy, and that applications start at the posting there.',
      attribution: { text: 'Jobs from Jobicy', url: 'https://jobicy.com', nofollow: false },
      config_fields: [
        {
          name: 'geo',
          label: 'Region',
          kind: 'text',
          required: false,
          help: 'As in the address on Jobicy, for example germany. Empty: everywhere.',
        },
        { name: 'industry', label: 'Industry', kind: 'text', required: false, help: 'For example engineering.' },
        { name: 'tag', label: 'Keyword', kind: 'text', required: false, help: null },
      ],
      capabilities: { ...WINDOW, search: 'server' },
    },
    { min_interval_ms: 60_000, per_day: 24, every_minutes: 360 },
  ),
  config: Config,
  first: feedRequest,
  read: readPage,
})
