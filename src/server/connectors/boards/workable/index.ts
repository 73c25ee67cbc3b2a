import { z } from 'zod'
import { defineBoard, employerFacts } from '#connectors/boards/define.ts'
import { employerFields } from '#connectors/boards/employer-fields.ts'
import { jobsRequest } from './client.ts'
import { classify } from './errors.ts'
import { readPage } from './parse.ts'

const Config = z.object({
  tenant: z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_-]{0,79}$/, 'This is no name of a Workable account.'),
  company: z.string().trim().min(1).max(200).nullish(),
})

/** All openings of one employer in one answer; an opening in several places is one row per place. */
export const workable = defineBoard({
  facts: employerFacts(
    {
      id: 'workable',
      name: 'Workable',
      about: 'The openings of one employer that recruits with Workable.',
      homepage: 'https://www.workable.com',
      terms_url: 'https://www.workable.com/terms',
      terms_note:
        'The public feed behind the widget that shows an employer’s openings on other sites; no key is needed. It allows few requests, so it is read rarely.',
      attribution: {
        text: 'Openings of the employer, through Workable',
        url: 'https://www.workable.com',
        nofollow: true,
      },
      config_fields: employerFields('https://apply.workable.com/acme'),
    },
    // More than a few requests in a row are answered with 429, whoever's account they are about.
    { min_interval_ms: 3000, per_day: 500, every_minutes: 360 },
  ),
  config: Config,
  first: jobsRequest,
  read: readPage,
  classify,
})
