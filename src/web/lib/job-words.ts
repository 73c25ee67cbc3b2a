import type { Job, JobItem } from '#contract/postings.ts'
import { formatSalary } from './format-money.ts'

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
