import { z } from 'zod'
import { defineBoard, employerFacts } from '#connectors/boards/define.ts'
import { employerFields } from '#connectors/boards/employer-fields.ts'
import { detailRequest, listRequest } from './client.ts'
import { classify } from './errors.ts'
import { readPage } from './parse.ts'

const Config = z.object({
  tenant: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'This is no name of a BambooHR career page.'),
  company: z.string().trim().min(1).max(200).nullish(),
})

/** One list without texts and dates; both are a call of their own for each opening. */
export const bamboohr = defineBoard({
  facts: employerFacts(
    {
      id: 'bamboohr',
      name: 'BambooHR',
      about: 'The openings of one employer that recruits with BambooHR.',
      homepage: 'https://www.bamboohr.com',
      terms_url: 'https://www.bamboohr.com/legal/terms-of-service',
      terms_note:
        'The public list behind an employer’s career page; no key is needed. It names no employer: the name in the address stands in until you set one.',
      attribution: {
        text: 'Openings of the employer, through BambooHR',
        url: 'https://www.bamboohr.com',
        nofollow: true,
      },
      capabilities: { detail: 'second_call' },
      config_fields: employerFields('https://acme.bamboohr.com'),
    },
    { per_day: 1500, max_details: 150, every_minutes: 360 },
  ),
  config: Config,
  first: listRequest,
  one: detailRequest,
  read: readPage,
  classify,
})
