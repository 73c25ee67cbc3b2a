import { z } from 'zod'
import { defineBoard, employerFacts } from '#connectors/boards/define.ts'
import { employerFields } from '#connectors/boards/employer-fields.ts'
import { listRequest } from './client.ts'
import { classify } from './errors.ts'
import { readPage } from './parse.ts'

const Config = z.object({
  tenant: z.string().regex(/^[a-zA-Z0-9._-]{1,80}$/, 'This is no name of a Lever site.'),
  region: z.enum(['global', 'eu']).default('global'),
  company: z.string().trim().min(1).max(200).nullish(),
})

/** One employer on the global or the European instance. */
export const lever = defineBoard({
  facts: employerFacts(
    {
      id: 'lever',
      name: 'Lever',
      about: 'The openings of one employer that recruits with Lever.',
      homepage: 'https://www.lever.co',
      terms_url: 'https://github.com/lever/postings-api',
      terms_note:
        'The public Postings API; its documentation says that published postings may be read by third parties.',
      attribution: { text: 'Openings of the employer, through Lever', url: 'https://www.lever.co', nofollow: true },
      config_fields: employerFields('https://jobs.lever.co/acme', [
        {
          name: 'region',
          label: 'Region',
          kind: 'text',
          required: false,
          help: '“eu” for addresses that begin with jobs.eu.lever.co, otherwise “global”.',
        },
      ]),
    },
    { per_day: 2000, max_pages: 40, every_minutes: 180 },
  ),
  config: Config,
  first: (config) => listRequest(config, 0),
  read: readPage,
  classify,
})
