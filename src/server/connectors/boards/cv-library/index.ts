import { defineSite, namedByPath } from '#connectors/boards/open-page/site.ts'

/** There is an interface for partners only. */
export const cvLibrary = defineSite({
  id: 'cv-library',
  name: 'CV-Library',
  about: 'Import a posting or the results of a search.',
  homepage: 'https://www.cv-library.co.uk',
  terms_url: 'https://www.cv-library.co.uk/terms-and-conditions',
  terms_note:
    'Its terms forbid programs to search it, so nothing here does. Reed and Adzuna, with a key, may be searched instead.',
  hosts: /(^|\.)cv-library\.co\.uk$/,
  named: namedByPath(/^\/job\/(\d+)(?:\/|$)/),
  cards: {
    card: '.job, .search-card, [data-job-id]',
    title: '.job__title, h2',
    company: '.job__company-link, .job__posted-by-company',
    location: '.job__details-location',
    salary: '.job__details-value--salary, .job__details-salary',
    posted: '.job__posted',
    text: '.job__description',
  },
})
