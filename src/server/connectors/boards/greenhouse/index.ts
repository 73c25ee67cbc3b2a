import { z } from 'zod'
import { defineBoard, employerFacts } from '#connectors/boards/define.ts'
import { employerFields } from '#connectors/boards/employer-fields.ts'
import { jobsRequest } from './client.ts'
import { classify } from './errors.ts'
import { readPage } from './parse.ts'

const Config = z.object({
  tenant: z.string().regex(/^[a-zA-Z0-9_-]{1,80}$/, 'This is no name of a Greenhouse board.'),
  company: z.string().trim().min(1).max(200).nullish(),
})

/** All openings of one employer in one answer. */
export const greenhouse = defineBoard({
  facts: employerFacts({
    id: 'greenhouse',
    name: 'Greenhouse',
    about: 'The openings of one employer that recruits with Greenhouse.',
    homepage: 'https://www.greenhouse.com',
    terms_url: 'https://developers.greenhouse.io/job-board.html',
    terms_note: 'The public Job Board API, made for showing an employer’s openings elsewhere; reading needs no key.',
    attribution: {
      text: 'Openings of the employer, through Greenhouse',
      url: 'https://www.greenhouse.com',
      nofollow: true,
    },
    config_fields: employerFields('https://boards.greenhouse.io/acme'),
  }),
  config: Config,
  first: (config) => jobsRequest(config.tenant),
  read: readPage,
  classify,
})
