import { defineSite } from '#connectors/boards/open-page/site.ts'
import type { Named } from '#connectors/boards/open-page/site.ts'

/** Everything stands behind a log-in and a test for humans. */
export const glassdoor = defineSite({
  id: 'glassdoor',
  name: 'Glassdoor',
  about: 'Import a posting, the results of a search, or an alert that came by e-mail.',
  homepage: 'https://www.glassdoor.com',
  terms_url: 'https://www.glassdoor.com/about/terms/',
  terms_note: 'Its terms forbid programs to search it, so nothing here does.',
  hosts: /(^|\.)glassdoor\.(com|de|ch|at|fr|co\.uk|ie|nl|be|ca)$/,
  named,
  cards: {
    card: '[data-test=jobListing], .react-job-listing',
    title: '[data-test=job-title], [data-test=job-link]',
    company: '[data-test=employer-name], [class*=EmployerProfile_compactEmployerName]',
    location: '[data-test=emp-location]',
    salary: '[data-test=detailSalary]',
    posted: '[data-test=job-age]',
    company_of: employerIn,
  },
})

function named(url: URL): Named | null {
  const id = /^\d+$/.exec(url.searchParams.get('jl') ?? url.searchParams.get('jobListingId') ?? '')?.[0]
  return id === undefined ? null : { id, url: `${url.origin}${url.pathname}?jl=${id}` }
}

// ".../baker-acme-bakery-JV_IC1_KO0,5_KE6,17.htm": from where to where the employer stands in it.
function employerIn({ url }: Named): string | null {
  const [, slug = '', from, to] = /\/([^/]+)-JV_.*?KE(\d+),(\d+)\.htm/.exec(url) ?? []
  return from === undefined ? null : slug.slice(Number(from), Number(to)).replaceAll('-', ' ')
}
