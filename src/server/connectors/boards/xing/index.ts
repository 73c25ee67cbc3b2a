import { defineSite, namedByPath } from '#connectors/boards/open-page/site.ts'
import { stateIn } from './parse.ts'

/** Search is forbidden to programs by robots.txt, single postings are not. */
export const xing = defineSite({
  id: 'xing',
  name: 'XING',
  about: 'Import a posting by its address or its page, the results of a search, or an alert that came by e-mail.',
  homepage: 'https://www.xing.com/jobs',
  terms_url: 'https://www.xing.com/terms',
  terms_note: 'Its robots.txt forbids programs to search it, so nothing here does; single postings may be opened.',
  hosts: /(^|\.)xing\.com$/,
  named: namedByPath(/^\/jobs\/(?!search)([a-z0-9-]*-\d+)$/i),
  state: stateIn,
})
