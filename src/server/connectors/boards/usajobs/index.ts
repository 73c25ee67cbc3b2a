import { WINDOW, defineBoard, keyedFacts } from '#connectors/boards/define.ts'
import { keyField } from '#connectors/boards/key-fields.ts'
import { Config, credentials, pageRequest } from './client.ts'
import { classify } from './errors.ts'
import { readPage } from './parse.ts'

/** The jobs of the federal government of the United States. */
export const usajobs = defineBoard({
  facts: keyedFacts(
    {
      id: 'usajobs',
      name: 'USAJOBS',
      about: 'Jobs at the federal government of the United States, with pay and deadline; the newest 2500 of a search.',
      homepage: 'https://www.usajobs.gov',
      terms_url: 'https://developer.usajobs.gov/guides/rate-limiting',
      terms_note: 'A public API for who has a key, which is free. The texts are in the public domain.',
      attribution: { text: 'Jobs by USAJOBS', url: 'https://www.usajobs.gov', nofollow: false },
      config_fields: [
        keyField('email', 'E-mail address', 'The one that the key was given to; each request carries it.'),
        keyField('api_key', 'API key', 'From developer.usajobs.gov, after applying for it.'),
        { name: 'keyword', label: 'Words', kind: 'text', required: false, help: 'Empty: everything, newest first.' },
        { name: 'location', label: 'Place', kind: 'text', required: false, help: 'For example Denver, Colorado.' },
      ],
      capabilities: { ...WINDOW, search: 'server' },
    },
    { min_interval_ms: 2000, per_day: 100, max_pages: 5, every_minutes: 360 },
  ),
  config: Config,
  first: (config) => pageRequest(config, 1),
  read: readPage,
  classify,
  credentials,
})
