/**
 * Made-up feeds in the shape of the real ones, the same every time. Plainly not real: the employers carry
 * names that nobody has, and every text says so.
 */

const COMPANIES = [
  'Example Fernweh GmbH',
  'Sample Otter Labs',
  'Demo Kranich AG',
  'Placeholder Robotics',
  'Testwerk & Söhne',
  'Fictional Fjord Ltd',
  'Mustermann Energie',
  'Imaginary Baker Co',
]
const TITLES = [
  'Senior Backend Engineer (TypeScript)',
  'Frontend Developer React (m/w/d)',
  'Data Analyst',
  'Product Manager',
  'DevOps Engineer Kubernetes',
  'Junior QA Engineer',
  'UX Designer',
  'Customer Success Manager (German-speaking)',
  'Machine Learning Engineer Python',
  'Working Student Marketing',
  'Head of Finance',
  'Java Software Engineer',
]
const CITIES = ['Berlin', 'Munich', 'Hamburg', 'Cologne', 'Vienna', 'Zürich', 'Leipzig', 'Amsterdam']
const FIELDS = [
  'Payments',
  'Logistics',
  'Search',
  'Energy',
  'Travel',
  'Insurance',
  'Health',
  'Games',
  'Media',
  'Farming',
]
const SKILLS = ['TypeScript', 'React', 'PostgreSQL', 'Python', 'Kubernetes', 'AWS', 'Java', 'Figma', 'SQL', 'Docker']

export const DAY_MS = 86_400_000

export type Json = Record<string, unknown>

/** Rows of the Arbeitnow feed, newest first. */
export function arbeitnowRows(count: number, now: number): Json[] {
  return upTo(count).map((n) => ({
    slug: `synthetic-${slugOf(titleOf(n))}-${n}`,
    company_name: companyOf(n),
    title: titleOf(n),
    description: prose(n),
    remote: n % 4 === 0,
    url: `https://www.arbeitnow.com/jobs/companies/${slugOf(companyOf(n))}/synthetic-${slugOf(titleOf(n))}-${n}`,
    tags: n % 4 === 0 ? ['Remote', 'IT'] : ['IT'],
    job_types: n % 3 === 0 ? ['Full-time permanent'] : n % 3 === 1 ? ['berufserfahren'] : [],
    location: cityOf(n),
    created_at: Math.floor((now - n * 3 * 3_600_000) / 1000),
  }))
}

/** Rows of the Remotive feed. */
export function remotiveRows(count: number, now: number): Json[] {
  const types = ['full_time', 'contract', 'part_time', 'freelance', 'internship']
  const places = ['Worldwide', 'USA Only', 'Europe', 'Germany, Austria, Switzerland', 'USA, Canada']
  const salaries = ['$120k - $150k', '€60,000 - €80,000', '', 'up to £70k', '$45/hour']
  return upTo(count).map((n) => ({
    id: 1_900_000 + n,
    url: `https://remotive.com/remote-jobs/software-dev/synthetic-${slugOf(titleOf(n))}-${1_900_000 + n}`,
    title: titleOf(n + 3),
    company_name: companyOf(n + 2),
    company_logo: null,
    category: 'Software Development',
    tags: [skillOf(n), skillOf(n + 3)].map((skill) => skill.toLowerCase()),
    job_type: types[n % types.length],
    publication_date: new Date(now - n * DAY_MS * 0.7).toISOString().slice(0, 19),
    candidate_required_location: places[n % places.length],
    salary: salaries[n % salaries.length],
    description: prose(n + 5),
  }))
}

