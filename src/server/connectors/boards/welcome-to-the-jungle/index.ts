import { defineSite } from '#connectors/boards/open-page/site.ts'
import { named, stateIn } from './parse.ts'

/** Its search belongs to its own pages; single postings may be opened. */
export const welcomeToTheJungle = defineSite({
  id: 'welcome-to-the-jungle',
  name: 'Welcome to the Jungle',
  about: 'Import a posting by its address or its page, or the results of a search.',
  homepage: 'https://www.welcometothejungle.com',
  terms_url: 'https://www.welcometothejungle.com/en/pages/terms',
  terms_note: 'Its robots.txt forbids programs to search it, so nothing here does; single postings may be opened.',
  hosts: /(^|\.)welcometothejungle\.com$/,
  named,
  state: stateIn,
  cards: {
    card: '[data-testid^=search-results-list-item], [data-role^=jobs]',
    title: 'h2, h3, h4',
    location: '[data-testid=job-location]',
    company_of: ({ id }) => id.split('/')[0]?.replaceAll('-', ' ') ?? null,
    posted: 'time',
  },
})
