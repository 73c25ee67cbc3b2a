import { defineSite, namedByPath } from '#connectors/boards/open-page/site.ts'

/** Parts of it were sold or closed in 2025; what is still there stands behind a test for humans. */
export const monster = defineSite({
  id: 'monster',
  name: 'Monster',
  about: 'Import a posting or the results of a search, where it is still there.',
  homepage: 'https://www.monster.com',
  terms_url: 'https://www.monster.com/inside/terms-of-use',
  terms_note:
    'Its terms forbid programs to search it, so nothing here does. Adzuna, with a key, may be searched instead.',
  hosts: /(^|\.)monster\.(com|de|at|ch|fr|co\.uk|nl|be|it|es|ie|ca)$/,
  named: namedByPath(/^\/(?:job-openings|stellenangebot|offre-d-emploi)\/.*?--([0-9a-f]{8}-[0-9a-f-]{27})$/),
  cards: {
    card: '[data-testid=jobCard], [data-testid=JobCard]',
    title: '[data-testid=jobTitle], h2, h3',
    company: '[data-testid=company]',
    location: '[data-testid=jobDetailLocation]',
    salary: '[data-testid=jobDetailSalary]',
    posted: '[data-testid=jobDetailDateRecency]',
  },
})
