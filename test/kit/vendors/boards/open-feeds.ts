import { DAY_MS, cityOf, companyOf, escaped, offset, pick, prose, skillOf, slugOf, titleOf, upTo } from './synthetic.ts'
import type { Json } from './synthetic.ts'

/** Feeds for everybody that need no key, open to change like all others. */
export interface OpenFeeds {
  remoteok: Json[]
  jobicy: Json[]
  himalayas: Json[]
  theMuse: Json[]
  weWorkRemotely: Json[]
  landingJobs: Json[]
  /** By the number of a medium. */
  readonly prospective: Map<string, Json[]>
  eures: Json[]
}

/** Made-up rows in the shape of each feed, with what makes each one hard to read. */
export function openFeeds(now: number, recordedMedium: Json[] | null): OpenFeeds {
  return {
    remoteok: remoteokRows(40, now),
    jobicy: jobicyRows(50, now),
    himalayas: himalayasRows(65, now),
    theMuse: museRows(45, now),
    weWorkRemotely: wwrItems(30, now),
    landingJobs: landingRows(70, now),
    prospective: new Map([
      ['1950', recordedMedium === null ? prospectiveJobs(230, now) : movedJobs(recordedMedium, now)],
      ['1001134', prospectiveJobs(20, now)],
    ]),
    eures: euresRows(120, now),
  }
}

const AREAS = ['Worldwide', 'USA Only', 'Germany, Austria, Switzerland', 'Europe', '']

/** Places end in a comma, an amount of 0 stands for none, and every third text is escaped twice. */
function remoteokRows(count: number, now: number): Json[] {
  return upTo(count).map((n) => {
    const url = `https://remoteOK.com/remote-jobs/remote-${slugOf(titleOf(n))}-${slugOf(companyOf(n))}-${1_100_000 + n}`
    return {
      slug: `remote-${slugOf(titleOf(n))}-${1_100_000 + n}`,
      id: String(1_100_000 + n),
      epoch: Math.floor((now - n * DAY_MS * 0.4) / 1000),
      date: offset(now - n * DAY_MS * 0.4),
      company: companyOf(n),
      company_logo: '',
      position: titleOf(n),
      tags: [skillOf(n).toLowerCase(), 'non tech'],
      description:
        n % 3 === 0 ? escaped(escaped(prose(n))) : n % 3 === 1 ? prose(n) : `Made up.\n\nWork with ${skillOf(n)}.`,
      location: n % 2 === 0 ? `${cityOf(n)}, ` : pick(AREAS, n),
      apply_url: url,
      salary_min: n % 4 === 0 ? 0 : 60_000 + n * 500,
      salary_max: n % 4 === 0 ? 0 : 90_000 + n * 500,
      url,
    }
  })
}

/** Words are escaped as in HTML, amounts come as text or as -1, and some dates have no zone. */
function jobicyRows(count: number, now: number): Json[] {
  return upTo(count).map((n) => ({
    id: 140_000 + n,
    url: `https://jobicy.com/jobs/${140_000 + n}-${slugOf(titleOf(n))}`,
    jobSlug: `${140_000 + n}-${slugOf(titleOf(n))}`,
    jobTitle: titleOf(n).replaceAll('&', '&amp;'),
    companyName: companyOf(n).replaceAll('&', '&amp;'),
    companyLogo: 'https://jobicy.com/data/logo.png',
    jobIndustry: ['Web, UI &amp; UX Design'],
    jobType: n % 5 === 0 ? 'Contract' : ['Full-Time'],
    jobGeo: pick(['USA', 'Europe,  UK', 'APAC', 'Anywhere', 'Germany'], n),
    jobLevel: pick(['Senior', 'Any', 'Midweight', 'Director'], n),
    jobExcerpt: 'A made-up posting &hellip;',
    ...(n % 7 === 3 ? {} : { jobDescription: prose(n) }),
    pubDate:
      n % 2 === 0
        ? offset(now - n * DAY_MS * 0.5)
        : offset(now - n * DAY_MS * 0.5)
            .slice(0, 19)
            .replace('T', ' '),
    ...(n % 3 === 0
      ? { salaryMin: String(70_000 + n), salaryMax: String(95_000 + n), salaryCurrency: 'USD', salaryPeriod: 'yearly' }
      : { salaryMin: -1, salaryMax: -1, salaryCurrency: 'USD', salaryPeriod: 'yearly' }),
  }))
}

