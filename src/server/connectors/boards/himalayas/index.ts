import { z } from 'zod'
import { defineBoard, feedFacts } from '#connectors/boards/define.ts'
import { pageRequest } from './client.ts'
import { readPage } from './parse.ts'

const Config = z.object({
  keyword: z.string().trim().max(100).optional(),
  country: z.string().trim().max(60).optional(),
})

/** A large board of which the newest pages are read, or those of a search. */
export const himalayas = defineBoard({
  facts: feedFacts(
    {
      id: 'himalayas',
      name: 'Himalayas',
      about: 'Remote jobs worldwide with salaries, time zones and the countries one may live in; the newest 500.',
      homepage: 'https://himalayas.app',
      terms_url: 'https://himalayas.app/api',
      terms_note: 'A free public API. It asks to be named and linked, and for no more than it takes to keep up.',
      attribution: { text: 'Jobs from Himalayas', url: 'https://himalayas.app', nofollow: false },
      config_fields: [
        { name: 'keyword', label: 'Words', kind: 'text', required: false, help: 'Empty: everything, newest first.' },
        { name: 'country', label: 'Country', kind: 'text', required: false, help: 'Where you live, in English.' },
      ],
      capabilities: { search: 'server' },
    },
    { min_interval_ms: 2000, per_day: 200, max_pages: 25, every_minutes: 360 },
  ),
  config: Config,
  first: (config) => pageRequest(config, 0),
  read: readPage,
})
