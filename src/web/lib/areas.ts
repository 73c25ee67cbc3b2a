import { OpenArea } from '#contract/grants.ts'
import type { Area } from '#contract/grants.ts'

const LABELS: Readonly<Record<Area, string>> = {
  applications: 'Applications',
  postings: 'Saved jobs',
  profile: 'Profile',
  calendar: 'Calendar',
  documents: 'Documents',
  practice: 'Interview practice',
  analytics: 'Analytics',
}

/** What can be opened to a coach, in the order in which it is offered and shown. */
export const OPEN_AREAS = OpenArea.options.map((value) => ({ value, label: LABELS[value] }))

/** The words for a part of a search. */
export function areaLabel(area: Area): string {
  return LABELS[area]
}
