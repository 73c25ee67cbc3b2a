import { WINDOW, defineBoard, keyedFacts } from '#connectors/boards/define.ts'
import { keyField } from '#connectors/boards/key-fields.ts'
import { Config, credentials, pageRequest } from './client.ts'
import { classify } from './errors.ts'
import { readPage } from './parse.ts'

/** An aggregator of many boards in nineteen countries. */
export const adzuna = defineBoard({
  facts: keyedFacts(
    {
      id: 'adzuna',
      name: 'Adzuna',
      about: 'Jobs of many boards in nineteen countries; the newest 500 of a search, with the beginning of each text.',
      homepage: 'https://www.adzuna.com',
      terms_url: 'https://developer.adzuna.com/docs/terms_of_service',
      terms_note:
        'A public API for who has a key, free for personal use: 25 requests a minute, 250 a day, 1000 a week, 2500 a month. It asks to be named, and that people go to the posting through its link.',
      attribution: { text: 'Jobs by Adzuna', url: 'https://www.adzuna.com', nofollow: false },
      config_fields: [
        keyField('app_id', 'Application ID', 'From developer.adzuna.com, after registering.'),
        keyField('app_key', 'Application key'),
        {
          name: 'country',
          label: 'Country',
          kind: 'text',
          required: true,
          help: 'Two letters, for example de, at, ch, gb or us.',
        },
        { name: 'what', label: 'Words', kind: 'text', required: false, help: 'Empty: everything, newest first.' },
        { name: 'where', label: 'Place', kind: 'text', required: false, help: null },
      ],
      capabilities: { ...WINDOW, search: 'server' },
    },
    // Ten pages four times a day keep within what is allowed in a week and a month.
    { min_interval_ms: 2500, per_day: 80, max_pages: 10, every_minutes: 360 },
  ),
  config: Config,
  first: (config) => pageRequest(config, 1),
  read: readPage,
  classify,
  credentials,
})
