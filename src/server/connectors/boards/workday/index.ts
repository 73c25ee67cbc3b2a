import { z } from 'zod'
import { defineBoard, greyFacts } from '#connectors/boards/define.ts'
import { employerFields } from '#connectors/boards/employer-fields.ts'
import { jobRequest, listRequest } from './client.ts'
import { classify } from './errors.ts'
import { readPage } from './parse.ts'

const ADDRESS = /^([a-z0-9-]{1,63})\.(wd\d{1,4})\/([a-zA-Z0-9_-]{1,100})$/

/** `tenant`: "acme.wd3/Careers", out of the address of a career site. */
const Config = z.object({
  tenant: z.string().regex(ADDRESS, 'This is no Workday career site.'),
  company: z.string().trim().min(1).max(200).nullish(),
})

/** A list without texts, twenty at a time; the text of each is a call of its own. */
export const workday = defineBoard({
  facts: greyFacts(
    {
      id: 'workday',
      name: 'Workday',
      about: 'The openings of one employer that recruits with Workday; the first 200, a few texts at a time.',
      homepage: 'https://www.workday.com',
      terms_url: 'https://www.workday.com/en-us/legal/site-terms.html',
      terms_note: 'No public interface: this is the one behind the career sites of employers.',
      notice:
        'Workday offers no interface for this: it is the one behind the career sites, nobody promises it, and some sites turn programs away. Switch it on for your own search only, and at your own responsibility. All employers together are asked at most two hundred times a day, and none whose robots.txt forbids it.',
      attribution: {
        text: 'Openings of the employer, through Workday',
        url: 'https://www.workday.com',
        nofollow: true,
      },
      config_fields: employerFields('https://acme.wd3.myworkdayjobs.com/Careers'),
      capabilities: { detail: 'second_call' },
    },
    { kind: 'employer', min_interval_ms: 3000, per_day: 200, max_pages: 10, max_details: 40, every_minutes: 720 },
  ),
  config: Config,
  first: (config) => listRequest(siteOf(config), { offset: 0, total: null }),
  one: (config, external_id) => jobRequest(siteOf(config), external_id),
  read: (request, answer, config) => readPage(request, answer, siteOf(config)),
  classify,
})

function siteOf({ tenant, company }: z.output<typeof Config>) {
  const [, employer = '', center = '', site = ''] = ADDRESS.exec(tenant) ?? []
  return { employer, center, site, company }
}