/** A thread of "Who is hiring?" with its comments. */
export function hackerNewsThread(now: number): { id: number; title: string; children: Json[] } {
  const header = [
    'Sample Otter Labs | Senior Rust Engineer | Berlin or Remote (EU) | Full-time | €80k - €100k',
    'Placeholder Robotics | Frontend Engineer, Embedded Engineer | ONSITE Zurich | CHF 110k-130k',
    'Imaginary Baker Co (<a href="https:&#x2F;&#x2F;baker.example">https:&#x2F;&#x2F;baker.example</a>) | Product Designer | REMOTE (US only) | Contract',
    'What a thread this month!',
  ]
  const children = header.map((line, n) => ({
    id: 90_000_100 + n,
    author: `synthetic${n}`,
    created_at: new Date(now - n * 3_600_000).toISOString(),
    text:
      n === 3
        ? line
        : `${line}<p>A made-up posting for tests &#x2F; development.<p>Write to jobs@baker.example or call +49 30 1234 5678.`,
    children: [
      {
        id: 90_000_200 + n,
        author: 'reply',
        created_at: new Date(now).toISOString(),
        text: 'Looks | like | an offer, but is a reply',
        children: [],
      },
    ],
  }))
  const month = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(now)
  return { id: 90_000_001, title: `Ask HN: Who is hiring? (${month})`, children }
}

/** Openings of one employer on Greenhouse. */
export function greenhouseJobs(tenant: string, count: number, now: number): Json[] {
  return upTo(count).map((n) => ({
    id: 7_000_000 + n,
    internal_job_id: n === 5 ? null : 6_000_000 + n,
    absolute_url: `https://job-boards.greenhouse.io/${tenant}/jobs/${7_000_000 + n}`,
    location: { name: n % 3 === 0 ? 'Remote - Germany' : `${cityOf(n)}` },
    metadata: [{ id: 1, name: 'Employment Type', value: 'Full-time', value_type: 'single_select' }],
    updated_at: offset(now - n * DAY_MS),
    first_published: offset(now - (n + 2) * DAY_MS),
    requisition_id: `R-${100 + n}`,
    title: titleOf(n),
    company_name: `Example ${tenant}`,
    language: 'en',
    application_deadline: null,
    content: escaped(prose(n)),
    departments: [{ id: 1, name: 'Engineering', child_ids: [], parent_id: null }],
    offices: [{ id: 1, name: cityOf(n), location: `${cityOf(n)}, Germany`, child_ids: [], parent_id: null }],
  }))
}

/** Openings of one employer on Lever. */
export function leverPostings(site: string, count: number, now: number): Json[] {
  return upTo(count).map((n) => {
    const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
    return {
      id,
      text: titleOf(n),
      categories: {
        commitment: n % 5 === 0 ? 'Contract' : 'Full-time',
        location: cityOf(n),
        team: 'Engineering',
        allLocations: [cityOf(n)],
      },
      country: 'DE',
      createdAt: now - n * DAY_MS,
      workplaceType: ['remote', 'hybrid', 'on-site', 'unspecified'][n % 4],
      opening: '<div>A made-up posting.</div>',
      descriptionBody: prose(n),
      lists: [{ text: 'What you bring', content: `<li>${skillOf(n)}</li><li>${skillOf(n + 1)}</li>` }],
      additional: '',
      ...(n % 2 === 0
        ? {
            salaryRange: { currency: 'EUR', interval: 'per-year-salary', min: 60_000 + n * 100, max: 80_000 + n * 100 },
          }
        : {}),
      hostedUrl: `https://jobs.lever.co/${site}/${id}`,
      applyUrl: `https://jobs.lever.co/${site}/${id}/apply`,
    }
  })
}

/** Openings of one employer on Ashby. */
export function ashbyJobs(tenant: string, count: number, now: number): Json[] {
  return upTo(count).map((n) => {
    const id = `10000000-0000-4000-8000-${String(n).padStart(12, '0')}`
    const pay = {
      compensationType: 'Salary',
      interval: '1 YEAR',
      currencyCode: 'EUR',
      minValue: 70_000,
      maxValue: 90_000,
    }
    return {
      id,
      title: titleOf(n + 1),
      department: 'Engineering',
      team: 'Platform',
      employmentType: n % 4 === 3 ? 'Intern' : 'FullTime',
      location: cityOf(n),
      secondaryLocations:
        n % 3 === 0
          ? [{ location: 'Remote (Germany)', address: { postalAddress: { addressCountry: 'Germany' } } }]
          : [],
      publishedAt: new Date(now - n * DAY_MS).toISOString(),
      isListed: n !== 4,
      isRemote: n % 2 === 0,
      workplaceType: ['Remote', 'OnSite', 'Hybrid'][n % 3],
      address: { postalAddress: { addressLocality: cityOf(n), addressRegion: '', addressCountry: 'Germany' } },
      jobUrl: `https://jobs.ashbyhq.com/${tenant}/${id}`,
      applyUrl: `https://jobs.ashbyhq.com/${tenant}/${id}/application`,
      descriptionHtml: prose(n + 1),
      compensation:
        n % 2 === 0
          ? { compensationTierSummary: '€70K – €90K', compensationTiers: [], summaryComponents: [pay] }
          : null,
    }
  })
}

