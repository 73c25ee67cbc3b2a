import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DAY_MS, cityOf, escaped, pick, prose, skillOf, slugOf, titleOf, upTo } from './synthetic.ts'
import type { Json } from './synthetic.ts'

/** Boards of single employers, by the employer's name in the system. */
export interface EmployerFeeds {
  readonly smartrecruiters: Map<string, Json[]>
  readonly bamboohr: Map<string, Json[]>
  readonly workable: Map<string, Json[]>
  readonly recruitee: Map<string, Json[]>
  readonly teamtailor: Map<string, Json[]>
}

/** Recorded boards under the names that they were recorded with, and made-up ones for `acme`. */
export function employerFeeds(folder: string | null, now: number): EmployerFeeds {
  const recorded = (file: string): Json =>
    folder !== null && existsSync(join(folder, file)) ? JSON.parse(readFileSync(join(folder, file), 'utf8')) : {}
  return {
    smartrecruiters: tenants(smartrecruitersPostings(60, now), {}),
    bamboohr: tenants(bamboohrOpenings(9, now), { recorded: recorded('bamboohr/careers-list.json')['result'] }),
    workable: tenants(workableRows(12, now), { zaelab: recorded('workable/widget-zaelab.json')['jobs'] }),
    recruitee: tenants(recruiteeOffers(14, now), { recorded: recorded('recruitee/offers.json')['offers'] }),
    teamtailor: tenants(teamtailorItems(240, now), {
      career: recorded('teamtailor/jobs-feed-teamtailor.json')['items'],
    }),
  }
}

function tenants(made: Json[], recorded: Readonly<Record<string, unknown>>): Map<string, Json[]> {
  const known = Object.entries(recorded).flatMap(([name, rows]) =>
    Array.isArray(rows) ? [[name, rows] as [string, Json[]]] : [],
  )
  return new Map([['acme', made], ...known])
}

/** Whole postings, of which the list shows a part. Where no place is known, the country stands for the city. */
function smartrecruitersPostings(count: number, now: number): Json[] {
  return upTo(count).map((n) => {
    const id = `7440000${String(10_000_000 + n)}`
    const page = `https://jobs.smartrecruiters.com/Acme/${id}-${slugOf(titleOf(n))}`
    const label = (text: string) => ({ id: slugOf(text), label: text })
    return {
      id,
      uuid: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      name: titleOf(n),
      refNumber: `REF${n}`,
      company: { identifier: 'Acme', name: 'Example Acme' },
      releasedDate: new Date(now - n * DAY_MS * 0.5).toISOString(),
      location:
        n % 6 === 5
          ? { city: 'Poland', region: 'Remote', country: 'pl', remote: true, fullLocation: 'Poland, Remote, Poland' }
          : { city: cityOf(n), region: '', country: 'de', remote: false, hybrid: n % 3 === 0 },
      department: n % 2 === 0 ? label('Engineering') : {},
      function: label('Information Technology'),
      industry: label('Internet'),
      // The id says "permanent" of everything full-time.
      typeOfEmployment: { id: 'permanent', label: 'Full-time' },
      experienceLevel: label(pick(['Mid-Senior Level', 'Entry Level', 'Director', 'Associate'], n)),
      visibility: 'PUBLIC',
      ref: `https://api.smartrecruiters.com/v1/companies/Acme/postings/${id}`,
      language: { code: 'en', label: 'English' },
      postingUrl: page,
      applyUrl: `${page}?oga=true`,
      ...(n % 4 === 0 ? { compensation: { min: 60_000, max: 80_000 + n, currency: 'EUR', period: 'YEARLY' } } : {}),
      jobAd: {
        sections: {
          companyDescription: { title: 'Company Description', text: '<p>A made-up company.</p>' },
          jobDescription: { title: 'Job Description', text: prose(n) },
          qualifications: { title: 'Qualifications', text: `<ul><li>${skillOf(n)}</li></ul>` },
          additionalInformation: { title: 'Additional Information', text: '' },
        },
      },
    }
  })
}

/** Whole openings, of which the list shows a part: no text, no date. */
function bamboohrOpenings(count: number, now: number): Json[] {
  return upTo(count).map((n) => ({
    id: String(80 + n),
    jobOpeningName: titleOf(n),
    departmentId: '18244',
    departmentLabel: 'Engineering ',
    employmentStatusLabel: n % 3 === 0 ? 'Internship' : 'Full-Time',
    location: n % 4 === 3 ? { city: null, state: null } : { city: cityOf(n), state: 'Bavaria' },
    atsLocation:
      n % 4 === 3
        ? { country: 'Germany', state: null, province: null, city: cityOf(n) }
        : { country: null, state: null, province: null, city: null },
    isRemote: null,
    locationType: String(n % 3),
    jobOpeningShareUrl: `https://acme.bamboohr.com/careers/${80 + n}`,
    jobOpeningStatus: 'Open',
    description: escaped(prose(n)),
    compensation: n % 2 === 0 ? '€60,000 - €75,000 per year' : null,
    datePosted: dayOf(now - n * DAY_MS),
    minimumExperience: pick(['Mid-level', 'Entry-level', 'Experienced'], n),
  }))
}

