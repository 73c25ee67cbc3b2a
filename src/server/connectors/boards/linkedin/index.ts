import { defineSite } from '#connectors/boards/open-page/site.ts'
import { named, postingIn } from './parse.ts'

/** Search is forbidden to programs. Pages that a person has open, and alerts by mail, are read. */
export const linkedin = defineSite({
  id: 'linkedin',
  name: 'LinkedIn',
  about: 'Import a posting, the results of a search, or an alert that came by e-mail.',
  homepage: 'https://www.linkedin.com/jobs/',
  terms_url: 'https://www.linkedin.com/legal/user-agreement',
  terms_note: 'Its terms and its robots.txt forbid programs to search it, so nothing here does.',
  hosts: /(^|\.)linkedin\.com$/,
  named,
  posting: postingIn,
  cards: {
    card: '.base-search-card, .job-search-card, .job-card-container',
    title: '.base-search-card__title, .job-card-list__title, .job-card-container__link',
    company: '.base-search-card__subtitle, .artdeco-entity-lockup__subtitle, .job-card-container__primary-description',
    location: '.job-search-card__location, .job-card-container__metadata-item, .artdeco-entity-lockup__caption',
    salary: '.job-search-card__salary-info',
    posted: 'time',
    named: ({ attributes }) => {
      const id = /urn:li:jobPosting:(\d+)/.exec(attributes['data-entity-urn'] ?? '')?.[1] ?? attributes['data-job-id']
      return id === undefined || !/^\d+$/.test(id) ? null : { id, url: `https://www.linkedin.com/jobs/view/${id}/` }
    },
  },
})
