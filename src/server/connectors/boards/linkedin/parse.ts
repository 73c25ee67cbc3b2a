import { placesOf } from '#connectors/boards/posting-of.ts'
import type { Bare, Named, OpenPage } from '#connectors/boards/open-page/site.ts'
import { all, first, htmlIn, lineIn } from '#connectors/boards/open-page/tree.ts'
import { remoteKindIn } from '#connectors/boards/work-terms.ts'

// /jobs/view/baker-at-acme-123, /comm/jobs/view/123 (in mails), ?currentJobId=123 beside a list of results.
export function named(url: URL): Named | null {
  const path = /\/(?:jobs\/view|jobs-guest\/jobs\/api\/jobPosting)\/(?:[^/]*-)?(\d{6,})(?:\/|$)/.exec(url.pathname)
  const id = path?.[1] ?? /^\d{6,}$/.exec(url.searchParams.get('currentJobId') ?? '')?.[0]
  return id === undefined ? null : { id, url: `https://www.linkedin.com/jobs/view/${id}/` }
}

/** What the page of a posting shows; where it carries JobPosting data, that tells the same. */
export function postingIn({ tree }: OpenPage): Bare | null {
  const title = lineIn(
    first(tree, '.top-card-layout__title, .topcard__title, .job-details-jobs-unified-top-card__job-title'),
  )
  if (title === '') return null
  const flavors = all(tree, '.topcard__flavor')
  const place = lineIn(first(tree, '.topcard__flavor--bullet'))
  const company = lineIn(
    first(tree, '.topcard__org-name-link, .job-details-jobs-unified-top-card__company-name') ?? flavors[0] ?? null,
  )
  const criteria = all(tree, '.description__job-criteria-text').map(lineIn)
  return {
    title,
    company: { name: company },
    locations: placesOf([place]),
    remote: { kind: remoteKindIn(`${place} ${title}`), how: 'parsed' },
    employment_words: criteria,
    seniority_words: criteria,
    description_html: htmlIn(
      first(tree, '.show-more-less-html__markup, .description__text, .jobs-description__content'),
    ),
    closed: all(tree, '.closed-job, .closed-job__flavor--closed').length > 0,
  }
}
