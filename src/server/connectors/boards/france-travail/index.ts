import { WINDOW, defineBoard, keyedFacts } from '#connectors/boards/define.ts'
import { keyField } from '#connectors/boards/key-fields.ts'
import { Config, credentials, rangeRequest, tokenRequest } from './client.ts'
import { classify, readToken } from './errors.ts'
import { readPage } from './parse.ts'

/** The public employment service of France, with what its partners publish there. */
export const franceTravail = defineBoard({
  facts: keyedFacts(
    {
      id: 'france-travail',
      name: 'France Travail',
      about: 'Jobs at the public employment service of France and its partners; the newest 3150 of a search.',
      homepage: 'https://candidat.francetravail.fr',
      terms_url: 'https://francetravail.io/produits-partages/catalogue/offres-emploi',
      terms_note:
        'A public API for who has registered an application there, which is free. Names and numbers of contacts are left out.',
      attribution: { text: 'Offres de France Travail', url: 'https://candidat.francetravail.fr', nofollow: false },
      config_fields: [
        keyField(
          'client_id',
          'Client ID',
          'Of your application at francetravail.io, with the API “Offres d’emploi v2”.',
        ),
        keyField('client_secret', 'Client secret'),
        { name: 'words', label: 'Words', kind: 'text', required: false, help: 'Empty: everything, newest first.' },
        { name: 'department', label: 'Department', kind: 'text', required: false, help: 'Its number, for example 75.' },
      ],
      capabilities: { ...WINDOW, search: 'server' },
    },
    { min_interval_ms: 500, per_day: 200, max_pages: 21, every_minutes: 360 },
  ),
  config: Config,
  first: (config) => rangeRequest(config, 0),
  read: readPage,
  classify,
  credentials,
  token: () => ({ request: tokenRequest, read: readToken }),
})
