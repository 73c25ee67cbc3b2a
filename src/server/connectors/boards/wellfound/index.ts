import { defineSite, namedByPath } from '#connectors/boards/open-page/site.ts'
import { stateIn } from './parse.ts'

/** Everything stands behind a test for humans. */
export const wellfound = defineSite({
  id: 'wellfound',
  name: 'Wellfound',
  about: 'Jobs at start-ups, once AngelList Talent. Import a posting or the results of a search.',
  homepage: 'https://wellfound.com',
  terms_url: 'https://wellfound.com/terms',
  terms_note: 'Its terms forbid programs to search it, so nothing here does.',
  hosts: /(^|\.)(wellfound\.com|angel\.co)$/,
  named: namedByPath(/^\/jobs\/(\d+)(?:-|$)/),
  state: stateIn,
})
