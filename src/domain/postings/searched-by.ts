import type { FeedPosting } from './feed-posting.ts'
import { yearly } from './pay.ts'
import { placeText } from './place.ts'

/** What a posting is searched by besides what it says. */
export interface SearchedBy {
  place_text: string
  salary_year: number | null
  skill_ids: string[]
  skill_text: string
}

/** The columns that a posting is searched by besides its content. */
export function searchedBy(posting: FeedPosting): SearchedBy {
  const { skills, tags, salary_max, salary_min, salary_period } = posting
  return {
    place_text: placeText(posting.locations, posting.remote_countries),
    salary_year: yearly(salary_max ?? salary_min, salary_period),
    skill_ids: skills.map((skill) => skill.id),
    skill_text: [...skills.map((skill) => skill.name), ...tags].join(', '),
  }
}
