import { WINDOW, defineBoard, greyFacts } from '#connectors/boards/define.ts'
import { Config, credentials, jobRequest, searchRequest } from './client.ts'
import { readPage } from './parse.ts'

/** The public employment service of Germany, by the interface behind its own pages. */
export const arbeitsagentur = defineBoard({
  facts: greyFacts(
    {
      id: 'arbeitsagentur',
      name: 'Bundesagentur für Arbeit',
      about: 'Jobs at the public employment service of Germany; the first 150 of a search, a few texts at a time.',
      homepage: 'https://www.arbeitsagentur.de/jobsuche/',
      terms_url: 'https://www.arbeitsagentur.de/nutzungsbedingungen',
      terms_note: 'No public interface: this is the one behind its own pages. EURES carries many of the same jobs.',
      notice:
        'The terms of use of the Bundesagentur (§ 2a) do not allow programs to search its pages, and nobody promises this interface. Switch it on for your own search only, and at your own responsibility. It is asked at most sixty times a day, and not at all where its robots.txt forbids it. EURES, which may be read, carries many of the same jobs.',
      attribution: {
        text: 'Stellenangebote der Bundesagentur für Arbeit',
        url: 'https://www.arbeitsagentur.de',
        nofollow: true,
      },
      config_fields: [
        { name: 'words', label: 'Words', kind: 'text', required: false, help: 'Empty: everything.' },
        { name: 'place', label: 'Place', kind: 'text', required: false, help: 'For example Berlin.' },
        { name: 'radius', label: 'Kilometres around it', kind: 'number', required: false, help: null },
      ],
      capabilities: { ...WINDOW, search: 'server', detail: 'second_call' },
    },
    { kind: 'feed', min_interval_ms: 3000, per_day: 60, max_pages: 3, max_details: 25, every_minutes: 720 },
  ),
  config: Config,
  first: (config) => searchRequest(config, 1),
  one: (_config, external_id) => jobRequest(external_id),
  read: readPage,
  credentials,
})
