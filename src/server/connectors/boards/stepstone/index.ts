import { defineSite, namedByPath } from '#connectors/boards/open-page/site.ts'
import { CARDS } from './cards.ts'

/** Search is forbidden to programs, and pages stand behind a test for humans. */
export const stepstone = defineSite({
  id: 'stepstone',
  name: 'StepStone',
  about: 'Import a posting, the results of a search, or an alert that came by e-mail.',
  homepage: 'https://www.stepstone.de',
  terms_url: 'https://www.stepstone.de/ueber-stepstone/rechtliche-hinweise/',
  terms_note:
    'Its terms forbid programs to search it, so nothing here does. Adzuna, with a key, may be searched instead.',
  hosts: /(^|\.)stepstone\.(de|at|be|nl)$/,
  named: namedByPath(/^\/(?:stellenangebote|jobs|vacatures)--.*?--(\d+)-inline\.html$/),
  cards: CARDS,
})