/** Openings of one employer on Personio. */
export function personioPositions(count: number, now: number): Json[] {
  return upTo(count).map((n) => ({
    id: 500_000 + n,
    subcompany: 'Example & Söhne SE',
    office: cityOf(n),
    additionalOffices: n % 2 === 0 ? ['Remote Germany'] : [],
    department: 'Engineering',
    recruitingCategory: 'Professionals',
    name: titleOf(n + 2),
    descriptions: [
      { name: 'Your mission', value: prose(n) },
      { name: 'Your profile', value: `<ul><li>${skillOf(n)}</li></ul>` },
    ],
    employmentType: n % 4 === 0 ? 'working_student' : 'permanent',
    seniority: 'experienced',
    schedule: n % 3 === 0 ? 'full-or-part-time' : 'full-time',
    occupation: 'software_and_web_development',
    createdAt: new Date(now - n * DAY_MS).toISOString(),
  }))
}

/** A careers page of its own, with a JobPosting inside. */
export function jobPage(n: number, now: number): string {
  const data = {
    '@context': 'https://schema.org/',
    '@type': 'JobPosting',
    title: titleOf(n),
    description: escaped(prose(n)),
    identifier: { '@type': 'PropertyValue', name: 'Example', value: `PAGE-${n}` },
    datePosted: new Date(now - n * DAY_MS).toISOString().slice(0, 10),
    validThrough: new Date(now + 30 * DAY_MS).toISOString().slice(0, 10),
    employmentType: ['FULL_TIME'],
    hiringOrganization: { '@type': 'Organization', name: companyOf(n), sameAs: 'https://employer.example' },
    jobLocation: {
      '@type': 'Place',
      address: { '@type': 'PostalAddress', addressLocality: cityOf(n), addressCountry: 'DE' },
    },
    baseSalary: {
      '@type': 'MonetaryAmount',
      currency: 'EUR',
      value: { '@type': 'QuantitativeValue', minValue: 60_000, maxValue: 75_000, unitText: 'YEAR' },
    },
  }
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${titleOf(n)}</title><script type="application/ld+json">${JSON.stringify(data)}</script></head><body><h1>${titleOf(n)}</h1>${prose(n)}</body></html>`
}

export function prose(n: number): string {
  return `<p>This is a made-up posting for development and tests; nobody hires here.</p><h3>Your tasks</h3><ul><li>Build things with ${skillOf(n)} and ${skillOf(n + 1)}</li><li>Talk to people who use them</li></ul><h3>Your profile</h3><ul><li>${2 + (n % 6)} years with ${skillOf(n)}</li><li>${skillOf(n + 4)} is nice to have</li></ul>`
}

// Companies and titles come round again after 24; no employer looks for the same twice.
export const titleOf = (n: number) =>
  n < 24 ? pick(TITLES, n) : `${pick(TITLES, n)}, ${pick(FIELDS, Math.floor(n / 24) - 1)}`
export const companyOf = (n: number) => pick(COMPANIES, n * 3 + 1)
export const cityOf = (n: number) => pick(CITIES, n * 5 + 2)
export const skillOf = (n: number) => pick(SKILLS, n * 7)
export const pick = (list: readonly string[], n: number) => list[n % list.length] ?? ''
export const upTo = (count: number) => Array.from({ length: count }, (_, n) => n)
export const slugOf = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
export const escaped = (html: string) =>
  html.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
export const offset = (ms: number) =>
  new Date(ms)
    .toISOString()
    .replace(/\.\d+Z$/, '-00:00')
    .replace('-00:00', '+00:00')
