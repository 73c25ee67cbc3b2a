import type { MatchPartName } from '#contract/match.ts'

/** What each part compares, in a sentence. */
export const PART_HELP: Readonly<Record<MatchPartName, string>> = {
  skills: 'How many of the skills that are asked for you have, and how well.',
  title: 'How near the title is to one that you look for.',
  place: 'At a place you named, and in a way of working you want.',
  seniority: 'The level that is asked for against your years.',
  salary: 'The stated pay against your floor.',
  language: 'The languages that are asked for against yours.',
  freshness: 'How lately it was posted.',
}
