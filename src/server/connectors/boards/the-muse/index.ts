import { z } from 'zod'
import { defineBoard, feedFacts } from '#connectors/boards/define.ts'
import { pageRequest } from './client.ts'
import { readPage } from './parse.ts'

const Names = z.array(z.string().trim().min(1).max(100)).max(20).default([])
const Config = z.object({ category: Names, level: Names, location: z.string().trim().max(100).optional() })

/** A large board, mostly of the United States; the newest pages are read. */
export const theMuse = defineBoard({
  facts: feedFacts(
    {
      id: 'the-muse',
      name: 'The Muse',
      about: 'Jobs at larger companies, most of them in the United States; the newest 400.',
      homepage: 'https://www.themuse.com',
      terms_url: 'https://www.themuse.com/developers/api/v2/terms',
      terms_note: 'A public API, free within its limits. It asks for a link to the posting there.',
      attribution: { text: 'Jobs from The Muse', url: 'https://www.themuse.com', nofollow: false },
      config_fields: [
        {
          name: 'category',
          label: 'Categories',
          kind: 'list',
          required: false,
          help: 'As The Muse names them, for example Software Engineering. Empty: all.',
        },
        {
          name: 'location',
          label: 'Place',
          kind: 'text',
          required: false,
          help: 'For example Berlin, Germany or Flexible / Remote.',
        },
        { name: 'level', label: 'Levels', kind: 'list', required: false, help: 'For example Senior Level.' },
      ],
      capabilities: { search: 'server' },
    },
    { min_interval_ms: 8000, per_day: 200, max_pages: 20, every_minutes: 360 },
  ),
  config: Config,
  first: (config) => pageRequest(config, 0),
  read: readPage,
})
