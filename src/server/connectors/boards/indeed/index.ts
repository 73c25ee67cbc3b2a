import { defineSite } from '#connectors/boards/open-page/site.ts'
import { named, stateIn } from './parse.ts'

/** Search is forbidden to programs, and there is no public interface any more. */
export const indeed = defineSite({
  id: 'indeed',
  name: 'Indeed',
  about: 'Import a posting, the results of a search, or an alert that came by e-mail.',
  homepage: 'https://www.indeed.com',
  terms_url: 'https://www.indeed.com/legal',
  terms_note:
    'Its terms forbid programs to search it, so nothing here does. Adzuna, with a key, may be searched instead.',
  hosts: /(^|\.)indeed\.(com|de|ch|fr|co\.uk)$/,
  named,
  state: stateIn,
})
