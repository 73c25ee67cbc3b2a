import { z } from 'zod'
import { defineBoard, employerFacts } from '#connectors/boards/define.ts'
import { employerFields } from '#connectors/boards/employer-fields.ts'
import { feedRequest } from './client.ts'
import { classify } from './errors.ts'
import { readPage } from './parse.ts'

const Config = z.object({
  // Sites outside Europe carry their region: `acme.na`.
  tenant: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}(\.[a-z]{2,4})?$/, 'This is no name of a Teamtailor career site.'),
  company: z.string().trim().min(1).max(200).nullish(),
})

/** The JSON feed of a career site, one page per hundred openings; its rows are schema.org postings. */
export const teamtailor = defineBoard({
  facts: employerFacts(
    {
      id: 'teamtailor',
      name: 'Teamtailor',
      about: 'The openings of one employer that recruits with Teamtailor.',
      homepage: 'https://www.teamtailor.com',
      terms_url: 'https://www.teamtailor.com/en/terms-of-service/',
      terms_note: 'The public feed (JSON Feed) of an employer’s career site, made for subscribing; no key is needed.',
      attribution: {
        text: 'Openings of the employer, through Teamtailor',
        url: 'https://www.teamtailor.com',
        nofollow: true,
      },
      config_fields: employerFields('https://acme.teamtailor.com'),
    },
    { per_day: 1000, max_pages: 20, every_minutes: 180 },
  ),
  config: Config,
  first: feedRequest,
  read: readPage,
  classify,
})
