import { z } from 'zod'
import { defineBoard, employerFacts } from '#connectors/boards/define.ts'
import { employerFields } from '#connectors/boards/employer-fields.ts'
import { offersRequest } from './client.ts'
import { classify } from './errors.ts'
import { readPage } from './parse.ts'

const Config = z.object({
  tenant: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'This is no name of a Recruitee career site.'),
  company: z.string().trim().min(1).max(200).nullish(),
})

/** All published openings of one employer in one answer. */
export const recruitee = defineBoard({
  facts: employerFacts({
    id: 'recruitee',
    name: 'Recruitee',
    about: 'The openings of one employer that recruits with Recruitee (Tellent).',
    homepage: 'https://recruitee.com',
    terms_url: 'https://docs.recruitee.com/reference/offers',
    terms_note: 'The public Careers Site API, made for showing an employer’s openings elsewhere; no key is needed.',
    attribution: { text: 'Openings of the employer, through Recruitee', url: 'https://recruitee.com', nofollow: true },
    config_fields: employerFields('https://acme.recruitee.com'),
  }),
  config: Config,
  first: offersRequest,
  read: readPage,
  classify,
})
