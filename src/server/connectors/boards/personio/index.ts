import { z } from 'zod'
import { defineBoard, employerFacts } from '#connectors/boards/define.ts'
import { employerFields } from '#connectors/boards/employer-fields.ts'
import { feedRequest } from './client.ts'
import { classify } from './errors.ts'
import { readPage } from './parse.ts'

const Config = z.object({
  tenant: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'This is no name of a Personio career page.'),
  domain: z.enum(['de', 'com']).default('de'),
  language: z.enum(['en', 'de', 'fr', 'es', 'nl', 'it', 'pt']).default('en'),
  company: z.string().trim().min(1).max(200).nullish(),
})

/** An XML feed per employer and language. */
export const personio = defineBoard({
  facts: employerFacts(
    {
      id: 'personio',
      name: 'Personio',
      about: 'The openings of one employer that recruits with Personio.',
      homepage: 'https://www.personio.com',
      terms_url: 'https://developer.personio.de/reference/get_xml',
      terms_note:
        'The public XML feed of an employer’s career page, made for showing openings elsewhere; no key is needed.',
      attribution: {
        text: 'Openings of the employer, through Personio',
        url: 'https://www.personio.com',
        nofollow: true,
      },
      config_fields: employerFields('https://acme.jobs.personio.de', [
        { name: 'domain', label: 'Ending', kind: 'text', required: false, help: '“de” or “com”, as in the address.' },
        {
          name: 'language',
          label: 'Language',
          kind: 'text',
          required: false,
          help: 'Two letters; the feed exists once per language.',
        },
      ]),
    },
    { per_day: 1000, every_minutes: 180 },
  ),
  config: Config,
  first: (config) => feedRequest(config),
  read: readPage,
  classify,
})
