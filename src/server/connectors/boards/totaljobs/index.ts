import { defineSite, namedByPath } from '#connectors/boards/open-page/site.ts'
import { CARDS } from '#connectors/boards/stepstone/cards.ts'

/** The sisters of StepStone in the United Kingdom. */
export const totaljobs = defineSite({
  id: 'totaljobs',
  name: 'TotalJobs',
  about: 'Import a posting or the results of a search, here and at Jobsite and CWJobs.',
  homepage: 'https://www.totaljobs.com',
  terms_url: 'https://www.totaljobs.com/about-us/terms-and-conditions',
  terms_note:
    'Its terms forbid programs to search it, so nothing here does. Reed and Adzuna, with a key, may be searched instead.',
  hosts: /(^|\.)(totaljobs\.com|jobsite\.co\.uk|cwjobs\.co\.uk)$/,
  named: namedByPath(/^\/job\/.*?(?:-job|\/)(\d{6,})$/),
  cards: CARDS,
})
