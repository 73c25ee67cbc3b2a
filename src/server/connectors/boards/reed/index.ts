import { WINDOW, defineBoard, keyedFacts } from '#connectors/boards/define.ts'
import { keyField } from '#connectors/boards/key-fields.ts'
import { Config, credentials, jobRequest, searchRequest } from './client.ts'
import { classify } from './errors.ts'
import { readPage } from './parse.ts'

/** A board of the United Kingdom. The list has the beginning of each text; the whole of it is a second call. */
export const reed = defineBoard({
  facts: keyedFacts(
    {
      id: 'reed',
      name: 'Reed',
      about: 'Jobs in the United Kingdom, from employers and many agencies; the first 500 of a search.',
      homepage: 'https://www.reed.co.uk',
      terms_url: 'https://www.reed.co.uk/developers/jobseeker',
      terms_note:
        'A public API for who has a key, which is free. Each text takes a request of its own, so those of a large search arrive over several readings.',
      attribution: { text: 'Jobs by Reed', url: 'https://www.reed.co.uk', nofollow: false },
      config_fields: [
        keyField('api_key', 'API key', 'From reed.co.uk/developers, after registering.'),
        { name: 'keywords', label: 'Words', kind: 'text', required: false, help: 'Empty: everything.' },
        { name: 'location', label: 'Place', kind: 'text', required: false, help: 'For example Manchester.' },
        { name: 'distance', label: 'Miles around it', kind: 'number', required: false, help: null },
      ],
      capabilities: { ...WINDOW, search: 'server', detail: 'second_call' },
    },
    { min_interval_ms: 1000, per_day: 500, max_pages: 5, max_details: 100, every_minutes: 360 },
  ),
  config: Config,
  first: (config) => searchRequest(config, 0),
  one: (_config, external_id) => jobRequest(external_id),
  read: readPage,
  classify,
  credentials,
})