function himalayasRows(count: number, now: number): Json[] {
  return upTo(count).map((n) => {
    const url = `https://himalayas.app/companies/${slugOf(companyOf(n))}/jobs/${slugOf(titleOf(n))}-${n}`
    return {
      title: titleOf(n),
      excerpt: 'A made-up posting.',
      companyName: companyOf(n),
      companySlug: slugOf(companyOf(n)),
      companyLogo: 'https://cdn-images.himalayas.app/made-up',
      employmentType: n % 6 === 0 ? 'Contractor' : 'Full Time',
      minSalary: n % 2 === 0 ? 80_000 + n : null,
      maxSalary: n % 2 === 0 ? 120_000 + n : null,
      salaryPeriod: 'annual',
      seniority: n % 4 === 0 ? ['Mid-level', 'Senior'] : ['Senior'],
      currency: n % 2 === 0 ? 'USD' : null,
      locationRestrictions: [['Germany', 'Austria'], ['United States'], [], ['Ukraine']][n % 4],
      timezoneRestrictions: [1, 2],
      categories: ['Embedded-Software-Engineering'],
      parentCategories: ['Developer'],
      description: prose(n),
      pubDate: Math.floor((now - n * 3_600_000) / 1000),
      expiryDate: Math.floor((now + (40 - (n % 7)) * DAY_MS) / 1000),
      applicationLink: url,
      guid: url,
    }
  })
}

/** Old postings stand among new ones, and "Flexible / Remote" among the places. */
function museRows(count: number, now: number): Json[] {
  const named = (...names: string[]) => names.map((name) => ({ name }))
  return upTo(count).map((n) => ({
    contents: prose(n),
    name: titleOf(n),
    type: 'external',
    publication_date: new Date(now - (n % 9 === 5 ? 160 : n) * DAY_MS).toISOString().replace(/\.\d+/, ''),
    id: 22_000_000 + n,
    locations: [named('Flexible / Remote'), named('New York, NY'), named('Berlin, Germany', 'Flexible / Remote')][
      n % 3
    ],
    categories: named('Software Engineering'),
    levels: named(pick(['Senior Level', 'Entry Level', 'Internship', 'Mid Level'], n)),
    tags: [],
    refs: { landing_page: `https://www.themuse.com/jobs/${slugOf(companyOf(n))}/${slugOf(titleOf(n))}-${n}` },
    company: { id: 15_000_000 + n, short_name: slugOf(companyOf(n)), name: companyOf(n) },
  }))
}

function wwrItems(count: number, now: number): Json[] {
  return upTo(count).map((n) => ({
    title: `${companyOf(n)}: ${n % 5 === 0 ? `Team: ${titleOf(n)}` : titleOf(n)}`,
    region: pick(['Anywhere in the World', 'USA Only', 'Europe Only', ''], n),
    country: n % 4 === 3 ? 'Germany' : '',
    skills: `${skillOf(n)}, ${skillOf(n + 1)}, and ${skillOf(n + 2)}`,
    category: 'Full-Stack Programming',
    type: n % 3 === 0 ? 'Contract' : 'Full-Time',
    description: prose(n),
    pubDate: new Date(now - n * DAY_MS * 0.5).toUTCString().replace('GMT', '+0000'),
    expires_at: n % 2 === 0 ? new Date(now + 30 * DAY_MS).toUTCString().replace('GMT', '+0000') : '',
    link: `https://weworkremotely.com/remote-jobs/${slugOf(companyOf(n))}-${slugOf(titleOf(n))}-${n}`,
  }))
}

