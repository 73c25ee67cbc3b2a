import { z } from 'zod'
import { defineBoard, employerFacts } from '#connectors/boards/define.ts'
import { employerFields } from '#connectors/boards/employer-fields.ts'
import { boardRequest } from './client.ts'
import { classify } from './errors.ts'
import { readPage } from './parse.ts'

const Config = z.object({
  tenant: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._&+-]{0,79}$/u, 'This is no name of an Ashby board.'),
  company: z.string().trim().min(1).max(200).nullish(),
})

/** All listed openings of one employer in one answer. */
export const ashby = defineBoard({
  facts: employerFacts({
    id: 'ashby',
    name: 'Ashby',
    about: 'The openings of one employer that recruits with Ashby.',
    homepage: 'https://www.ashbyhq.com',
    terms_url: 'https://developers.ashbyhq.com/docs/public-job-posting-api',
    terms_note: 'The public job posting API, made for showing an employer’s openings elsewhere; no key is needed.',
    attribution: { text: 'Openings of the employer, through Ashby', url: 'https://www.ashbyhq.com', nofollow: true },
    config_fields: employerFields('https://jobs.ashbyhq.com/acme'),
  }),
  config: Config,
  first: (config) => boardRequest(config.tenant),
  read: readPage,
  classify,
})