/** An opening in two places is two rows; "TELECOMMUTE" stands where a city would. */
function workableRows(count: number, now: number): Json[] {
  return upTo(count).flatMap((n) => {
    const shortcode = `AC0${String(n).padStart(2, '0')}FEED0`
    const row = (city: string, country: string, code: string) => ({
      title: titleOf(n),
      shortcode,
      code: n % 2 === 0 ? '' : `REQ-${n}`,
      employment_type: 'Full-time',
      telecommuting: n % 3 === 0,
      department: 'Engineering',
      url: `https://apply.workable.com/j/${shortcode}`,
      shortlink: `https://apply.workable.com/j/${shortcode}`,
      application_url: `https://apply.workable.com/j/${shortcode}/apply`,
      published_on: dayOf(now - n * DAY_MS),
      created_at: dayOf(now - (n + 20) * DAY_MS),
      country,
      city,
      state: '',
      education: '',
      experience: pick(['Mid-Senior level', 'Entry level', '', 'Director'], n),
      function: 'Information Technology',
      industry: '',
      locations: [{ country, countryCode: code, city, region: null, hidden: false }],
      description: escaped(prose(n)),
    })
    if (n % 5 === 1) return [row('Vienna', 'Austria', 'AT'), row('Berlin', 'Germany', 'DE')]
    return [n % 5 === 2 ? row('TELECOMMUTE', 'Germany', 'DE') : row(cityOf(n), 'Germany', 'DE')]
  })
}

/** Amounts come as text or not at all; a period and a currency are always there. */
function recruiteeOffers(count: number, now: number): Json[] {
  const time = (ms: number) =>
    new Date(ms)
      .toISOString()
      .replace('T', ' ')
      .replace(/\.\d+Z$/, ' UTC')
  return upTo(count).map((n) => {
    const slug = `${slugOf(titleOf(n))}-${n}`
    return {
      id: 2_700_000 + n,
      slug,
      guid: `g${n}`,
      title: titleOf(n),
      status: n === 7 ? 'draft' : 'published',
      careers_url: `https://acme.recruitee.com/o/${slug}`,
      careers_apply_url: `https://acme.recruitee.com/o/${slug}/c/new`,
      mailbox_email: `job.g${n}@acme.recruitee.com`,
      company_name: 'Example Acme GmbH',
      department: 'Engineering',
      tags: [],
      city: cityOf(n),
      state_name: null,
      country: 'Germany',
      country_code: 'DE',
      locations: [{ id: n, name: 'Headquarters', city: cityOf(n), state: null, country: 'Germany' }],
      remote: n % 4 === 0,
      hybrid: n % 4 === 1,
      on_site: n % 4 === 2,
      employment_type_code: n % 3 === 0 ? 'parttime_fixed_term' : 'fulltime_permanent',
      experience_code: pick(['experienced', 'mid_level', 'entry_level', 'student_college'], n),
      salary:
        n % 2 === 0
          ? { min: String(50_000 + n * 500), max: String(70_000 + n * 500), period: 'year', currency: 'EUR' }
          : { min: null, max: null, period: 'month', currency: 'EUR' },
      description: prose(n),
      requirements: `<ul><li>${skillOf(n)}</li></ul>`,
      translations: { en: {} },
      created_at: time(now - (n + 3) * DAY_MS),
      published_at: time(now - n * DAY_MS),
      updated_at: time(now - n * DAY_MS + 3_600_000),
      close_at: n % 5 === 0 ? time(now + 30 * DAY_MS) : null,
    }
  })
}

/** Rows of a JSON feed around schema.org postings, some of them without an employer. */
function teamtailorItems(count: number, now: number): Json[] {
  return upTo(count).map((n) => {
    const id = 7_100_000 + n
    const date = new Date(now - n * DAY_MS * 0.3).toISOString()
    return {
      id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      title: titleOf(n),
      url: `https://acme.teamtailor.com/jobs/${id}-${slugOf(titleOf(n))}`,
      date_published: date,
      content_html: prose(n),
      _jobposting: {
        '@context': 'http://schema.org/',
        '@type': 'JobPosting',
        title: titleOf(n),
        description: escaped(escaped(prose(n))),
        identifier: { '@type': 'PropertyValue', name: 'Example Acme', value: id },
        datePosted: date,
        employmentType: pick(['FULL_TIME', 'PART_TIME', ''], n),
        ...(n % 3 === 0 ? {} : { hiringOrganization: { '@type': 'Organization', name: 'Example Acme AB' } }),
        ...(n % 4 === 0
          ? { jobLocationType: 'TELECOMMUTE', applicantLocationRequirements: [{ '@type': 'Country', name: 'SE' }] }
          : {}),
        jobLocation: [
          {
            '@type': 'Place',
            address: { '@type': 'PostalAddress', addressLocality: cityOf(n), addressCountry: 'DE' },
          },
        ],
      },
    }
  })
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