function landingRows(count: number, now: number): Json[] {
  return upTo(count).map((n) => ({
    id: 19_000 + n,
    company_id: 7000 + n,
    title: titleOf(n),
    url: `https://landing.jobs/at/${slugOf(companyOf(n))}/${slugOf(titleOf(n))}-${n}`,
    published_at: new Date(now - n * DAY_MS).toISOString(),
    created_at: new Date(now - (n + 1) * DAY_MS).toISOString(),
    expires_at: new Date(now + 60 * DAY_MS).toISOString().slice(0, 10),
    remote: n % 3 === 0,
    relocation_paid: false,
    type: 'Full-time',
    tags: [skillOf(n), skillOf(n + 1)],
    locations: n % 3 === 0 ? [] : [{ city: 'Lisbon', country_code: 'PT' }],
    currency_code: 'EUR',
    gross_salary_low: n % 2 === 0 ? 40_000 + n * 100 : null,
    gross_salary_high: n % 2 === 0 ? 60_000 + n * 100 : 0,
    role_description: prose(n),
    main_requirements: `<ul><li>${skillOf(n)}</li></ul>`,
    nice_to_have: null,
    perks: '',
  }))
}

/** A workload in per cent, places with an alternative, and headings of a medium's own. */
function prospectiveJobs(count: number, now: number): Json[] {
  return upTo(count).map((n) => ({
    id: String(9_000_000 + count * 1000 + n),
    hk_id: String(1_000_000 + n),
    title: titleOf(n),
    attributes: { '100': ['Example'], beschaeftigungsart: [n % 8 === 0 ? 'Praktikum' : 'Festanstellung'] },
    szas: {
      'sza_pensum.min': n % 2 === 0 ? '80' : '',
      'sza_pensum.max': '100',
      'sza_location.city': n % 5 === 0 ? 'Zürich u/o Bern' : 'Zürich',
      'sza_location.region': 'Zürich',
      'sza_location.country': 'Schweiz',
      sza_introduction: 'A made-up posting for development and tests.<br/><br/>Nobody hires here.',
      sza_tasks: `<ul><li>Work with ${skillOf(n)}</li></ul>`,
      sza_requirements: `<ul><li>${skillOf(n + 1)}</li></ul>`,
      sza_apply_link: `https://jobs.example.ch/apply/${n}`,
      sza_employment_type: 'Festanstellung',
    },
    links: { directlink: `https://jobs.example.ch/offene-stellen/${slugOf(titleOf(n))}/${count}-${n}` },
    start_date: new Date(now - n * DAY_MS * 0.2).toISOString(),
    end_date: new Date(now + 30 * DAY_MS).toISOString(),
    last_modification_timestamp: new Date(now - n * DAY_MS * 0.1).toISOString(),
    language: 'de',
  }))
}

function movedJobs(rows: Json[], now: number): Json[] {
  const newest = Math.max(...rows.map((row) => Date.parse(String(row['start_date']))))
  const move = (value: unknown) => new Date(Date.parse(String(value)) + now - 3_600_000 - newest).toISOString()
  const changed = ['start_date', 'end_date', 'last_modification_timestamp']
  return rows.map((row) => Object.assign({}, row, ...changed.map((name) => ({ [name]: move(row[name]) }))))
}

/** Some employers keep their name to themselves, and Greece is not GR. */
function euresRows(count: number, now: number): Json[] {
  return upTo(count).map((n) => ({
    id: Buffer.from(`10001-${1_000_000_000 + n}-S 1`).toString('base64url'),
    title: titleOf(n),
    description: n % 2 === 0 ? prose(n) : `Made up.\n\nWork with ${skillOf(n)}.`,
    creationDate: now - n * 3_600_000,
    lastModificationDate: now - n * 1_800_000,
    euresFlag: true,
    locationMap: [{ DE: ['DE12B'] }, { EL: ['EL301'] }, { AT: ['AT130'], DE: ['DE212'] }, {}][n % 4],
    employer: n % 10 === 3 ? null : { name: companyOf(n), sectorCodes: [] },
    positionScheduleCodes: [n % 3 === 0 ? 'parttime' : 'fulltime'],
    positionOfferingCode: n % 11 === 0 ? 'apprenticeship' : 'directhire',
  }))
}
