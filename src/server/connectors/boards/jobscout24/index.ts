import { defineSite, namedByPath } from '#connectors/boards/open-page/site.ts'
import { stateIn } from './parse.ts'

/** One house with several doors in Switzerland. */
export const jobscout24 = defineSite({
  id: 'jobscout24',
  name: 'JobScout24 and jobs.ch',
  about: 'Import a posting by its address or its page, or the results of a search, here and at jobup.ch.',
  homepage: 'https://www.jobs.ch',
  terms_url: 'https://www.jobs.ch/en/terms/',
  terms_note:
    'Its search is not open to programs, so nothing here searches it. Prospective, which is, carries jobs of many Swiss employers.',
  hosts: /(^|\.)(jobs\.ch|jobup\.ch|jobscout24\.ch)$/,
  named: namedByPath(/\/(?:detail|job|jobs)\/([0-9a-f]{8}-[0-9a-f-]{27})(?:\/|$)/),
  state: stateIn,
})
