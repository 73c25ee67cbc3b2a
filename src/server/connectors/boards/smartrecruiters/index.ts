import { z } from 'zod'
import { defineBoard, employerFacts } from '#connectors/boards/define.ts'
import { employerFields } from '#connectors/boards/employer-fields.ts'
import { listRequest, postingRequest } from './client.ts'
import { classify } from './errors.ts'
import { readPage } from './parse.ts'

const Config = z.object({
  tenant: z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_-]{0,79}$/, 'This is no name of a SmartRecruiters company.'),
  company: z.string().trim().min(1).max(200).nullish(),
})

/** Pages of openings without their texts; the text of each is a call of its own. */
export const smartrecruiters = defineBoard({
  facts: employerFacts(
    {
      id: 'smartrecruiters',
      name: 'SmartRecruiters',
      about: 'The openings of one employer that recruits with SmartRecruiters.',
      homepage: 'https://www.smartrecruiters.com',
      terms_url: 'https://developers.smartrecruiters.com/docs/posting-api',
      terms_note:
        'The public Posting API, made for showing an employer’s openings elsewhere; no key is needed. Each text takes a request of its own, so those of a large employer arrive over several readings.',
      attribution: {
        text: 'Openings of the employer, through SmartRecruiters',
        url: 'https://www.smartrecruiters.com',
        nofollow: true,
      },
      capabilities: { detail: 'second_call' },
      config_fields: employerFields('https://careers.smartrecruiters.com/Acme'),
    },
    // The API allows ten requests a second.
    { min_interval_ms: 300, per_day: 5000, max_pages: 60, max_details: 300, every_minutes: 180 },
  ),
  config: Config,
  first: (config) => listRequest(config, 0),
  one: postingRequest,
  read: readPage,
  classify,
})
