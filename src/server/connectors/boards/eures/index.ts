import { z } from 'zod'
import { defineBoard, feedFacts } from '#connectors/boards/define.ts'
import { pageRequest } from './client.ts'
import { readPage } from './parse.ts'

const Country = z
  .string()
  .trim()
  .regex(/^[a-z]{2}$/i, 'Write two letters, for example de.')
const Config = z.object({
  keyword: z.string().trim().max(100).optional(),
  countries: z.array(Country).max(31).default([]),
})

/** What the public employment services of Europe publish together; the newest pages, asked for slowly. */
export const eures = defineBoard({
  facts: feedFacts(
    {
      id: 'eures',
      name: 'EURES',
      about: 'What the public employment services of Europe publish together; the newest 500, or those of a search.',
      homepage: 'https://europa.eu/eures',
      terms_url: 'https://europa.eu/eures/portal/jv-se/legal-notice',
      terms_note:
        'The search behind the portal of the European Union. It is public and needs no key, but is not documented for programs: it is asked seldom and slowly, and only as far as its robots.txt allows.',
      attribution: {
        text: 'Jobs from EURES, the European job mobility portal',
        url: 'https://europa.eu/eures',
        nofollow: false,
      },
      config_fields: [
        {
          name: 'countries',
          label: 'Countries',
          kind: 'list',
          required: false,
          help: 'Two letters each: de, at, ch. Empty: all.',
        },
        { name: 'keyword', label: 'Words', kind: 'text', required: false, help: 'Empty: everything, newest first.' },
      ],
      capabilities: { search: 'server' },
    },
    { min_interval_ms: 5000, per_day: 40, max_pages: 10, every_minutes: 720, respect_robots: true },
  ),
  config: Config,
  first: (config) => pageRequest(config, 1),
  read: readPage,
})
