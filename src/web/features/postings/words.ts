import type { Job, JobItem } from '#contract/postings.ts'
import { formatSalary } from '#lib/format-money.ts'

const WORDS: Readonly<Record<string, string>> = {
  onsite: 'On site',
  hybrid: 'Hybrid',
  remote: 'Remote',
  full_time: 'Full time',
  part_time: 'Part time',
  permanent: 'Permanent',
  fixed_term: 'Fixed term',
  temporary: 'Temporary',
  freelance: 'Freelance',
  internship: 'Internship',
  apprenticeship: 'Apprenticeship',
  intern: 'Intern',
  junior: 'Junior',
  mid: 'Mid-level',
  senior: 'Senior',
  lead: 'Lead, staff',
  director: 'Director',
  executive: 'Executive',
  open: 'Open',
  closed: 'Closed',
  new: 'New',
  unseen: 'Unseen',
  saved: 'Saved',
  applied: 'Applied',
  not_applied: 'Not applied',
  hidden: 'Hidden',
  own: 'Own',
  sample: 'Sample',
  skills: 'Skills',
  title: 'Title',
  place: 'Place',
  seniority: 'Seniority',
  salary: 'Salary',
  language: 'Language',
  freshness: 'Freshness',
  expired: 'its date has passed',
  absent: 'its source no longer lists it',
  closed_page: 'its page says so',
  withdrawn: 'it was withdrawn',
}

/** The English word for a value of the contract; a value without one is shown as it is. */
export function wordFor(value: string): string {
  return WORDS[value] ?? value
}

/** `München, Berlin` and how many more. */
export function placesOf(job: Pick<JobItem, 'locations'>): string | null {
  const places = [...new Set(job.locations.map((location) => location.city ?? location.raw))]
  if (places.length === 0) return null
  return places.length <= 2 ? places.join(', ') : `${places.slice(0, 2).join(', ')} and ${places.length - 2} more`
}

/** The pay as a row shows it; null when the posting does not say. */
export function payOf(
  job: Pick<Job, 'salary_min' | 'salary_max' | 'salary_currency' | 'salary_period' | 'salary_text'>,
) {
  const { salary_min: min, salary_max: max, salary_currency: currency, salary_period: period } = job
  return formatSalary({ min, max, currency, period }) ?? job.salary_text
}
