import { z } from 'zod'
import { defineBoard, feedFacts } from '#connectors/boards/define.ts'
import { pageRequest } from './client.ts'
import type { Media } from './client.ts'
import { classify } from './errors.ts'
import { readPage } from './parse.ts'

const EMPLOYERS: Media = [
  '1950=Raiffeisen',
  '1000745=Kantonsspital Graubünden',
  '1001134=Universitätsspital Zürich',
  '1001777=Schweizer Paraplegiker-Gruppe',
  '1002177=Universitätsklinik Balgrist',
]
const Medium = z
  .string()
  .regex(/^\d{1,9}\s*(=[^=]{1,100})?$/, 'Write the number of a medium, and the employer: 1950=Raiffeisen')
const Config = z.object({ media: z.tuple([Medium], Medium).default(EMPLOYERS) })

/** The Swiss employers' boards of one recruiting system, read one after the other. */
export const prospective = defineBoard({
  facts: feedFacts(
    {
      id: 'prospective',
      name: 'Prospective (Switzerland)',
      about: 'Jobs at Swiss employers that recruit with Prospective, among them banks and hospitals.',
      homepage: 'https://www.prospective.ch',
      terms_url: 'https://www.prospective.ch/impressum',
      terms_note: 'The public feeds behind the careers pages of employers; reading needs no key.',
      attribution: {
        text: 'Openings of the employers, through Prospective',
        url: 'https://www.prospective.ch',
        nofollow: true,
      },
      config_fields: [
        {
          name: 'media',
          label: 'Employers',
          kind: 'list',
          required: false,
          help: 'Number of the medium and name of the employer, for example 1950=Raiffeisen.',
        },
      ],
    },
    { min_interval_ms: 2000, per_day: 400, max_pages: 60, every_minutes: 360 },
  ),
  config: Config,
  first: ({ media: [first] }) => pageRequest(first, { medium: 0, offset: 0, answered: false }),
  read: readPage,
  classify,
})
